/**
 * Node gets its core at once: in a fresh process, every step through its pool of threads costs milliseconds, where
 * reading takes a tenth of one and compiling one. It may also end while WebAssembly.compile is all that it waits for.
 */
import { open as fetchWasm } from './fetch.js';
import type { WasmSource } from './load.js';

/** Beside the module. */
export function defaultWasm(): Promise<WasmSource> {
  return Promise.resolve(new URL('./core.wasm', import.meta.url));
}

/** Node's fetch does not read file URLs. */
export function open(url: URL | string): Promise<Response | BufferSource> {
  return String(url).startsWith('file:') ? readCore(new URL(url)) : fetchWasm(url);
}

async function readCore(url: URL): Promise<BufferSource> {
  // To import `fs`, Node loads all that it exports, streams too: three milliseconds. Before 20.16 there is no other way.
  const fs =
    'getBuiltinModule' in process ? process.getBuiltinModule('node:fs') : await import('node:fs');
  return fs.readFileSync(url);
}

export function compileBytes(bytes: BufferSource): WebAssembly.Module {
  return new WebAssembly.Module(bytes);
}
