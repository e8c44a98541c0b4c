/** What the build puts in the place of imports that are no TypeScript. */

declare module '*/core.wasm' {
  const core: WebAssembly.Module;
  export default core;
}

declare module '*/core.wasm?module' {
  const core: WebAssembly.Module;
  export default core;
}

/** The gzipped core in base64. */
declare module '#core-packed' {
  const packed: string;
  export default packed;
}
