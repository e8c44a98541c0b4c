import type { CreditEntry } from 'creditkit';

import { add, negate, parseExact, zero } from './amount.js';
import type { Exact } from './amount.js';

/**
 * Where the line comes from. `stated`: the vendor gives a balance with each row. `derived`: from today's balance backwards. `net`: no balance
 * is known, so the line is the sum of what moved since the first row.
 */
export type SeriesOrigin = 'stated' | 'derived' | 'net';

/** A balance over time, oldest first, in one unit. */
export interface BalanceSeries {
  readonly origin: SeriesOrigin;
  readonly unit: string;
  /** Milliseconds since the epoch, rising. */
  readonly at: readonly number[];
  readonly balance: readonly Exact[];
  /** Index of the entry that led to each balance. */
  readonly entry: readonly number[];
}

/** The unit that most entries are counted in. */
export function commonUnit(entries: readonly CreditEntry[]): string | null {
  const counts = new Map<string, number>();
  for (const { unit } of entries) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  let best: string | null = null;
  for (const [unit, count] of counts)
    if (best === null || count > (counts.get(best) ?? 0)) best = unit;
  return best;
}

/**
 * The line for the entries of one unit. `current` is the balance now, where it is known in this unit; entries then must reach up to now,
 * which a walk that is newest first, or complete, gives.
 */
export function balanceSeries(
  entries: readonly CreditEntry[],
  unit: string,
  current: string | null,
  complete: boolean,
): BalanceSeries {
  const order = oldestFirst(entries, unit);
  const at = order.map((index) => entries[index]?.at ?? 0);
  const stated = order.length > 0 && order.every((index) => entries[index]?.balanceAfter !== null);
  if (stated) {
    const balance = order.map((index) => parseExact(entries[index]?.balanceAfter ?? '0'));
    return { origin: 'stated', unit, at, balance, entry: order };
  }
  const reachesNow = complete || servedNewestFirst(entries);
  if (current !== null && reachesNow)
    return {
      origin: 'derived',
      unit,
      at,
      balance: backwards(entries, order, current),
      entry: order,
    };
  return { origin: 'net', unit, at, balance: forwards(entries, order), entry: order };
}

function servedNewestFirst(entries: readonly CreditEntry[]): boolean {
  return (entries[0]?.at ?? 0) > (entries.at(-1)?.at ?? 0);
}

/** Rows of the same instant keep the order in which they happened. */
function oldestFirst(entries: readonly CreditEntry[], unit: string): number[] {
  const order: number[] = [];
  entries.forEach((entry, index) => {
    if (entry.unit === unit && entry.at !== null) order.push(index);
  });
  if (servedNewestFirst(entries)) order.reverse();
  return order.sort((a, b) => (entries[a]?.at ?? 0) - (entries[b]?.at ?? 0));
}

function backwards(
  entries: readonly CreditEntry[],
  order: readonly number[],
  current: string,
): Exact[] {
  const balance: Exact[] = [];
  let running = parseExact(current);
  for (let position = order.length - 1; position >= 0; position--) {
    balance[position] = running;
    running = add(running, negate(parseExact(entries[order[position] ?? 0]?.amount ?? '0')));
  }
  return balance;
}

function forwards(entries: readonly CreditEntry[], order: readonly number[]): Exact[] {
  let running = zero;
  return order.map((index) => (running = add(running, parseExact(entries[index]?.amount ?? '0'))));
}
