import { firstPage } from './first-page.mjs';

firstPage().then(postMessage, (error) => postMessage(`failed: ${error}`));
