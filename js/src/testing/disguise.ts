/**
 * Turns row keys into short opaque texts and back, as vendors hash their ids: one to one, and
 * different for each seed.
 */
export class Disguise {
  readonly #alphabet: string;
  readonly #length: number;
  readonly #space: bigint;
  readonly #factor: bigint;
  readonly #inverse: bigint;
  readonly #shift: bigint;

  /** `shift` moves all texts, so that two lists share none. */
  constructor(alphabet: string, length: number, shift: number) {
    this.#alphabet = alphabet;
    this.#length = length;
    this.#space = BigInt(alphabet.length) ** BigInt(length);
    // A prime that divides neither 36 nor 62, so that it has an inverse.
    this.#factor = 2_147_483_647n % this.#space;
    this.#inverse = inverse(this.#factor, this.#space);
    this.#shift = BigInt(shift);
  }

  encode(key: number): string {
    let value = modulo(BigInt(key) * this.#factor + this.#shift, this.#space);
    let text = '';
    const base = BigInt(this.#alphabet.length);
    for (let i = 0; i < this.#length; i++) {
      text = this.#alphabet.charAt(Number(value % base)) + text;
      value /= base;
    }
    return text;
  }

  /** `null` for a text that {@link encode} never gives. */
  decode(text: string): number | null {
    if (text.length !== this.#length) return null;
    let value = 0n;
    for (const character of text) {
      const digit = this.#alphabet.indexOf(character);
      if (digit < 0) return null;
      value = value * BigInt(this.#alphabet.length) + BigInt(digit);
    }
    return Number(modulo((value - this.#shift) * this.#inverse, this.#space));
  }
}

function modulo(value: bigint, space: bigint): bigint {
  return ((value % space) + space) % space;
}

/** Euclid's extended algorithm. */
function inverse(factor: bigint, space: bigint): bigint {
  let [previous, current] = [space, factor];
  let [coefficientBefore, coefficient] = [0n, 1n];
  while (current !== 0n) {
    const quotient = previous / current;
    [previous, current] = [current, previous - quotient * current];
    [coefficientBefore, coefficient] = [coefficient, coefficientBefore - quotient * coefficient];
  }
  return modulo(coefficientBefore, space);
}
