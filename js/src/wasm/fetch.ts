/** For the slowest line: the file is smaller than a picture. A server that never answers must not stop all clients. */
const WASM_TIMEOUT_MS = 60_000;

/** As the web has it. */
export function open(url: URL | string): Promise<Response> {
  return fetch(url, { signal: AbortSignal.timeout(WASM_TIMEOUT_MS) });
}

export function compileBytes(bytes: BufferSource): Promise<WebAssembly.Module> {
  return WebAssembly.compile(bytes);
}
