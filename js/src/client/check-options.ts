import { refused } from '../errors/usage.js';

// What TypeScript knows already is checked here for those who write JavaScript: what is of another type must neither
// silently mean nothing nor reach the core, which would stop at it.

/** Refuses names that are no option: a misspelt `timeout` must not silently mean none. */
export function requireKnown(options: object, known: readonly string[], what: string): void {
  requireRecord(options, 'options');
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

/** Refuses what is no object of names and values: of a Map or URLSearchParams nothing would be read. */
export function requireRecord(value: unknown, name: string): void {
  if (typeof value !== 'object' || value === null || Symbol.iterator in value) {
    throw refused(name, 'must be an object of names and values');
  }
}

export function requireText(value: unknown, name: string): void {
  if (value !== undefined && typeof value !== 'string') {
    throw refused(name, 'must be a text');
  }
}

/** Exactly: `'false'` and `0` say something else than they would do. */
export function requireBoolean(value: unknown, name: string): void {
  if (value !== undefined && typeof value !== 'boolean') {
    throw refused(name, 'must be true or false');
  }
}

export function requireFunction(value: unknown, name: string): void {
  if (value !== undefined && typeof value !== 'function') {
    throw refused(name, 'must be a function');
  }
}

/** By what is used of it: test environments and frameworks bring classes of their own. */
export function isSignal(value: unknown): value is AbortSignal {
  return (
    typeof value === 'object' &&
    value !== null &&
    'addEventListener' in value &&
    'throwIfAborted' in value
  );
}

export function requireSignal(value: unknown): void {
  if (value !== undefined && !isSignal(value)) {
    throw refused('signal', 'must be an AbortSignal; that of an AbortController is its .signal');
  }
}

const LONE_SURROGATE = /\p{Surrogate}/u;

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
    if (typeof value === 'string' && LONE_SURROGATE.test(value)) {
      throw refused(name, 'holds half a character (a lone surrogate), which cannot be sent');
    }
  }
}
