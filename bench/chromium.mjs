// Measures in Chromium, on a page that has nothing else.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { chromium } from '../build/bench/chromium.mjs';

const files = {
  '/': ['text/html', async () => '<!doctype html><title>bench</title>'],
  '/measure.mjs': ['text/javascript', () => readFile('build/bench/measure.mjs')],
  '/core.wasm': ['application/wasm', () => readFile('build/wasm/core.wasm')],
};

/** Isolated, which makes the clock finer. */
const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

export const { missing } = chromium;

/** The results, and the browser's version. */
export async function measureInChromium() {
  const server = createServer(async ({ url }, response) => {
    const [type, content] = files[url] ?? ['text/plain', async () => ''];
    response.writeHead(url in files ? 200 : 404, { 'content-type': type, ...isolation });
    response.end(await content());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch('--enable-precise-memory-info', '--js-flags=--expose-gc');
  try {
    const page = await browser.open();
    // A run takes longer than puppeteer waits by default, where the machine is busy.
    page.inner.setDefaultTimeout(0);
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
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
    server.close();
  }
}
