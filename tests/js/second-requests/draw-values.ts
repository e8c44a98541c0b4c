/** Texts and values as callers may give them, and vendors send. */
import type { Random } from '../../../js/src/testing/random.js';
import type { ClientParameter, Value } from './definition.js';

const AWKWARD = [
  'é',
  '\u{1f600}',
  'a b',
  ' a',
  'a ',
  ' ',
  '+',
  'a+b&c=d',
  '100%',
  '%2F',
  '%2e',
  '.%2E',
  '.',
  '..',
  '...',
  '.hidden',
  'a/b',
  '../../admin',
  '\\',
  'a\\b',
  '?q=1',
  '#f',
  '"quoted"',
  '{key}',
  '{site}',
  '[1]',
  "it's",
  '!*()',
  '~',
  '-',
  'true',
  '0',
  '1e3',
  'null',
  '__proto__',
  '\u00a0',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\uffff',
  'user:pass@host',
] as const;

const UNSENDABLE = [
  '',
  '\u0000',
  'a\nb',
  'a\r\nX-B: c',
  '\t',
  '\u007f',
  '\ud800',
  'a\udc00b',
] as const;

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCXYZ0123456789-_';

export function drawWord(random: Random): string {
  return random.text(LETTERS, random.int(1, 12));
}

/** What most places carry. */
export function drawText(random: Random): string {
  if (random.chance(0.4)) return drawWord(random);
  const text = random.pick(AWKWARD);
  return random.chance(0.3) ? text + drawWord(random) : text;
}

/** Of visible ASCII, such as a header may hold. */
export function drawVisible(random: Random): string {
  return random.chance(0.6)
    ? drawWord(random)
    : random.pick(['a b', 'x,y', 'W/"1"', '100%', '{}', "it's", 'a=b&c', '..', '~', '\\']);
}

const INTEGERS = [0, 1, -1, 7, 42, 255, -100, 2 ** 31, 2 ** 53, -(2 ** 53), 1e20] as const;
const NUMBERS = [0, -0, 0.1, -2.5, 1e-7, 1e21, 42, 3.0] as const;

/** Of the type that a rule has, without its bounds. */
export function drawOfType(random: Random, type: ClientParameter['type'], isAscii: boolean): Value {
  switch (type) {
    case 'boolean':
      return random.chance(0.5);
    case 'integer':
      return random.chance(0.5) ? random.int(-5, 20) : random.pick(INTEGERS);
    case 'number':
      return random.chance(0.5) ? random.int(-50, 200) / 8 : random.pick(NUMBERS);
    case 'string':
    case undefined:
      return isAscii ? drawVisible(random) : drawText(random);
  }
}

/** Anything at all. */
export function drawUnchecked(random: Random): unknown {
  switch (random.int(0, 5)) {
    case 0:
      return random.pick(UNSENDABLE);
    case 1:
      return random.pick([Number.NaN, Infinity, -Infinity, 1e21, -1e300, 5e-324, 0.5]);
    case 2:
      return random.pick([null, {}, [], [1], { a: 1 }]);
    case 3:
      return random.chance(0.5);
    case 4:
      return random.int(-3, 30);
    default:
      return drawText(random);
  }
}

export function drawUnsendable(random: Random): string {
  return random.pick(UNSENDABLE);
}
