import { outcome } from './first-page.mjs';

console.log(await outcome());
