import core from './core.wasm';
import type { WasmSource } from './load.js';

/** Compiled before the program runs: this runtime compiles nothing later. */
export function defaultWasm(): Promise<WasmSource> {
  return Promise.resolve(core);
}

export { compileBytes, open } from './fetch.js';
