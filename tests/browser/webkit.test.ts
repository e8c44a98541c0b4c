import { webkit } from './engines/webkit.js';
import { describeEngine } from './every-engine.js';

describeEngine(webkit, ['light']);
