import packed from '#core-packed';
import type { WasmSource } from './load.js';

/** Out of this very file: for where no second file can be served. */
export async function defaultWasm(): Promise<WasmSource> {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  // Compressed, because base64 of plain WASM would weigh a third more on the wire.
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(unpacked).arrayBuffer();
}

export { compileBytes, open } from './fetch.js';
