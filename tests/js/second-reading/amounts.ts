/** Amounts in every form, exact. */
import { absolute, add, type Decimal, fits, negate, parseDecimal, shift } from './decimal.js';
import { minorDigits } from './currency.js';
import type { Amount, Minor, Path, Scope, Sign } from './definition.js';
import { Fault, type Ground, type Spot, take } from './places.js';
import { equalsOne } from './values.js';

/** Null where no member says anything. */
export function readAmount(amount: Amount, ground: Ground, unit: string): Decimal | null {
  if (typeof amount === 'string') return single(take(amount, ground));
  if ('at' in amount) {
    const found = single(take(amount.at, ground, amount.of));
    return (
      found &&
      finish(found, amount.sign, amount.minor, ground, unit, take(amount.at, ground, amount.of))
    );
  }
  if ('in' in amount) {
    const [into, out] = [take(amount.in, ground), take(amount.out, ground)];
    const [more, less] = [single(into), single(out)];
    if (more === null && less === null) return null;
    const change = bounded(add(more ?? NOTHING, negate(less ?? NOTHING)), out);
    return finish(change, undefined, amount.minor, ground, unit, more === null ? out : into);
  }
  const terms = amount.sum.map((path) => take(path, ground));
  if (terms.every(({ value }) => value === null)) return null;
  const sum = terms.reduce((total, spot) => {
    const term = single(spot);
    if (term === null) throw new Fault(spot.pointer);
    return bounded(add(total, term), spot);
  }, NOTHING);
  return finish(sum, amount.sign, amount.minor, ground, unit, terms[0] ?? ground.row);
}

/** Whether none of an amount's members says anything. */
export function isAbsent(amount: Amount, ground: Ground): boolean {
  const of = scopeOf(amount);
  const paths =
    typeof amount === 'object' && 'sum' in amount
      ? amount.sum
      : typeof amount === 'object' && 'in' in amount
        ? [amount.in, amount.out]
        : [pathOf(amount)];
  return paths.every((path) => take(path, ground, of).value === null);
}

/** An amount without which there is no entry. */
export function needAmount(amount: Amount, ground: Ground, unit: string): Decimal {
  const found = readAmount(amount, ground, unit);
  if (found !== null) return found;
  throw new Fault(take(pathOf(amount), ground, scopeOf(amount)).pointer);
}

function pathOf(amount: Amount): Path {
  if (typeof amount === 'string') return amount;
  if ('at' in amount) return amount.at;
  return 'in' in amount ? amount.in : (amount.sum[0] ?? '');
}

function scopeOf(amount: Amount): Scope | undefined {
  return typeof amount === 'object' && 'at' in amount ? amount.of : undefined;
}

const NOTHING: Decimal = { units: 0n, scale: 0 };

function single(spot: Spot): Decimal | null {
  const { value, pointer } = spot;
  if (value === null) return null;
  if (value.type !== 'number' && value.type !== 'text') throw new Fault(pointer);
  const decimal = parseDecimal(value.type === 'number' ? value.source : value.value);
  if (decimal === undefined) throw new Fault(pointer);
  return bounded(decimal, spot);
}

function bounded(decimal: Decimal, { pointer }: Spot): Decimal {
  if (!fits(decimal)) throw new Fault(pointer);
  return decimal;
}

function finish(
  amount: Decimal,
  sign: Sign = 'asIs',
  minor: Minor | undefined,
  ground: Ground,
  unit: string,
  spot: Spot,
): Decimal {
  const change = signed(amount, sign, ground);
  const digits = minor === undefined ? 0 : minorDigits(minor, unit);
  if (digits === undefined) throw new Fault(spot.pointer);
  return bounded(shift(change, digits), spot);
}

function signed(amount: Decimal, sign: Sign, ground: Ground): Decimal {
  if (sign === 'asIs') return amount;
  if (sign === 'negate') return negate(amount);
  const spot = take(sign.at, ground, sign.of);
  if (equalsOne(spot, sign.positive)) return absolute(amount);
  if (equalsOne(spot, sign.negative)) return negate(absolute(amount));
  throw new Fault(spot.pointer);
}
