/** Exact decimals for the page: texts are scaled to whole numbers, never to doubles. */
export interface Exact {
  /** The number times ten to the power of `scale`. */
  readonly units: bigint;
  readonly scale: number;
}

export const zero: Exact = { units: 0n, scale: 0 };

const pattern = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Reads plain decimal text as the package gives it ("-2.004"). Throws RangeError on anything else. */
export function parseExact(text: string): Exact {
  const match = pattern.exec(text);
  if (match === null) throw new RangeError(`not a plain decimal: ${text.slice(0, 40)}`);
  const [, sign = '', whole = '0', fraction = ''] = match;
  const units = BigInt(whole + fraction);
  return { units: sign === '-' ? -units : units, scale: fraction.length };
}

function scaled(value: Exact, scale: number): bigint {
  return value.units * 10n ** BigInt(scale - value.scale);
}

export function add(a: Exact, b: Exact): Exact {
  const scale = Math.max(a.scale, b.scale);
  return { units: scaled(a, scale) + scaled(b, scale), scale };
}

export function negate(value: Exact): Exact {
  return { units: -value.units, scale: value.scale };
}

export function compareExact(a: Exact, b: Exact): number {
  const scale = Math.max(a.scale, b.scale);
  const left = scaled(a, scale);
  const right = scaled(b, scale);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Plain decimal text, with all digits of the scale: "-2.004". */
export function exactText({ units, scale }: Exact): string {
  const sign = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** For a pixel on a chart, never for a text. */
export function plotted(value: Exact): number {
  return Number(exactText(value));
}

/** How a decimal is set in type: sign, grouped whole part, and the fraction with its point. */
export interface SetDecimal {
  readonly sign: string;
  readonly whole: string;
  readonly fraction: string;
}

/** Splits plain decimal text for typesetting; text that is none stays as it is. */
export function setDecimal(text: string): SetDecimal {
  const match = pattern.exec(text);
  if (match === null) return { sign: '', whole: text, fraction: '' };
  const [, sign, whole = '', fraction] = match;
  return {
    sign: sign === '-' ? '−' : '',
    whole: whole.replace(/\B(?=(?:\d{3})+$)/g, ','),
    fraction: fraction === undefined ? '' : `.${fraction}`,
  };
}

/** One text for people: "−1,228.55600". All digits that came are shown. */
export function shownDecimal(text: string): string {
  const { sign, whole, fraction } = setDecimal(text);
  return sign + whole + fraction;
}
