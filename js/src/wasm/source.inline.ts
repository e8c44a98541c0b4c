import packed from '#core-packed';
import type { WasmSource } from './load.js';

/** Out of this very file: for where no second file can be served. */
export function defaultWasm(): Promise<WasmSource> {
  return Promise.resolve(Uint8Array.from(atob(packed), (character) => character.charCodeAt(0)));
}

export { compileBytes, open } from './fetch.js';
