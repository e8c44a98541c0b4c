/** JSON as no vendor would write it, but may. */
import type { Random } from '../../../js/src/testing/random.js';
import { repeated } from './repeated.js';

export type Named = readonly (readonly [name: string, source: string])[];

/** Lengths around the words in which a reader may compare texts. */
const LENGTHS = [1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 31, 32, 33, 64, 70] as const;
const CHARACTERS = 'abcdefghijklmnopqrstuvwxyz-_0123456789 ABCXYZ';
const SPECIAL = [
  '',
  'é',
  '\u{1f600}',
  '\u{1f600}\u{1f468}\u200d\u{1f469}',
  'a"b',
  '\\',
  'a\\nb',
  'line\nfeed',
  '\u0000',
  '\u001f',
  '\u007f',
  '\u2028',
  '\ufeff',
  '\ufffd',
  '\uffff',
  'null',
  'true',
  'false',
  '0',
  '-1',
  '1.0',
  '1e3',
  '~1/',
  '{}',
  '__proto__',
  'toString',
] as const;

export function drawText(random: Random): string {
  if (random.chance(0.3)) return random.pick(SPECIAL);
  const text = random.text(CHARACTERS, random.pick(LENGTHS));
  return random.chance(0.15) ? text + random.pick(SPECIAL) : text;
}

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A text as JSON, some of its characters escaped although they need not be. */
export function writeText(text: string, random: Random): string {
  const rate = random.chance(0.8) ? 0 : random.pick([0.05, 0.3, 1]);
  let written = '"';
  for (const character of text) {
    const mustBe = character < ' ' || character === '"' || character === '\\';
    written += mustBe || random.chance(rate) ? escaped(character, random) : character;
  }
  return `${written}"`;
}

function escaped(character: string, random: Random): string {
  const short = SHORT[character];
  if (short !== undefined && random.chance(0.7)) return short;
  return [...Array(character.length).keys()]
    .map((index) => {
      const hex = character.charCodeAt(index).toString(16).padStart(4, '0');
      return `\\u${random.chance(0.3) ? hex.toUpperCase() : hex}`;
    })
    .join('');
}

const NUMBERS = [
  '0',
  '-0',
  '0.0',
  '1',
  '-1',
  '1.0',
  '1.50',
  '100',
  '1e3',
  '1E+2',
  '2.5e-3',
  '-2.50e1',
  '1e-38',
  '1e37',
  '9007199254740993',
  '0.1234567890123456789012345678',
  '12345678901234567890123456789012345678',
  '-99999999999999999999999999999999999999',
  '0.00000000000000000000000000000000000001',
] as const;

const TOO_MUCH = [
  '1e38',
  '1e-39',
  '0e-50',
  '0e50',
  '1e999999',
  '123456789012345678901234567890123456789',
  '1234567890123456789.12345678901234567890',
] as const;

export function drawNumber(random: Random): string {
  if (random.chance(0.05)) return random.pick(NUMBERS);
  if (random.chance(0.001)) return random.pick(TOO_MUCH);
  const sign = random.chance(0.3) ? '-' : '';
  const whole = String(random.int(0, random.pick([9, 999, 1e8])));
  const fraction = random.chance(0.5) ? `.${random.text('0123456789', random.int(1, 8))}` : '';
  const exponent = random.chance(0.03) ? `e${String(random.int(-9, 9))}` : '';
  return sign + whole + fraction + exponent;
}

const NO_DECIMALS = [
  '',
  ' 1',
  '1 ',
  '.5',
  '5.',
  '+',
  '1,000',
  '0x1',
  '1e',
  '--1',
  '\u0661',
  'NaN',
] as const;

/** A decimal in a text, as an amount may be. */
export function drawDecimalText(random: Random): string {
  if (random.chance(0.001)) return random.pick(NO_DECIMALS);
  const number = drawNumber(random);
  return random.chance(0.05) ? number.replace(/^-?/, random.pick(['+', '0', '-00'])) : number;
}

const HALVES = [
  '"\\ud800"',
  '"a\\udc00"',
  '"\\ud83d\\ud83d\\ude00"',
  '"\\ud83d\\u0041"',
  '"\\uDBFF b"',
] as const;

export function drawHalf(random: Random): string {
  return random.pick(HALVES);
}

/** Any value, nested at most `depth` deep. */
export function drawAny(random: Random, depth = 2): string {
  switch (random.int(0, depth > 0 ? 8 : 6)) {
    case 0:
      return 'null';
    case 1:
      return random.pick(['true', 'false']);
    case 2:
    case 3:
      return drawNumber(random);
    case 4:
      return random.chance(0.02) ? drawHalf(random) : writeText(drawDecimalText(random), random);
    case 5:
    case 6:
      return writeText(drawText(random), random);
    case 7: {
      const items = repeated(random.int(0, 3), () => drawAny(random, depth - 1));
      return `[${items.join(',')}]`;
    }
    default: {
      const members = repeated(
        random.int(0, 3),
        () =>
          `${writeText(random.chance(0.3) ? 'a' : drawText(random), random)}:${drawAny(random, depth - 1)}`,
      );
      return `{${members.join(', ')}}`;
    }
  }
}
