/** Loads the core: compiles the WASM once, and makes instances of it. */
import { compileBytes, defaultWasm, open } from '#wasm-source';
import { bytesOf, kindOf, leaveBody } from '../bytes.js';
import type { Core } from './contract.js';
import { createCore } from './core.js';
import { startCore } from './embind.js';

/** `WebAssembly.Module`, and `object` where the compiler's libraries know none: Node's types alone have no WebAssembly. */
type WasmModule = typeof globalThis extends {
  readonly WebAssembly: { readonly Module: { readonly prototype: infer Module } };
}
  ? Module
  : object;

/** What the WASM can be loaded from: a place, a response of it or its bytes, gzipped or not; or a `WebAssembly.Module`. */
export type WasmSource = URL | string | Response | ArrayBuffer | ArrayBufferView | WasmModule;

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
    if (kindOf(from) === 'WebAssembly.Module') {
      return from;
    }
    const opened = isPlace(from) ? await open(from) : from;
    const bytes = kindOf(opened) === 'Response' ? await bodyOf(opened as Response) : opened;
    return await compileBytes(await unpacked(bytes));
  } catch (cause) {
    throw failure(`could not load the WASM core from ${tried}`, cause, source === undefined);
  }
}

function isPlace(from: WasmSource): from is URL | string {
  return ['String', 'URL'].includes(kindOf(from));
}

function describe(from: WasmSource): string {
  if (isPlace(from)) {
    return String(from);
  }
  const { url } = from as Partial<Response>;
  return typeof url === 'string' && url !== '' ? url : `the ${kindOf(from)} given`;
}

async function bodyOf(response: Response): Promise<ArrayBuffer> {
  if (!response.ok) {
    leaveBody(response);
    throw new Error(`the server answered HTTP ${String(response.status)}`);
  }
  return response.arrayBuffer();
}

/** More white space than any page begins with. */
const PAGE_START_BYTES = 64;

/** What gzip begins with, and WASM does not. */
const GZIP = 0x1f;
/** That of the file itself, and that of a server which compresses whatever it sends and a browser that leaves it so. */
const GZIP_LAYERS_MAX = 2;

/** The WASM in core.wasm.gz. A server that says of the file that it is gzipped has had the browser unpack it already. */
async function unpacked(source: unknown, layers = GZIP_LAYERS_MAX): Promise<BufferSource> {
  const bytes = bytesOf(source);
  requireNoPage(bytes);
  if (bytes?.[0] !== GZIP || layers === 0) {
    return source as BufferSource;
  }
  const wasm = new Response(bytes).body?.pipeThrough(new DecompressionStream('gzip'));
  return unpacked(await new Response(wasm).arrayBuffer(), layers - 1);
}

/** Servers of single-page apps answer every path that they do not know with their page. */
function requireNoPage(bytes: Uint8Array | null): void {
  if (/^\s*</.test(new TextDecoder().decode(bytes?.subarray(0, PAGE_START_BYTES)))) {
    throw new Error('that is a page (HTML), not WebAssembly: the server has no file there');
  }
}

function failure(what: string, cause: unknown, atDefault = false): Error {
  let reason = String(cause);
  if (cause instanceof Error) {
    // Node says "fetch failed", and beneath it why.
    reason = [cause, cause.cause]
      .flatMap((error) => (error instanceof Error ? error.message : []))
      .join(': ');
  }
  let advice = '';
  if (/content security policy|csp\b|unsafe-eval/i.test(reason)) {
    advice = "; the page's Content-Security-Policy needs 'wasm-unsafe-eval' in script-src";
  } else if (/disallowed by embedder/i.test(reason)) {
    advice =
      '; this runtime compiles no WASM: pass init() the WebAssembly.Module of creditkit/core.wasm';
  } else if (atDefault) {
    advice = '; serve it there, pass init() another place, or import creditkit/inline';
  }
  return new Error(`${what}: ${reason}${advice}`, { cause });
}
