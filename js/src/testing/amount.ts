// Amounts are counted in whole units of 10^-scale: doubles would round what the vendors keep exact.

/** `-12345n` at scale 2 is `-123.45`; always `scale` digits after the point. */
export function decimalText(units: bigint, scale: number): string {
  const sign = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  if (scale === 0) return sign + digits;
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/**
 * As Python's `json` prints a float: no zeros at the end, but at least one digit after the point
 * (`2.0`).
 */
export function floatText(units: bigint, scale: number): string {
  const text = decimalText(units, scale);
  if (!text.includes('.')) return `${text}.0`;
  return text.replace(/0+$/, '').replace(/\.$/, '.0');
}

/** The units of a decimal text at `scale`; digits beyond the scale are dropped. */
export function parseUnits(text: string, scale: number): bigint {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) throw new RangeError(`not a decimal: ${text}`);
  const [, sign = '', whole = '0', fraction = ''] = match;
  const units = BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'));
  return sign === '-' ? -units : units;
}
