import { CreditKitError, nameErrors } from './base.js';

/** The WASM core could not be fetched, compiled or started, or is not loaded yet. A later call tries again. */
export class WasmLoadError extends CreditKitError {
  static {
    nameErrors(this, 'WasmLoadError');
  }
}

/**
 * The WASM core stopped (a bug of ours, or memory ran out). The instance was dropped with the walks on it; the next
 * call works on a fresh one, and `resumeToken` goes on where this walk stood.
 */
export class CoreTrapError extends CreditKitError {
  static {
    nameErrors(this, 'CoreTrapError');
  }
}
