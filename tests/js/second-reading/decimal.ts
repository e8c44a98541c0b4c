/** Exact decimals as docs/model.md describes amounts: digits that are a BigInt, and how many of them stand behind the point. */

export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

const DIGITS = 38;
const DECIMAL = /^([+-]?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/;

/** A power of ten that no amount and no time comes near. */
const FAR = 5_000n;

/** What a decimal in a text, or a JSON number, says; undefined where the text is none. */
export function parseDecimal(text: string): Decimal | undefined {
  const [, sign, whole = '', fraction = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const power = BigInt(exponent) - BigInt(fraction.length);
  if (power <= 0n) return { units: digits, scale: Number(power < -FAR ? FAR : -power) };
  if (digits === 0n) return { units: 0n, scale: 0 };
  return { units: digits * 10n ** (power > FAR ? FAR : power), scale: 0 };
}

/** Whether an amount has room: at most 38 digits, and at most 38 of them behind the point. */
export function fits({ units, scale }: Decimal): boolean {
  return scale <= DIGITS && String(magnitude(units)).length <= DIGITS;
}

export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: scaled(a, scale) + scaled(b, scale), scale };
}

export function negate({ units, scale }: Decimal): Decimal {
  return { units: -units, scale };
}

export function absolute({ units, scale }: Decimal): Decimal {
  return { units: magnitude(units), scale };
}

/** Divided by ten as often as `digits` says. */
export function shift({ units, scale }: Decimal, digits: number): Decimal {
  return { units, scale: scale + digits };
}

/** Below, above or equal to 0 as `a` is to `b`. */
export function compare(a: Decimal, b: Decimal): number {
  const { units } = add(a, negate(b));
  return units === 0n ? 0 : units < 0n ? -1 : 1;
}

/** The largest whole number that is not above. */
export function floor({ units, scale }: Decimal): bigint {
  const one = 10n ** BigInt(scale);
  const cut = units / one;
  return units < 0n && cut * one !== units ? cut - 1n : cut;
}

/** Plain notation with the scale that it has. */
export function decimalText({ units, scale }: Decimal): string {
  const digits = String(magnitude(units)).padStart(scale + 1, '0');
  const point = digits.length - scale;
  const fraction = scale === 0 ? '' : `.${digits.slice(point)}`;
  return `${units < 0n ? '-' : ''}${digits.slice(0, point)}${fraction}`;
}

function scaled({ units, scale }: Decimal, to: number): bigint {
  return units * 10n ** BigInt(to - scale);
}

function magnitude(units: bigint): bigint {
  return units < 0n ? -units : units;
}
