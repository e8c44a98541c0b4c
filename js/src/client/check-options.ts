import { refused } from '../errors/usage.js';

/** Refuses names that are no option: a misspelt `timeout` must not silently mean none. */
export function requireKnown(options: object, known: readonly string[], what: string): void {
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) {
      throw refused(name, `is no option of ${what}; the options are ${known.join(', ')}`);
    }
  }
}

/** A whole number from `min` to `max`, or the fallback where the option is absent. */
export function wholeNumber<Fallback>(
  value: number | undefined,
  name: string,
  min: number,
  max: number,
  fallback: Fallback,
): number | Fallback {
  if (value === undefined) {
    return fallback;
  }
  if (!Number.isInteger(value) || value < min || value > max) {
    throw refused(name, `must be a whole number from ${String(min)} to ${String(max)}`);
  }
  return value;
}

/** Refuses what no query can carry. Names and meanings are the core's to check. */
export function requireScalars(query: object): void {
  for (const [name, value] of Object.entries(query)) {
    const fits =
      value === undefined ||
      typeof value === 'string' ||
      typeof value === 'boolean' ||
      Number.isFinite(value);
    if (!fits) {
      throw refused(name, 'must be a text, a number or a boolean');
    }
  }
}
