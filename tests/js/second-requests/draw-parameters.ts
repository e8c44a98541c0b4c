/** Parameters with every rule of docs/definitions.md, and values for them. */
import type { Random } from '../../../js/src/testing/random.js';
import { repeated } from '../second-reading/repeated.js';
import type { ClientParameter, Named, Parameter, Place, Value } from './definition.js';
import { isAllowed } from './given.js';
import { drawOfType, drawUnchecked, drawWord } from './draw-values.js';

const TYPES = ['string', 'string', 'integer', 'number', 'boolean'] as const;

/** A rule, of which some value is allowed. */
export function drawRule(random: Random, isAscii: boolean): ClientParameter {
  const type = random.pick(TYPES);
  const draw = (): Value => {
    const value = drawOfType(random, type, isAscii);
    // A text of dots would not do in a path.
    return typeof value === 'string' && /^[.%2e]*$/i.test(value) ? drawWord(random) : value;
  };
  const isNumber = type === 'integer' || type === 'number';
  const [least, most] = [draw(), draw()].map(Number).sort((a, b) => a - b);
  const bounds = {
    ...(isNumber && random.chance(0.4) ? { minimum: least! } : {}),
    ...(isNumber && random.chance(0.4) ? { maximum: most! } : {}),
  };
  const typed = { ...(type === 'string' && random.chance(0.5) ? {} : { type }), ...bounds };
  const values = [...new Set(repeated(random.int(1, 4), draw))].filter((value) =>
    isAllowed(value, typed),
  );
  const rule = {
    ...typed,
    ...(values.length > 0 && random.chance(0.3) ? { enum: values } : {}),
  };
  const usual = [...(rule.enum ?? []), draw()].find((value) => isAllowed(value, rule));
  if (usual !== undefined && random.chance(0.3)) return { ...rule, default: usual };
  return random.chance(0.3) ? { ...rule, required: true } : rule;
}

/** A value that a rule allows, where one is soon found. */
export function drawAllowed(random: Random, rule: ClientParameter, isAscii: boolean): unknown {
  const [first, ...others] = rule.enum ?? [];
  if (first !== undefined) return random.pick([first, ...others]);
  const tries = repeated(4, () => drawOfType(random, rule.type, isAscii));
  return [...tries, rule.minimum, rule.maximum, rule.default].find((value) =>
    isAllowed(value, rule),
  );
}

export function drawGiven(
  random: Random,
  rules: Named<Parameter>,
  placeOf: (name: string) => Place,
): Record<string, unknown> {
  const isWild = random.chance(0.25);
  const given: [string, unknown][] = [];
  for (const [name, rule] of Object.entries(rules)) {
    const place = placeOf(name);
    const isNeeded = rule.required === true || (place === 'path' && rule.default === undefined);
    if (random.chance(isNeeded ? (isWild ? 0.9 : 1) : 0.6)) {
      given.push([
        name,
        isWild && random.chance(0.3)
          ? drawUnchecked(random)
          : drawAllowed(random, rule, place === 'header' && random.chance(0.8)),
      ]);
    } else if (random.chance(0.2)) {
      given.push([name, undefined]);
    }
  }
  if (isWild && random.chance(0.3)) {
    given.push([random.pick(['cursor', 'limit', 'nope', 'toString', '__proto__', '']), 'x']);
  }
  return Object.fromEntries(given);
}
