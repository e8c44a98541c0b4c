import type { WasmSource } from './load.js';

/**
 * Beside the module, which is where bundlers put a file that is named in this form. Gzipped in the file, because many
 * servers send `.wasm` as it is, twice as large.
 */
export function defaultWasm(): Promise<WasmSource> {
  const beside = new URL('./core.wasm.gz', import.meta.url);
  // Vite before 8 serves packages in `dev` from a folder of its own, without what lies beside them:
  // https://github.com/vitejs/vite/issues/8427. Named from `beside`, which no bundler takes for a file of its own.
  return Promise.resolve(
    beside.pathname.endsWith('/.vite/deps/core.wasm.gz')
      ? new URL('../../creditkit/dist/core.wasm.gz', beside)
      : beside,
  );
}

export { compileBytes, open } from './fetch.js';
