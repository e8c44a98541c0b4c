import type { WasmSource } from './load.js';

/** Beside the module, which is where bundlers put a file that is named in this form. */
export function defaultWasm(): Promise<WasmSource> {
  const beside = new URL('./core.wasm', import.meta.url);
  // Vite before 8 serves packages in `dev` from a folder of its own, without what lies beside them:
  // https://github.com/vitejs/vite/issues/8427. Named from `beside`, which no bundler takes for a file of its own.
  return Promise.resolve(
    beside.pathname.endsWith('/.vite/deps/core.wasm')
      ? new URL('../../creditkit/dist/core.wasm', beside)
      : beside,
  );
}

export { compileBytes, open } from './fetch.js';
