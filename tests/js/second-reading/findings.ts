/** Statements about an overage that contradict each other. */
import { add, compare, type Decimal, decimalText, fits, negate } from './decimal.js';

export interface Statements {
  readonly overage: Decimal | null;
  readonly overageEnabled: boolean | null;
  /** The definition says where a limit would be, so that its absence means that there is none. */
  readonly limitIsKnown: boolean;
  readonly overageLimit: Decimal | null;
  readonly headroom: Decimal | null;
  readonly limitReached: boolean | null;
}

export function findingsOf(said: Statements): string[] {
  const { overage, overageLimit: limit, headroom, limitReached } = said;
  const isUnlimited = said.limitIsKnown && limit === null;
  const found: string[] = [];
  if (isUnlimited && headroom)
    found.push(`There is no limit, yet a headroom of ${decimalText(headroom)} is stated.`);
  if (isUnlimited && limitReached === true && said.overageEnabled === true) {
    found.push('The limit is said to be reached, yet there is none.');
  }
  if (limit && overage) found.push(...againstLimit(limit, overage, headroom, limitReached));
  const isRoom = headroom !== null && headroom.units > 0n;
  if (headroom && limitReached === true && isRoom) {
    found.push(`The limit is said to be reached, yet the headroom is ${decimalText(headroom)}.`);
  }
  if (headroom && limitReached === false && !isRoom) {
    found.push(
      `The limit is said to be not reached, yet the headroom is ${decimalText(headroom)}.`,
    );
  }
  return found;
}

function againstLimit(
  limit: Decimal,
  overage: Decimal,
  headroom: Decimal | null,
  reached: boolean | null,
): string[] {
  const [of, drawn] = [decimalText(limit), decimalText(overage)];
  const found: string[] = [];
  const rest = add(limit, negate(overage));
  const isSpent = headroom?.units === 0n && rest.units < 0n;
  if (headroom && fits(rest) && compare(headroom, rest) !== 0 && !isSpent) {
    found.push(
      `The headroom is ${decimalText(headroom)}, yet the limit ${of} less the overage ${drawn} is ${decimalText(rest)}.`,
    );
  }
  const isReached = compare(overage, limit) >= 0;
  if (isReached && reached === false) {
    found.push(
      `The limit is said to be not reached, yet the overage ${drawn} is not below the limit ${of}.`,
    );
  }
  if (!isReached && reached === true) {
    found.push(
      `The limit is said to be reached, yet the overage ${drawn} is below the limit ${of}.`,
    );
  }
  return found;
}
