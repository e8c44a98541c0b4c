import { outcome } from './first-page.mjs';

document.querySelector('output').textContent = await outcome();
