// Measures in Chromium, on a page that has nothing else.
import { readFile } from 'node:fs/promises';
import { chromium } from '../build/bench/chromium.mjs';
import { serve } from './serve.mjs';

const files = {
  '/measure.mjs': 'build/bench/measure.mjs',
  '/core.wasm': 'build/wasm/core.wasm',
};

export const { missing } = chromium;

/** The results, and the browser's version. */
export async function measureInChromium() {
  const site = await serve((path) => readFile(files[path]));
  const browser = await chromium.launch('--enable-precise-memory-info', '--js-flags=--expose-gc');
  try {
    const page = await browser.open();
    // A run takes longer than puppeteer waits by default, where the machine is busy.
    page.inner.setDefaultTimeout(0);
    await page.goto(`${site.origin}/`);
    const results = await page.evaluate(async () => {
      const { measure } = await import('/measure.mjs');
      const wasm = await (await fetch('/core.wasm')).arrayBuffer();
      return measure(wasm, (collect) => {
        if (collect) globalThis.gc();
        return performance.memory.usedJSHeapSize;
      });
    });
    return { runtime: 'Chromium', version: await browser.inner.version(), results };
  } finally {
    await browser.close();
    site.close();
  }
}
