import { readFile } from 'node:fs/promises';
import type { WasmSource } from './load.js';

/** Beside the module. */
export function defaultWasm(): Promise<WasmSource> {
  return Promise.resolve(new URL('./core.wasm', import.meta.url));
}

/** Node's fetch does not read file URLs. */
export async function open(url: URL | string): Promise<Response | BufferSource> {
  return String(url).startsWith('file:') ? readFile(new URL(url)) : fetch(url);
}
