/** The shared core with the package's public errors. */
import { definitionText } from './definition-text.js';
import { CoreTrapError, WasmLoadError, type CreditKitError } from './errors/index.js';
import { errorFromCore, type ErrorPlace, NOWHERE, prefix } from './errors/from-core.js';
import { type Core, CoreFailure, CoreTrap, type DefinitionFault } from './wasm/contract.js';
import { loadCore, loadedCore, replaceCore, type WasmSource } from './wasm/load.js';

/** The instance at hand, loading it where there is none yet. */
export async function sharedCore(source?: WasmSource): Promise<Core> {
  try {
    return await loadCore(source);
  } catch (cause) {
    throw loadError(cause);
  }
}

/** Throws WasmLoadError where it is not loaded. */
export function coreNow(): Core {
  const core = loadedCore();
  if (core === undefined) {
    throw new WasmLoadError('the WASM core is not loaded yet: await init() first', {
      code: 'wasmLoad',
    });
  }
  return core;
}

/** Sees to it that the next call finds a fresh instance. A failure to load it is that call's to report. */
export function dropCore(broken: Core): void {
  replaceCore(broken).catch(() => undefined);
}

/** Calls into `core`, and turns what it throws into public errors. */
export function guarded<T>(core: Core, act: () => T, place?: ErrorPlace, clean?: Clean): T {
  try {
    return act();
  } catch (error) {
    throw publicError(core, error, place, clean);
  }
}

/** Blots keys out. Only what reads a vendor's texts needs one. */
type Clean = (text: string) => string;

export function publicError(
  core: Core,
  error: unknown,
  place: ErrorPlace = NOWHERE,
  clean: Clean = (text) => text,
): unknown {
  if (error instanceof CoreTrap) {
    dropCore(core);
    return new CoreTrapError(prefix(place) + error.message, {
      ...place,
      code: 'coreTrap',
      cause: error.cause,
    });
  }
  if (error instanceof CoreFailure) {
    return errorFromCore(error, place, clean);
  }
  return error;
}

function loadError(cause: unknown): CreditKitError {
  return new WasmLoadError(cause instanceof Error ? cause.message : String(cause), {
    code: 'wasmLoad',
    cause,
  });
}

/**
 * Loads the core before it is needed, or from a place of your own. Optional: `createClient` does it too. The first call
 * decides the source; a failure is forgotten, so that a later call can succeed. Throws WasmLoadError.
 */
export async function init(source?: WasmSource): Promise<void> {
  await sharedCore(source);
}

/** What {@link checkDefinition} found. */
export type DefinitionCheck =
  { readonly ok: true } | { readonly ok: false; readonly faults: readonly DefinitionFault[] };

/**
 * Checks a provider's definition without using it. Every fault names the JSON Pointer of the member at fault, what was
 * expected and what stands there. A text is read as the definition's JSON, which finds more than an object can show:
 * mistakes in the grammar, and names that stand twice. Needs the core: `await init()` first, or it throws WasmLoadError.
 */
export function checkDefinition(definition: unknown): DefinitionCheck {
  const core = coreNow();
  const text = typeof definition === 'string' ? definition : definitionText(definition);
  const faults =
    typeof text === 'string' ? guarded(core, () => core.checkDefinition(text)) : [text];
  return faults.length === 0 ? { ok: true } : { ok: false, faults };
}
