/** Values that a definition can read, mostly. */
import type { Random } from '../../../js/src/testing/random.js';
import { CURRENCIES, NO_CURRENCIES } from './currency.js';
import type { Condition, Scalar } from './definition.js';
import { drawAny, drawDecimalText, drawNumber, drawText, writeText } from './draw-json.js';

/** A value as JSON; null: nothing stands there. */
export type Draw = (random: Random) => string | null;

export const drawAmount: Draw = (random) =>
  random.chance(0.5) ? drawNumber(random) : writeText(drawDecimalText(random), random);

export const drawScalar: Draw = (random) => {
  if (random.chance(0.15)) return drawNumber(random);
  return random.chance(0.05) ? random.pick(['true', 'false']) : writeText(drawText(random), random);
};

export const drawFlag: Draw = (random) =>
  random.chance(0.98) ? random.pick(['true', 'false']) : random.pick(['"true"', '1', '0', '""']);

const NEAR_COUNTS = ['1e2', '12.0', '1.5', '-1', '1e19'] as const;
const GREAT_COUNTS = [
  '9007199254740991',
  '9007199254740992',
  '18446744073709551616',
  '20000000000000000000',
] as const;

export const drawCount: Draw = (random) => {
  const count = random.chance(0.95)
    ? String(random.int(0, 300))
    : random.pick(random.chance(0.3) ? NEAR_COUNTS : GREAT_COUNTS);
  return random.chance(0.3) ? writeText(random.chance(0.1) ? `00${count}` : count, random) : count;
};

export const drawUnit: Draw = (random) => {
  const unit = random.chance(0.995)
    ? random.pick(Object.keys(CURRENCIES) as [string, ...string[]])
    : random.pick(NO_CURRENCIES);
  return writeText(random.chance(0.2) ? unit.toLowerCase() : unit, random);
};

/** One of some words, or one near them. */
export function drawWord(words: readonly Scalar[]): Draw {
  return (random) => {
    const word = words[random.int(0, words.length - 1)] ?? null;
    if (random.chance(0.9)) return writeScalar(word, random);
    if (typeof word === 'string') {
      return writeText(random.pick([`${word}x`, word.slice(0, -1), word.toUpperCase()]), random);
    }
    return drawScalar(random);
  };
}

/** One of `values`, numbers also in other words. */
export function drawOneOf(values: readonly Scalar[], miss: number): Draw {
  return (random) => {
    if (random.chance(miss))
      return random.chance(0.5) ? drawAny(random) : writeText(String(values[0]), random);
    return writeScalar(values[random.int(0, values.length - 1)] ?? null, random);
  };
}

function writeScalar(value: Scalar, random: Random): string {
  if (typeof value === 'string') return writeText(value, random);
  if (typeof value === 'number' && Number.isInteger(value) && random.chance(0.2))
    return `${String(value)}.0`;
  return String(value);
}

/** What makes a condition hold, mostly. */
export function drawFor(condition: Condition): Draw {
  if ('equals' in condition) {
    const { equals } = condition;
    return drawOneOf(typeof equals === 'object' && equals !== null ? equals : [equals], 0.01);
  }
  return (random) => {
    const isAsked = random.chance(0.98);
    if ('present' in condition === isAsked)
      return isAsked ? drawAny(random) : random.pick(['""', '[]', '0']);
    return random.pick([null, null, 'null', ...('empty' in condition ? ['""', '[]', '{ }'] : [])]);
  };
}
