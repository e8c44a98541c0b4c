import { outcome } from './first-page.mjs';

postMessage(await outcome());
