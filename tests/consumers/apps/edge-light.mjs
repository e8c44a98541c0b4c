import { outcome } from './first-page.mjs';

// Whoever runs the bundle awaits what it leaves here.
globalThis.shown = outcome();
