/** All paths that the parts of a definition read. */
import type {
  Condition,
  ErrorRule,
  Paging,
  Amount,
  Balance,
  Entitlement,
  Entry,
  Kind,
  Path,
  Scope,
  Text,
  Time,
} from './definition.js';

export type BasedPath = readonly [path: Path | undefined, base?: Scope | undefined];

export function entryPaths(entry: Entry | undefined): BasedPath[] {
  if (entry === undefined) return [];
  return [
    [entry.id],
    ...(entry.identity ?? []).map((path): BasedPath => [path]),
    ...textPaths(entry.account),
    ...kindPaths(entry.kind),
    ...amountPaths(entry.amount),
    ...textPaths(entry.unit),
    ...amountPaths(entry.balanceAfter),
    ...timePaths(entry.time),
    [entry.description],
    [entry.reference],
  ];
}

export function entitlementPaths(entitlement: Entitlement | undefined): BasedPath[] {
  if (entitlement === undefined) return [];
  const { id, name, unit, balance, overage, overageEnabled, overageLimit, headroom, limitReached } =
    entitlement;
  return [
    [id],
    [name],
    ...textPaths(unit),
    ...[balance, overage, overageLimit, headroom].flatMap(amountPaths),
    [overageEnabled],
    [limitReached],
  ];
}

export function balancePaths(balance: Balance | undefined): BasedPath[] {
  if (balance === undefined) return [];
  const { available, unit, account, parts = {}, time } = balance;
  return [
    ...amountPaths(available),
    ...textPaths(unit),
    ...textPaths(account),
    ...Object.values(parts).flatMap((part) => [
      ...amountPaths(part.amount),
      ...textPaths(part.unit),
    ]),
    ...timePaths(time),
  ];
}

function textPaths(text: Text | undefined): BasedPath[] {
  return typeof text === 'object' ? [[text.at, text.of]] : [];
}

function kindPaths(kind: Kind): BasedPath[] {
  return typeof kind === 'object' ? [[kind.at, kind.of]] : [];
}

function amountPaths(amount: Amount | undefined): BasedPath[] {
  if (amount === undefined || typeof amount === 'string') return [[amount]];
  if ('in' in amount) return [[amount.in], [amount.out]];
  const { sign } = amount;
  const signs: BasedPath[] = typeof sign === 'object' ? [[sign.at, sign.of]] : [];
  return 'at' in amount
    ? [[amount.at, amount.of], ...signs]
    : [...amount.sum.map((path): BasedPath => [path]), ...signs];
}

function timePaths(time: Time | undefined): BasedPath[] {
  return time === undefined ? [] : [[time.at, time.of]];
}

export function pagingPointers(paging: Paging | undefined): string[] {
  if (paging === undefined) return [];
  const { kind, from, more, total, totalPages } = paging;
  const cursor = typeof from === 'string' && kind !== 'lastRow' ? from : undefined;
  const pointers = [more, total, totalPages, cursor];
  return pointers.filter((pointer) => pointer !== undefined);
}

export function conditionPointers(success: Condition | readonly Condition[] | undefined): string[] {
  return conditionsOf(success).map(({ at }) => at);
}

export function conditionsOf(
  success: Condition | readonly Condition[] | undefined,
): readonly Condition[] {
  if (success === undefined) return [];
  return isList(success) ? success : [success];
}

function isList(success: Condition | readonly Condition[]): success is readonly Condition[] {
  return Array.isArray(success);
}

export function errorPointers(error: ErrorRule | undefined): readonly string[] {
  return [error?.message, error?.code, error?.correlationId].flatMap(pointersOf);
}

/** One pointer, a list of them, or none where a header is named. */
export function pointersOf(
  place: string | readonly string[] | { readonly header: string } | undefined,
): readonly string[] {
  if (typeof place === 'string') return [place];
  return place !== undefined && !('header' in place) ? place : [];
}
