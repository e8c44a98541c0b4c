import type { WasmSource } from './load.js';

/** Beside the module, which is where bundlers put a file that is named in this form. */
export function defaultWasm(): Promise<WasmSource> {
  return Promise.resolve(new URL('./core.wasm', import.meta.url));
}

export { open } from './fetch.js';
