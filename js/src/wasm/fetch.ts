/** As the web has it. */
export function open(url: URL | string): Promise<Response> {
  return fetch(url);
}

export function compileBytes(bytes: BufferSource): Promise<WebAssembly.Module> {
  return WebAssembly.compile(bytes);
}
