import { firstPage } from './first-page.mjs';

console.log(await firstPage());
