/**
 * Loads the core: compiles the WASM once, and makes instances of it. One glue serves every runtime, because the glue
 * is handed an instance and never looks for a file.
 */
import createGlue from '#core-glue';
import type { Glue } from '#core-glue';
import { defaultWasm } from '#wasm-source';
import type { Core } from './contract.js';
import { createCore } from './core.js';

/** What the WASM can be loaded from. */
export type WasmSource = URL | string | Response | BufferSource | WebAssembly.Module;

/** The WASM could not be fetched, compiled or instantiated. `message` says what was tried. */
export class CoreLoadFailure extends Error {
  override readonly name = 'CoreLoadFailure';
}

let compiled: Promise<WebAssembly.Module> | undefined;
let shared: Promise<Core> | undefined;
let ready: Core | undefined;

/** The shared instance. The first call decides the source; a failure is forgotten, so that a later call can succeed. */
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
  ready = await instantiate(await compiled);
  return ready;
}

async function compile(source: WasmSource | undefined): Promise<WebAssembly.Module> {
  const from = source ?? (await defaultWasm());
  try {
    if (from instanceof WebAssembly.Module) {
      return from;
    }
    if (typeof from === 'string' || from instanceof URL) {
      return await compileResponse(await fetch(from), String(from));
    }
    if (from instanceof Response) {
      return await compileResponse(from, from.url);
    }
    return await WebAssembly.compile(from);
  } catch (cause) {
    throw loadFailure(from, cause);
  }
}

async function compileResponse(response: Response, url: string): Promise<WebAssembly.Module> {
  if (!response.ok) {
    throw new CoreLoadFailure(`${url} answered HTTP ${String(response.status)}`);
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes[0] === LESS_THAN) {
    throw new CoreLoadFailure(
      `${url} is a page (HTML), not WebAssembly: the server has no core.wasm there`,
    );
  }
  return WebAssembly.compile(bytes);
}

/** "<": how an HTML page starts, and a WebAssembly module never does. */
const LESS_THAN = 0x3c;

function loadFailure(from: WasmSource, cause: unknown): CoreLoadFailure {
  if (cause instanceof CoreLoadFailure) {
    return cause;
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  const tried =
    typeof from === 'string' || from instanceof URL ? String(from) : from.constructor.name;
  const advice =
    cause instanceof WebAssembly.CompileError && /content security policy|csp/i.test(reason)
      ? "; the page's Content-Security-Policy needs 'wasm-unsafe-eval' in script-src"
      : '';
  return new CoreLoadFailure(`could not load the WASM core from ${tried}: ${reason}${advice}`, {
    cause,
  });
}

async function instantiate(module: WebAssembly.Module): Promise<Core> {
  let memory: WebAssembly.Memory | undefined;
  const glue = await new Promise<Glue>((resolve, reject) => {
    createGlue({
      instantiateWasm(imports, done) {
        WebAssembly.instantiate(module, imports)
          .then((instance) => {
            // The export's name is minified by the build; its type is not.
            memory = Object.values(instance.exports).find(
              (value) => value instanceof WebAssembly.Memory,
            );
            done(instance, module);
          })
          .catch(reject);
        return {};
      },
    }).then(resolve, reject);
  }).catch((cause: unknown) => {
    throw new CoreLoadFailure(
      `could not start the WASM core: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  });
  if (memory === undefined) {
    throw new CoreLoadFailure('the WASM core exports no memory: it is not the one of this package');
  }
  return createCore(glue, memory);
}
