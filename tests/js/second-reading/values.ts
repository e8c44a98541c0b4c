/** Texts, kinds, flags, amounts and times of one row or body. */
import type { CreditKind } from '../client/support/core.js';
import { compare, type Decimal, parseDecimal } from './decimal.js';
import type { Kind, Path, Scalar, Scope, Text, Time } from './definition.js';
import { type Instant, readTime } from './instant.js';
import { Fault, type Ground, type Spot, take } from './places.js';

/** The client's parameters that have a value. */
export type Parameters = Readonly<Record<string, string>>;

/** Half of a pair of surrogates is no character. */
export const HALF = /\p{Surrogate}/u;

/** Texts, numbers as written, flags. */
export function scalarText({ value, pointer }: Spot): string | null {
  switch (value?.type) {
    case undefined:
      return null;
    case 'text':
      if (HALF.test(value.value)) throw new Fault(pointer);
      return value.value;
    case 'number':
    case 'flag':
      return value.source;
    case 'null':
    case 'array':
    case 'object':
      throw new Fault(pointer);
  }
}

export function pathText(path: Path | undefined, ground: Ground, base?: Scope): string | null {
  return path === undefined ? null : scalarText(take(path, ground, base));
}

export function readText(text: Text | undefined, ground: Ground, given: Parameters): string | null {
  if (text === undefined || typeof text === 'string') return text ?? null;
  const member = pathText(text.at, ground, text.of);
  const parameter = text.param === undefined ? null : (given[text.param] ?? null);
  const found = member ?? parameter ?? text.default ?? null;
  return text.case === 'upper' && found !== null ? upper(found) : found;
}

/** A unit must be there. */
export function readUnit(text: Text | undefined, ground: Ground, given: Parameters): string {
  const unit = text === undefined ? 'credits' : readText(text, ground, given);
  if (unit !== null) return unit;
  const path = typeof text === 'object' ? text.at : undefined;
  const of = typeof text === 'object' ? text.of : undefined;
  throw new Fault(path === undefined ? '' : take(path, ground, of).pointer);
}

/** ASCII alone: no locale changes a unit. */
function upper(text: string): string {
  return text.replaceAll(/[a-z]/g, (letter) => letter.toUpperCase());
}

export function readFlag(path: Path | undefined, ground: Ground): boolean | null {
  if (path === undefined) return null;
  const { value, pointer } = take(path, ground);
  if (value === null) return null;
  if (value.type === 'flag') return value.value;
  throw new Fault(pointer);
}

export function readKind(
  kind: Kind,
  ground: Ground,
  amount: Decimal | undefined,
): { kind: CreditKind; vendorKind: string | null } {
  if (typeof kind === 'string') return { kind, vendorKind: null };
  const vendorKind = pathText(kind.at, ground, kind.of);
  if ('map' in kind) {
    const known = vendorKind !== null && Object.hasOwn(kind.map, vendorKind);
    return { kind: (known ? kind.map[vendorKind] : undefined) ?? 'other', vendorKind };
  }
  const { positive, negative } = kind.bySign;
  return { kind: (amount?.units ?? 0n) < 0n ? negative : positive, vendorKind };
}

/** By type and value: 1 is 1.0, but not "1". What is not there is not null. */
export function equalsOne({ value, isThere }: Spot, scalars: readonly Scalar[]): boolean {
  return scalars.some((scalar) => {
    if (value === null) return isThere && scalar === null;
    if (value.type === 'number')
      return typeof scalar === 'number' && sameNumber(value.source, scalar);
    return (value.type === 'text' || value.type === 'flag') && value.value === scalar;
  });
}

function sameNumber(source: string, scalar: number): boolean {
  const [a, b] = [parseDecimal(source), parseDecimal(String(scalar))];
  return a !== undefined && b !== undefined && compare(a, b) === 0;
}

export interface ReadTime {
  readonly atText: string;
  readonly instant: Instant;
}

export function readTimeMember(time: Time, ground: Ground, given: Parameters): ReadTime | null {
  const spot = take(time.at, ground, time.of);
  const { value, pointer } = spot;
  if (value === null) return null;
  const atText = scalarText(spot);
  if (atText === null || value.type === 'flag') throw new Fault(pointer);
  const zoneOf = (zone: string): string =>
    zone.replace(/^\{(.*)\}$/, (_, name: string) => given[name] ?? '');
  const zone = zoneOf(time.zone ?? 'UTC');
  const zones = Object.fromEntries(
    Object.entries(time.zones ?? {}).map(([label, named]) => [label, zoneOf(named)]),
  );
  const formats = typeof time.format === 'string' ? [time.format] : time.format;
  for (const format of formats) {
    const instant = readTime(atText, value.type === 'number', format, zone, zones);
    if (instant !== undefined) return { atText, instant };
  }
  throw new Fault(pointer);
}
