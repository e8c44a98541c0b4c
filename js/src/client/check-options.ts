import { refused } from '../errors/usage.js';
import { LONE_SURROGATE } from '../transport/auth.js';

// What TypeScript knows already is checked here for those who write JavaScript: what is of another type must neither
// silently mean nothing nor reach the core, which would stop at it.

/** Throws ParameterError where an option of that name cannot have this value. Absent options are not asked about. */
type Check = (value: unknown, name: string) => void;

/**
 * Refuses names that are no option, as a misspelt `timeout` must not silently mean none; then values, in the order of
 * `checks`. `path` stands before the names.
 */
export function checkOptions<Options extends object>(
  options: Options,
  checks: Readonly<Record<keyof Options & string, Check>>,
  what: string,
  path = '',
): void {
  requireRecord(options, 'options');
  const known = Object.entries<Check>(checks);
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(checks, name)) {
      const names = known.map(([option]) => option).join(', ');
      throw refused(path + name, `is no option of ${what}; the options are ${names}`);
    }
  }
  for (const [name, check] of known) {
    const value: unknown = options[name as keyof Options];
    if (value !== undefined) {
      check(value, path + name);
    }
  }
}

export const must =
  (be: string, fits: (value: unknown) => boolean): Check =>
  (value, name) => {
    if (!fits(value)) {
      throw refused(name, `must be ${be}`);
    }
  };

export const text = must('a text', (value) => typeof value === 'string');
/** Exactly: `'false'` and `0` say something else than they would do. */
export const filledText = must(
  'a text that is not empty',
  (value) => typeof value === 'string' && value !== '',
);
export const flag = must('true or false', (value) => typeof value === 'boolean');
export const callable = must('a function', (value) => typeof value === 'function');
export const abortSignal = must(
  'an AbortSignal; that of an AbortController is its .signal',
  isSignal,
);
export const wholeNumber = (min: number, max = Infinity): Check =>
  must(
    `a whole number from ${String(min)}${max === Infinity ? '' : ` to ${String(max)}`}`,
    (value) => typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max,
  );
/** For what is checked elsewhere, with more at hand. */
export const unchecked: Check = () => undefined;

/** Refuses what is no object of names and values: of a Map or URLSearchParams nothing would be read. */
export function requireRecord(value: unknown, name: string): asserts value is object {
  if (!isRecord(value)) {
    throw refused(name, 'must be an object of names and values');
  }
}

export function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(Symbol.iterator in value);
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

/** Refuses what no query can carry. Names and meanings are the core's to check. */
export function requireScalars(query: object): void {
  for (const [name, value] of Object.entries(query)) {
    const fits =
      value === undefined ||
      ['string', 'boolean', 'bigint'].includes(typeof value) ||
      Number.isFinite(value);
    if (!fits) {
      throw refused(name, 'must be a text, a number or a boolean');
    }
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
      throw refused(name, 'is a number that may have been rounded: from 2^53 on, pass a bigint');
    }
    requireWhole(value, name);
  }
}

/** Refuses what UTF-8 cannot carry: encoders would put something else in its place, in silence. */
export function requireWhole(value: unknown, name: string): void {
  if (typeof value === 'string' && LONE_SURROGATE.test(value)) {
    throw refused(name, 'holds half a character (a lone surrogate), which UTF-8 cannot carry');
  }
}
