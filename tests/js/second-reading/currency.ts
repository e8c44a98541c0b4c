/** Some of the currencies of ISO 4217, and how many digits their minor units have. */
import type { Minor } from './definition.js';

export const CURRENCIES: Readonly<Record<string, number>> = {
  USD: 2,
  EUR: 2,
  GBP: 2,
  MGA: 2,
  HUF: 2,
  UGX: 0,
  JPY: 0,
  KRW: 0,
  CLP: 0,
  ISK: 0,
  KWD: 3,
  BHD: 3,
  TND: 3,
  IQD: 3,
  CLF: 4,
};

/** Codes that have no minor units, and texts that are no codes. */
export const NO_CURRENCIES = ['XAU', 'XXX', 'credits', 'US', 'USDX', ''] as const;

/** Undefined for a unit that has none. */
export function minorDigits(minor: Minor, unit: string): number | undefined {
  if (typeof minor === 'number') return minor;
  const code = unit.toUpperCase();
  const exception = minor !== 'iso4217' && Object.hasOwn(minor, code) ? minor[code] : undefined;
  return exception ?? (Object.hasOwn(CURRENCIES, code) ? CURRENCIES[code] : undefined);
}
