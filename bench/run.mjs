// A page's bytes to entries: this package, plain JavaScript, and JavaScript that keeps numbers exact, side by side in
// Node and in Chromium. Prints a table, and writes bench/results.json:
//
//   ours_ms      bytes → plain entries by the package's own path, copies into and out of the WASM included
//   columns_ms   the same up to the columns and their one text, without objects
//   js_ms        TextDecoder, JSON.parse, map to the same fields with doubles
//   js_exact_ms  TextDecoder, lossless-json, map to the same fields
//   …_peak_bytes growth of the JavaScript heap while one page is read; ours with all of the WASM's memory
//
// Ends with the cold starts of cold-start.mjs.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { printColdStarts } from './cold-start.mjs';
import { summaryOf, tableOf } from './table.mjs';

process.chdir(join(import.meta.dirname, '..'));

const common = { bundle: true, format: 'esm', logLevel: 'warning' };
await build({
  ...common,
  entryPoints: ['bench/measure.mjs'],
  outfile: 'build/bench/measure.mjs',
  minify: true,
  target: 'es2022',
});
await build({
  ...common,
  entryPoints: ['tests/browser/engines/chromium.ts'],
  outfile: 'build/bench/chromium.mjs',
  platform: 'node',
  packages: 'external',
});

async function measureInNode() {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--expose-gc', 'bench/node.mjs'],
    { maxBuffer: 2 ** 24 },
  );
  return { runtime: 'Node', version: process.version, results: JSON.parse(stdout) };
}

const { chromium } = await import('../build/bench/chromium.mjs');
const { measureInChromium, missing } = await import('./chromium.mjs');
const all = [];
for (const run of [measureInNode, ...(missing === null ? [measureInChromium] : [])]) {
  const { runtime, version, results } = await run();
  console.log(`\n${runtime} (${version}): µs for a page, KiB at the peak\n`);
  console.log(`${tableOf(results)}\n\n${summaryOf(results)}`);
  all.push(...results.map((result) => ({ runtime, ...result })));
}
if (missing !== null) {
  console.log(`\nChromium was not measured: ${missing}`);
  process.exitCode = 1;
}
await writeFile('bench/results.json', `${JSON.stringify(all, null, 2)}\n`);
console.log('\nbench/results.json written');
await printColdStarts(chromium);
