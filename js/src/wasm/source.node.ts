import { readFile } from 'node:fs/promises';
import type { WasmSource } from './load.js';

/** Beside the module, by the file system: Node's fetch does not read file URLs. */
export async function defaultWasm(): Promise<WasmSource> {
  return readFile(new URL('./core.wasm', import.meta.url));
}
