/** Entries, balances and entitlements, each by its part of docs/definitions.md and docs/model.md. */
import type { CreditBalance, CreditEntitlement, CreditEntry } from '../client/support/core.js';
import { type Decimal, decimalText } from './decimal.js';
import { isAbsent, needAmount, readAmount } from './amounts.js';
import type { Amount, Balance, Entitlement, Entry, Path } from './definition.js';
import { findingsOf } from './findings.js';
import type { Instant } from './instant.js';
import { Fault, type Faults, type Ground, placesOf, take } from './places.js';
import {
  type Parameters,
  pathText,
  readFlag,
  readKind,
  readText,
  readTimeMember,
  readUnit,
} from './values.js';

/** Where it is read from, for whom, and what may be wrong with it. */
export interface Context {
  readonly provider: string;
  readonly ground: Ground;
  readonly given: Parameters;
  readonly faults: Faults;
}

export interface ReadEntry {
  readonly entry: CreditEntry;
  readonly instant: Instant | null;
}

/** Undefined where something is wrong: `faults` says what. The id is null where the row has none. */
export function readEntry(entry: Entry, context: Context): ReadEntry | undefined {
  const { provider, ground, given, faults } = context;
  const unit = faults.attempt(() => readUnit(entry.unit, ground, given));
  const id = faults.attempt(() => pathText(entry.id, ground));
  const amount = faults.attempt(() => needAmount(entry.amount, ground, unit ?? ''));
  const account = faults.attempt(() => readText(entry.account, ground, given));
  const kind = faults.attempt(() => readKind(entry.kind, ground, amount));
  const after = optionalAmount(entry.balanceAfter, context, unit ?? '');
  const time = faults.attempt(() =>
    entry.time === undefined ? null : readTimeMember(entry.time, ground, given),
  );
  const description = faults.attempt(() => pathText(entry.description, ground));
  const reference = faults.attempt(() => pathText(entry.reference, ground));
  if (
    unit === undefined ||
    amount === undefined ||
    kind === undefined ||
    faults.pointers.length > 0
  )
    return undefined;
  const isNamed = id !== undefined && id !== null && id !== '';
  return {
    entry: {
      provider,
      id: isNamed ? id : '',
      idIsSynthetic: !isNamed,
      account: account ?? null,
      ...kind,
      amount: decimalText(amount),
      unit,
      balanceAfter: textOf(after),
      at: time?.instant.at ?? null,
      atText: time?.atText ?? null,
      description: description ?? null,
      reference: reference ?? null,
    },
    instant: time?.instant ?? null,
  };
}

export function readBalance(balance: Balance, context: Context): CreditBalance | undefined {
  const { provider, ground, given, faults } = context;
  const unit = faults.attempt(() => readUnit(balance.unit, ground, given));
  const available = faults.attempt(() => needAmount(balance.available, ground, unit ?? ''));
  const account = faults.attempt(() => readText(balance.account, ground, given));
  const time = faults.attempt(() =>
    balance.time === undefined ? null : readTimeMember(balance.time, ground, given),
  );
  // A part that is not there needs no unit.
  const named = Object.entries(balance.parts ?? {}).filter(
    ([, part]) => !isAbsent(part.amount, ground),
  );
  const parts = named.map(([name, part]) => {
    const own = faults.attempt(() =>
      part.unit === undefined ? unit : readUnit(part.unit, ground, given),
    );
    return [
      name,
      { amount: textOf(optionalAmount(part.amount, context, own ?? '')), unit: own ?? '' },
    ] as const;
  });
  if (unit === undefined || available === undefined || faults.pointers.length > 0) return undefined;
  return {
    provider,
    account: account ?? null,
    available: decimalText(available),
    unit,
    parts: Object.fromEntries(
      parts.flatMap(([name, { amount, unit: own }]) =>
        amount === null ? [] : [[name, { amount, unit: own }]],
      ),
    ),
    at: time?.instant.at ?? null,
    atText: time?.atText ?? null,
  };
}

export function readEntitlement(
  entitlement: Entitlement,
  context: Context,
): CreditEntitlement | undefined {
  const { provider, ground, given, faults } = context;
  const unit = faults.attempt(() => readUnit(entitlement.unit, ground, given));
  const id = faults.attempt(() => needText(entitlement.id, ground));
  const name = faults.attempt(() => pathText(entitlement.name, ground));
  const balance = faults.attempt(() => needAmount(entitlement.balance, ground, unit ?? ''));
  const overage = optionalAmount(entitlement.overage, context, unit ?? '');
  const overageEnabled = faults.attempt(() => readFlag(entitlement.overageEnabled, ground)) ?? null;
  const overageLimit = optionalAmount(entitlement.overageLimit, context, unit ?? '');
  const headroom = optionalAmount(entitlement.headroom, context, unit ?? '');
  const limitReached = faults.attempt(() => readFlag(entitlement.limitReached, ground)) ?? null;
  if (unit === undefined || id === undefined || balance === undefined || faults.pointers.length > 0)
    return undefined;
  return {
    provider,
    id,
    name: name ?? null,
    unit,
    balance: decimalText(balance),
    overage: textOf(overage),
    overageEnabled,
    overageLimit: textOf(overageLimit),
    headroom: textOf(headroom),
    limitReached,
    findings: findingsOf({
      overage,
      overageEnabled,
      limitIsKnown: entitlement.overageLimit !== undefined,
      overageLimit,
      headroom,
      limitReached,
    }),
  };
}

function needText(path: Path, ground: Ground): string {
  const text = pathText(path, ground);
  if (text === null) throw new Fault(take(placesOf(path), ground).pointer);
  return text;
}

function optionalAmount(
  amount: Amount | undefined,
  { ground, faults }: Context,
  unit: string,
): Decimal | null {
  return (
    faults.attempt(() => (amount === undefined ? null : readAmount(amount, ground, unit))) ?? null
  );
}

function textOf(amount: Decimal | null): string | null {
  return amount === null ? null : decimalText(amount);
}
