/**
 * Blots keys out of texts that others wrote: vendors echo them in messages, runtimes in the errors of their fetch.
 * Keys are held in private fields only, so that no inspection of a client shows them.
 */

import { own } from '../errors/base.js';

const BLOT = '[key]';

/** Vendors issue longer ones; a shorter text stands in ordinary words ("key" in "invalid key") and would blot those. */
const SECRET_CHARS_MIN = 8;

/**
 * Texts are cut: a quoted value at 40 bytes, a vendor's words at 1,000. A key that is cut with them shows its head; one
 * that is shorter than this is the name of a kind of key ("sk_live_").
 */
const HEAD_CHARS_MIN = 12;

/** Walks in flight may still use a key that has been renewed. Older ones than these are out of use. */
const KEYS_REMEMBERED = 4;

export class Secrets {
  #forms: string[][] = [];

  /** Remembers a key in all the forms in which it is sent. */
  add(key: string, ...sentAs: string[]): void {
    const forms = [...sentAs, key]
      // Blanks around a header's value do not arrive (RFC 9110 section 5.5), so none come back.
      .map((form) => form.trim())
      .filter((form) => form.length >= SECRET_CHARS_MIN);
    this.#forms = [[...new Set(forms)], ...this.#forms].slice(0, KEYS_REMEMBERED);
  }

  readonly clean = (text: string): string => {
    // Of nearly all texts, at a hundredth of what the patterns cost a fresh engine.
    if (!this.#mayBeIn(text)) {
      return text;
    }
    const forms = this.#forms.flat();
    const whole = forms.reduce((cleaned, form) => cleaned.replace(inAnyWords(form), BLOT), text);
    return forms.reduce(withoutHeads, whole);
  };

  /** Whether the token, base64url, holds a key: a vendor may have put it into a next URL by a name of its own. */
  isIn(token: string): boolean {
    const text = atob(token.replaceAll('-', '+').replaceAll('_', '/'));
    return this.clean(text) !== text;
  }

  /** False where no key and no head of one is in the text, escaped or not; only for those of ASCII is it known. */
  #mayBeIn(text: string): boolean {
    const bare = unescaped(text);
    return this.#forms.flat().some((form) => {
      const head = form.slice(0, HEAD_CHARS_MIN);
      return /[^ -~]/.test(head) || text.includes(head) || bare.includes(unescaped(head));
    });
  }

  /**
   * A copy of an error that is safe to hand on: its name, message and code, and those of its causes. Errors of an
   * injected fetch may carry anything, the request with its headers included.
   */
  safeCause(cause: unknown, depth = 0): Error {
    const { name, message, code, cause: beneath } = partsOf(cause);
    const nested =
      beneath === undefined || depth >= CAUSE_DEPTH_MAX
        ? undefined
        : this.safeCause(beneath, depth + 1);
    const copy = new Error(
      this.clean(message),
      nested === undefined ? undefined : { cause: nested },
    );
    own(copy, 'name', this.clean(name));
    if (typeof code === 'string' || typeof code === 'number') {
      own(copy, 'code', typeof code === 'string' ? this.clean(code) : code);
    }
    // The stack of the copy would be ours, and that of the original begins with its message.
    own(copy, 'stack', `${copy.name}: ${copy.message}`);
    return copy;
  }
}

const NO_REASON = 'no reason was given';

/** What an error is read for. Not by its class: that of a test environment's fetch is another one. */
interface ErrorParts {
  readonly name: string;
  readonly message: string;
  readonly code: unknown;
  readonly cause: unknown;
}

function partsOf(thrown: unknown): ErrorParts {
  const plain = { name: 'Error', message: NO_REASON, code: undefined, cause: undefined };
  if (typeof thrown === 'string') {
    return { ...plain, message: thrown };
  }
  if (typeof thrown !== 'object' || thrown === null) {
    return plain;
  }
  try {
    const { name, message, code, cause } = thrown as Partial<ErrorParts>;
    return {
      name: typeof name === 'string' ? name : plain.name,
      message: messageOf(message, code),
      code,
      cause,
    };
  } catch {
    // An accessor that throws.
    return plain;
  }
}

/** Where no address of a host answered, Node's error has a code and no message. */
function messageOf(message: unknown, code: unknown): string {
  if (typeof message !== 'string') {
    return NO_REASON;
  }
  return message === '' && typeof code === 'string' ? code : message;
}

/** Without the escapes of JSON, URLs and JSON Pointers. */
function unescaped(text: string): string {
  return text
    .replace(/(?:\\u00|%)([\da-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(parseInt(hex, 16)),
    )
    .replaceAll('\\', '')
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
}

/**
 * The form, with any of its characters escaped as JSON, a URL or a JSON Pointer may: who echoes a key escapes more of it
 * than must be, or less.
 */
function inAnyWords(form: string, rest = ''): RegExp {
  const characters = Array.from(form, (character) => {
    const hex = (code = 0): string => code.toString(16).padStart(2, '0');
    const code = hex(character.codePointAt(0));
    const encoded = Array.from(new TextEncoder().encode(character), (byte) => `%${hex(byte)}`);
    const pointer = { '/': '|~1', '~': '|~0' }[character] ?? '';
    return `(?:\\\\?\\u{${code}}|\\\\u0*${code}|${encoded.join('')}${pointer})`;
  });
  return new RegExp(characters.join('') + rest, 'giu');
}

/** A header's whole value is left out: its scheme is an ordinary word, and the key after it is a form of its own. */
function withoutHeads(text: string, form: string): string {
  return form.length <= HEAD_CHARS_MIN || form.includes(' ')
    ? text
    : text.replace(inAnyWords(form.slice(0, HEAD_CHARS_MIN), '[^\\s"…]*'), BLOT);
}

/** Runtimes nest two ("fetch failed" over ECONNREFUSED); a cycle must end somewhere. */
const CAUSE_DEPTH_MAX = 4;
