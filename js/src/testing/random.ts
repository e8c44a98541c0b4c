/**
 * Numbers that depend on the seed alone, so that whatever a test met can be met again. mulberry32:
 * 32 bits of state, plenty for test data and nothing for secrets.
 */
export class Random {
  readonly #seed: string;
  #state: number;

  constructor(seed: number | string) {
    this.#seed = String(seed);
    this.#state = fnv1a(this.#seed);
  }

  /** A stream of its own, so that drawing more in one place changes nothing in another. */
  fork(label: number | string): Random {
    return new Random(`${this.#seed}/${String(label)}`);
  }

  /** A number in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  /** An integer from `least` to `most`, both included. */
  int(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** True with probability `rate`. */
  chance(rate: number): boolean {
    return this.next() < rate;
  }

  /** One element of a list that is not empty. */
  pick<T>(list: readonly [T, ...T[]]): T {
    return list[this.int(0, list.length - 1)] ?? list[0];
  }

  /** `length` characters of `alphabet`. */
  text(alphabet: string, length: number): string {
    let text = '';
    for (let i = 0; i < length; i++) text += alphabet.charAt(this.int(0, alphabet.length - 1));
    return text;
  }

  /** A random (version 4) UUID. */
  uuid(): string {
    const hex = '0123456789abcdef';
    const variant = this.text('89ab', 1);
    return `${this.text(hex, 8)}-${this.text(hex, 4)}-4${this.text(hex, 3)}-${variant}${this.text(hex, 3)}-${this.text(hex, 12)}`;
  }
}

/** Letters and digits, as vendors' ids use them. */
export const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
