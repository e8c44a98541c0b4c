// Cold starts, as first-page.mjs has them, in Node and in Chromium: a process or a profile each time; the medians count.
// `make bench` ends with them; after it, alone: node bench/cold-start.mjs [runs].
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serve } from './serve.mjs';

const root = join(import.meta.dirname, '..');
/** The goal on a quiet machine with Node 24. */
const goalMs = 15;

async function nodeMs(node) {
  const program = `import { firstPageMs } from './bench/first-page.mjs';
    console.log(await firstPageMs('creditkit/testing', 'creditkit'));`;
  const flags = ['--input-type=module', '--eval', program];
  const { stdout } = await promisify(execFile)(node, flags, { cwd: root });
  return Number(stdout);
}

async function chromiumMs(browser, origin) {
  const page = await browser.open();
  try {
    await page.goto(`${origin}/`);
    return await page.evaluate(async () => {
      const { firstPageMs } = await import('/bench/first-page.mjs');
      return firstPageMs('/dist/testing.js', '/dist/index.js');
    });
  } finally {
    await page.close();
  }
}

async function lineOf(where, runs, measure) {
  const times = [];
  for (let count = 0; count < runs; count += 1) {
    times.push(await measure());
  }
  times.sort((a, b) => a - b);
  const ms = (at) => times[at].toFixed(1);
  return `${where}: ${ms(runs >> 1)} ms (fastest ${ms(0)}, slowest ${ms(runs - 1)})`;
}

export async function printColdStarts(chromium, runs = 21) {
  // The goal's Node where tests/consumers has it.
  const node24 = join(root, 'tests/consumers/node_modules/node-24/bin/node');
  const node = existsSync(node24) ? node24 : process.execPath;
  const { stdout: version } = await promisify(execFile)(node, ['--version']);
  console.log(`\nImport to first page of 20 rows, median of ${runs}\n`);
  const inNode = await lineOf(`Node ${version.trim()}`, runs, () => nodeMs(node));
  console.log(`${inNode}; goal with Node 24: ${goalMs} ms`);
  if (chromium.missing !== null) {
    console.log(`Chromium was not measured: ${chromium.missing}`);
    return;
  }
  const site = await serve((path) => readFile(join(root, path)));
  const browser = await chromium.launch();
  try {
    const name = await browser.inner.version();
    console.log(await lineOf(name, runs, () => chromiumMs(browser, site.origin)));
  } finally {
    await browser.close();
    site.close();
  }
}

if (process.argv[1] === import.meta.filename) {
  const { chromium } = await import('../build/bench/chromium.mjs');
  await printColdStarts(chromium, Number(process.argv[2] ?? 21));
}
