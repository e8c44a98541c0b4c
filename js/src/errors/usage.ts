import type { DefinitionFault } from '../wasm/contract.js';
import { CreditKitError, type ErrorDetails, nameErrors } from './base.js';

/** An option or query parameter that cannot be used; `parameter` names it. Nothing was requested with it. */
export class ParameterError extends CreditKitError {
  static {
    nameErrors(this, 'ParameterError');
  }
}

/** Says that `parameter` cannot be used, and why: "timeoutMs must be …". */
export function refused(parameter: string, why: string): ParameterError {
  return new ParameterError(`${parameter} ${why}`, { code: 'parameter', parameter });
}

/** A provider's definition that cannot be used. */
export class DefinitionError extends CreditKitError {
  static {
    nameErrors(this, 'DefinitionError');
  }

  readonly faults: readonly DefinitionFault[];

  constructor(
    message: string,
    details: Omit<ErrorDetails, 'code'>,
    faults: readonly DefinitionFault[],
  ) {
    super(message, { ...details, code: 'definition' });
    this.faults = faults;
  }
}
