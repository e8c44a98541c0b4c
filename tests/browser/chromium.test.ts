import { chromium } from './engines/chromium.js';
import { describeEngine } from './every-engine.js';

describeEngine(chromium, ['light', 'dark']);
