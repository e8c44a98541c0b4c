/** Texts, kinds, amounts and times of a drawn definition, in every form that docs/definitions.md has. */
import type { CreditKind } from '../client/support/core.js';
import { CURRENCIES } from './currency.js';
import type { Amount, Format, Kind, Minor, Path, Scalar, Sign, Text, Time } from './definition.js';
import type { Places } from './draw-uses.js';
import { drawAmount, drawOneOf, drawScalar, drawUnit, drawWord } from './draw-values.js';
import { repeated } from './repeated.js';
import { drawTime } from './draw-times.js';

const KINDS = [
  'grant',
  'purchase',
  'usage',
  'overage',
  'expiry',
  'revocation',
  'refund',
  'adjustment',
  'transfer',
  'other',
] as const satisfies readonly CreditKind[];

const WORDS = [
  'spend',
  'spent',
  'spends',
  'topup',
  'a',
  'b',
  '',
  'TOPUP',
  '7',
  '1.0',
  'true',
  'é',
  'a word of more than sixteen bytes',
  '__proto__',
  'toString',
] as const;
const CONSTANTS = ['credits', 'USD', 'é', 'a constant of more than sixteen bytes', 'x'] as const;
export const CLIENT_PARAMETERS = ['site', 'plan', 'nothing'] as const;
export const QUERY_PARAMETER = 'user';

/** A text; `isUnit` where it must be there. */
export function drawTextForm(places: Places, isUnit: boolean, isNeeded = isUnit): Text {
  const { random } = places;
  if (random.chance(isUnit ? 0.4 : 0.2)) return random.pick(CONSTANTS);
  const draw = isUnit && random.chance(0.7) ? drawUnit : drawScalar;
  const hasDefault = random.chance(0.3);
  const form: Text = {
    ...(random.chance(0.8) ? places.based(draw, isNeeded && !hasDefault) : {}),
    ...(random.chance(0.2) ? { param: random.pick([...CLIENT_PARAMETERS, QUERY_PARAMETER]) } : {}),
    ...(hasDefault ? { default: random.pick(CONSTANTS) } : {}),
    ...(random.chance(0.3) ? { case: 'upper' as const } : {}),
  };
  return 'at' in form || 'param' in form ? form : { ...form, param: 'plan' };
}

/** The currency that an amount's unit is. */
export function drawCurrencyForm(places: Places, isNeeded = true): Text {
  const { random } = places;
  if (random.chance(0.2)) return random.pick(Object.keys(CURRENCIES) as [string, ...string[]]);
  return {
    ...places.based(drawUnit, isNeeded),
    ...(random.chance(0.2) ? { default: 'EUR' } : {}),
    ...(random.chance(0.3) ? { case: 'upper' as const } : {}),
  };
}

export function drawKindForm(places: Places): Kind {
  const { random } = places;
  switch (random.int(0, 3)) {
    case 0:
      return random.pick(KINDS);
    case 1:
    case 2: {
      const words = [...new Set(repeated(random.int(1, 6), () => random.pick(WORDS)))];
      return {
        ...places.based(drawWord(words), false),
        map: Object.fromEntries(words.map((word) => [word, random.pick(KINDS)])),
      };
    }
    default:
      return {
        ...(random.chance(0.5) ? places.based(drawScalar, false) : {}),
        bySign: { positive: random.pick(KINDS), negative: random.pick(KINDS) },
      };
  }
}

/** Whether the unit is a currency, so that an amount may count its minor units. */
export function drawAmountForm(places: Places, isCurrency: boolean, isNeeded: boolean): Amount {
  const { random } = places;
  const minor = random.chance(0.3) ? { minor: drawMinor(places, isCurrency) } : {};
  switch (random.int(0, 6)) {
    case 0:
    case 1:
    case 2:
      return places.pointer(drawAmount, isNeeded);
    case 3:
    case 4:
      return { ...places.based(drawAmount, isNeeded), ...drawSign(places, isNeeded), ...minor };
    case 5:
      return { in: drawPath(places, isNeeded), out: drawPath(places, false), ...minor };
    default:
      return {
        sum: repeated(random.int(1, 3), () => drawPath(places, isNeeded || random.chance(0.9))),
        ...drawSign(places, isNeeded),
        ...minor,
      };
  }
}

function drawPath(places: Places, isNeeded: boolean): Path {
  return places.path(drawAmount, isNeeded);
}

function drawMinor({ random }: Places, isCurrency: boolean): Minor {
  if (!isCurrency || random.chance(0.3)) return random.pick([0, 1, 2, 2, 3, 6]);
  return random.chance(0.5) ? 'iso4217' : { UGX: 2, USD: random.int(0, 4) };
}

const POSITIVES: readonly Scalar[] = ['in', 'credit', 1, true, '1', 2.5, null, ''];
const NEGATIVES: readonly Scalar[] = ['out', 'debit', -1, false, '0', 0, 'true'];

function drawSign(places: Places, isNeeded: boolean): { readonly sign?: Sign } {
  const { random } = places;
  if (random.chance(0.4)) return {};
  if (random.chance(0.5)) return { sign: random.chance(0.8) ? 'negate' : 'asIs' };
  const some = (values: readonly Scalar[]): Scalar[] => {
    const chosen = values.filter(() => random.chance(0.4));
    return chosen.length > 0 ? chosen : values.slice(0, 1);
  };
  const [positive, negative] = [some(POSITIVES), some(NEGATIVES)];
  const draw = drawOneOf([...positive, ...negative], 0.002);
  const scope = random.chance(0.1) ? places.others[0] : undefined;
  const at = places.place(draw, isNeeded, scope);
  return { sign: { at, ...(scope === undefined ? {} : { of: scope }), positive, negative } };
}

const FORMATS = [
  'unix s',
  'unix ms',
  'rfc3339',
  'date',
  'local',
  'label local',
] as const satisfies readonly Format[];
const ZONES = [
  'UTC',
  '+08:00',
  '-03:30',
  '+00:00',
  '{zone}',
  'America/New_York',
  'Europe/Berlin',
  'Europe/London',
  'America/Los_Angeles',
  'Asia/Tokyo',
  'Asia/Kathmandu',
  'America/Sao_Paulo',
  'Europe/Istanbul',
  'Atlantic/Azores',
  'America/Mexico_City',
] as const;
const LABELS = ['EST', 'UTC', 'ES', 'B'] as const;

/** Times from some year on, mostly. */
export function drawTimeForm(places: Places, from: number): Time {
  const { random } = places;
  const formats = [...new Set(repeated(random.pick([1, 1, 2, 3]), () => random.pick(FORMATS)))];
  const labels = LABELS.filter(() => random.chance(0.6));
  if (labels.length === 0) labels.push('EST');
  const [only] = formats;
  return {
    ...places.based(drawTime(formats, labels, from), false),
    format: formats.length === 1 && only !== undefined && random.chance(0.7) ? only : formats,
    ...(formats.includes('local') ? { zone: random.pick(ZONES) } : {}),
    ...(formats.includes('label local')
      ? { zones: Object.fromEntries(labels.map((label) => [label, random.pick(ZONES)])) }
      : {}),
  };
}
