/**
 * Node gets its core at once: in a fresh process, every step through its pool of threads costs milliseconds, where
 * reading takes a tenth of one and compiling one. It also ends while WebAssembly.compile is all that it waits for.
 */
import { readFileSync } from 'node:fs';
import type { WasmSource } from './load.js';

/** Beside the module. */
export function defaultWasm(): Promise<WasmSource> {
  return Promise.resolve(new URL('./core.wasm', import.meta.url));
}

/** Node's fetch does not read file URLs. */
export async function open(url: URL | string): Promise<Response | BufferSource> {
  return String(url).startsWith('file:') ? readFileSync(new URL(url)) : fetch(url);
}

export function compileBytes(bytes: BufferSource): WebAssembly.Module {
  return new WebAssembly.Module(bytes);
}
