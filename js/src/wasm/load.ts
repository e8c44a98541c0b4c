/** Loads the core: compiles the WASM once, and makes instances of it. */
import { defaultWasm, open } from '#wasm-source';
import type { Core } from './contract.js';
import { createCore } from './core.js';
import { startCore } from './embind.js';

/** What the WASM can be loaded from. */
export type WasmSource = URL | string | Response | BufferSource | WebAssembly.Module;

let compiled: Promise<WebAssembly.Module> | undefined;
let shared: Promise<Core> | undefined;
let ready: Core | undefined;

/**
 * The shared instance. The first call decides the source; a failure is forgotten, so that a later call can succeed.
 * Rejects with an Error that says what was tried.
 */
export function loadCore(source?: WasmSource): Promise<Core> {
  if (shared === undefined) {
    const loading = start(source);
    shared = loading;
    loading.catch(() => {
      if (shared === loading) {
        shared = undefined;
        compiled = undefined;
      }
    });
  }
  return shared;
}

/** The shared instance if it has been loaded. */
export function loadedCore(): Core | undefined {
  return ready;
}

/** Replaces the shared instance after `broken` trapped. Walks on other instances are not disturbed. */
export function replaceCore(broken: Core): Promise<Core> {
  if (ready === broken) {
    ready = undefined;
    shared = undefined;
  }
  return loadCore();
}

async function start(source: WasmSource | undefined): Promise<Core> {
  compiled ??= compile(source);
  const { glue, memory } = await startCore(await compiled).catch((cause: unknown) => {
    throw failure('could not start the WASM core', cause);
  });
  ready = createCore(glue, memory);
  return ready;
}

async function compile(source: WasmSource | undefined): Promise<WebAssembly.Module> {
  let tried = 'its default place';
  try {
    const from = source ?? (await defaultWasm());
    tried = describe(from);
    if (from instanceof WebAssembly.Module) {
      return from;
    }
    const opened = typeof from === 'string' || from instanceof URL ? await open(from) : from;
    return await WebAssembly.compile(
      requireNoPage(opened instanceof Response ? await bodyOf(opened) : opened),
    );
  } catch (cause) {
    throw failure(`could not load the WASM core from ${tried}`, cause, source === undefined);
  }
}

function describe(from: WasmSource): string {
  if (typeof from === 'string' || from instanceof URL) {
    return String(from);
  }
  return from instanceof Response && from.url !== ''
    ? from.url
    : `the ${from.constructor.name} given`;
}

async function bodyOf(response: Response): Promise<ArrayBuffer> {
  if (!response.ok) {
    throw new Error(`the server answered HTTP ${String(response.status)}`);
  }
  return response.arrayBuffer();
}

/** More white space than any page begins with. */
const PAGE_START_BYTES = 64;

/** Servers of single-page apps answer every path that they do not know with their page. */
function requireNoPage(source: BufferSource): BufferSource {
  const bytes = ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
  if (/^\s*</.test(new TextDecoder().decode(bytes.subarray(0, PAGE_START_BYTES)))) {
    throw new Error('that is a page (HTML), not WebAssembly: the server has no core.wasm there');
  }
  return source;
}

function failure(what: string, cause: unknown, atDefault = false): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  let advice = '';
  if (/content security policy|csp\b|unsafe-eval/i.test(reason)) {
    advice = "; the page's Content-Security-Policy needs 'wasm-unsafe-eval' in script-src";
  } else if (/disallowed by embedder/i.test(reason)) {
    advice =
      '; this runtime compiles no WASM: pass init() the WebAssembly.Module of creditkit/core.wasm';
  } else if (atDefault) {
    advice = '; serve core.wasm there, pass init() another place, or import creditkit/inline';
  }
  return new Error(`${what}: ${reason}${advice}`, { cause });
}
