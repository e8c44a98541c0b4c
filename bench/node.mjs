// Measures in this Node, and prints the results as JSON. Started by run.mjs, with --expose-gc.
import { readFile } from 'node:fs/promises';
import { measure } from '../build/bench/measure.mjs';

const wasm = await readFile(new URL('../build/wasm/core.wasm', import.meta.url));
const results = await measure(wasm, (collect) => {
  if (collect) globalThis.gc();
  return process.memoryUsage().heapUsed;
});
console.log(JSON.stringify(results));
