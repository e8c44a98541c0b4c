import { launch } from 'puppeteer-core';
import { findProgram } from './find-program.js';
import type { Engine } from './engine.js';
import { PuppeteerEngineBrowser } from './puppeteer-page.js';

const program = findProgram('chromium', 'chromium-browser', 'google-chrome');

/** Options for a container without a GPU, and nothing that asks the network for anything. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
];

/** With what only Chromium has: traces and metrics. */
interface ChromiumEngine extends Engine {
  /** `more`: flags for this launch. */
  launch(...more: readonly string[]): Promise<PuppeteerEngineBrowser>;
}

export const chromium: ChromiumEngine = {
  name: 'Chromium',
  missing: program === null ? 'chromium is not installed (scripts/setup-browsers)' : null,
  async launch(...more: readonly string[]) {
    const args = [...flags, ...more];
    return new PuppeteerEngineBrowser(
      await launch({ executablePath: program ?? '', args, defaultViewport: null }),
    );
  },
};
