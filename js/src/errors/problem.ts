import type { CreditKitError, ErrorDetails } from './base.js';
import { type ErrorPlace, prefix } from './from-core.js';

type ErrorClass = new (message: string, details: ErrorDetails) => CreditKitError;

/**
 * An error before it is known which request it befell. Several walks may wait for the same key, and each of them needs
 * an error of its own. Internal.
 */
export class Problem extends Error {
  readonly #public: ErrorClass;
  readonly #details: ErrorDetails;

  constructor(publicClass: ErrorClass, message: string, details: ErrorDetails) {
    super(message);
    this.#public = publicClass;
    this.#details = details;
  }

  at(place: ErrorPlace): CreditKitError {
    const Public = this.#public;
    return new Public(prefix(place) + this.message, { ...place, ...this.#details });
  }
}
