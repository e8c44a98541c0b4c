/**
 * Blots keys out of texts that others wrote: vendors echo them in messages, runtimes in the errors of their fetch.
 * Keys are held in private fields only, so that no inspection of a client shows them.
 */

import { own } from '../errors/base.js';

const BLOT = '[key]';

/** Vendors issue longer ones; a shorter text stands in ordinary words ("key" in "invalid key") and would blot those. */
const SECRET_CHARS_MIN = 8;

/** Walks in flight may still use a key that has been renewed. Older ones than these are out of use. */
const KEYS_REMEMBERED = 4;

export class Secrets {
  #forms: string[][] = [];

  /** Remembers a key in all the forms in which it is sent or may come back. */
  add(key: string, ...sentAs: string[]): void {
    const forms = [...sentAs, key]
      .flatMap((form) => [form, percentEncoded(form), JSON.stringify(form).slice(1, -1)])
      .filter((form) => form.length >= SECRET_CHARS_MIN);
    this.#forms = [[...new Set(forms)], ...this.#forms].slice(0, KEYS_REMEMBERED);
  }

  readonly clean = (text: string): string =>
    this.#forms.flat().reduce((cleaned, form) => cleaned.replaceAll(form, BLOT), text);

  /**
   * A copy of an error that is safe to hand on: its name, message and code, and those of its causes. Errors of an
   * injected fetch may carry anything, the request with its headers included.
   */
  safeCause(cause: unknown, depth = 0): Error {
    const error =
      cause instanceof Error
        ? cause
        : new Error(typeof cause === 'string' ? cause : 'not an Error');
    const nested =
      error.cause === undefined || depth >= CAUSE_DEPTH_MAX
        ? undefined
        : this.safeCause(error.cause, depth + 1);
    const copy = new Error(
      this.clean(error.message),
      nested === undefined ? undefined : { cause: nested },
    );
    const code: unknown = 'code' in error ? error.code : undefined;
    own(copy, 'name', this.clean(error.name));
    if (typeof code === 'string' || typeof code === 'number') {
      own(copy, 'code', typeof code === 'string' ? this.clean(code) : code);
    }
    // The stack of the copy would be ours, and that of the original begins with its message.
    own(copy, 'stack', `${copy.name}: ${copy.message}`);
    return copy;
  }
}

/** As in a URL. A lone surrogate cannot be encoded, and so is never sent in one. */
function percentEncoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Runtimes nest two ("fetch failed" over ECONNREFUSED); a cycle must end somewhere. */
const CAUSE_DEPTH_MAX = 4;
