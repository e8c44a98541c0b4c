import { launch } from 'puppeteer-core';
import type { Engine } from './engine.js';
import { findProgram } from './find-program.js';
import { PuppeteerEngineBrowser } from './puppeteer-page.js';

const program = findProgram('firefox-esr', 'firefox');

export const firefox: Engine = {
  name: 'Firefox',
  missing: program === null ? 'firefox-esr is not installed (scripts/setup-browsers)' : null,
  async launch() {
    return new PuppeteerEngineBrowser(
      await launch({
        browser: 'firefox',
        // Puppeteer's own way to set it fails in older ones: resize() says why.
        defaultViewport: null,
        protocol: 'webDriverBiDi',
        executablePath: program ?? '',
      }),
    );
  },
};
