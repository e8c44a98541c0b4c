import { firefox } from './engines/firefox.js';
import { describeEngine } from './every-engine.js';

describeEngine(firefox, ['light']);
