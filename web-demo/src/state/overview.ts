import { signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { CreditBalance, CreditEntry } from 'creditkit';

import { describeFailure, readBalance } from '../data.js';
import type { Failure } from '../data.js';
import { add, exactText, negate, parseExact, plotted, zero } from '../exact/amount.js';
import { balanceSeries, commonUnit } from '../exact/balance-series.js';
import { DAY_MS } from '../exact/time.js';
import { simulate } from '../simulated.js';
import { vendors } from '../vendors.js';
import type { Vendor } from '../vendors.js';
import { Ledger } from './ledger.js';

/** Enough for the last months, few enough to be there at once. */
const rows = 180;

/** One vendor on the overview. */
export interface Overview {
  readonly vendor: Vendor;
  readonly ledger: Signal<Ledger | null>;
  readonly balance: Signal<CreditBalance | null>;
  /** The vendor could not be asked at all. */
  readonly failure: Signal<Failure | null>;
}

/** Why a vendor could not be read, or not to the end. */
export function failureOf({ failure, ledger }: Overview): Failure | null {
  return failure.value ?? ledger.value?.failure.value ?? null;
}

let known: readonly Overview[] | null = null;

/** The five, asked for once and kept while the page is open. */
export function overviews(): readonly Overview[] {
  known ??= vendors.map(ask);
  return known;
}

/** Asks all five anew. */
export function askAgain(): readonly Overview[] {
  known = null;
  return overviews();
}

function ask(vendor: Vendor): Overview {
  const overview: Overview = {
    vendor,
    ledger: signal(null),
    balance: signal(null),
    failure: signal(null),
  };
  void read(overview);
  return overview;
}

async function read({ vendor, ledger, balance, failure }: Overview): Promise<void> {
  try {
    const connection = await simulate({ provider: vendor.id, rows, recent: true });
    const walk = new Ledger(connection, { includeRaw: true });
    ledger.value = walk;
    const [known] = await Promise.all([
      vendor.tellsBalance ? readBalance(connection) : null,
      walk.loadAll(),
    ]);
    balance.value = known;
  } catch (error) {
    failure.value = describeFailure(error);
  }
}

/** What the overview says of a history. All sums are exact and of one unit. */
export interface HistorySummary {
  readonly unit: string;
  readonly last: CreditEntry | null;
  /** What usage and overage took in the last 30 days, as a positive amount. */
  readonly spent: string;
  readonly line: readonly number[];
}

export function summarize(
  entries: readonly CreditEntry[],
  balance: CreditBalance | null,
  complete: boolean,
  now: number,
): HistorySummary | null {
  const unit = commonUnit(entries);
  if (unit === null) return null;
  const current = balance?.unit === unit ? balance.available : null;
  const series = balanceSeries(entries, unit, current, complete);
  let spent = zero;
  for (const entry of entries) {
    const recent = entry.at !== null && entry.at > now - 30 * DAY_MS;
    if (recent && entry.unit === unit && (entry.kind === 'usage' || entry.kind === 'overage'))
      spent = add(spent, negate(parseExact(entry.amount)));
  }
  return {
    unit,
    last: entries[series.entry.at(-1) ?? -1] ?? null,
    spent: exactText(spent),
    line: series.balance.map(plotted),
  };
}
