import type { CreditEntry, CreditKind } from 'creditkit';

import { compareExact, parseExact, plotted } from '../exact/amount.js';

export interface EntryFilter {
  /** Empty: all kinds. */
  readonly kinds: ReadonlySet<CreditKind>;
  /** Milliseconds, inclusive; `null`: open. */
  readonly from: number | null;
  /** Milliseconds, exclusive; `null`: open. */
  readonly to: number | null;
  readonly text: string;
}

/** `served`: the order in which the vendor gave them. */
export type SortColumn = 'served' | 'at' | 'kind' | 'description' | 'amount';

export interface Sort {
  readonly column: SortColumn;
  readonly descending: boolean;
}

export const everything: EntryFilter = { kinds: new Set(), from: null, to: null, text: '' };

/** Which entries are shown, in which order. Rows that arrive later are looked at once. */
export class EntryOrder {
  readonly filter: EntryFilter;
  readonly sort: Sort;
  /** Indices into the entries. */
  readonly shown: number[] = [];
  readonly #needle: string;
  #seen = 0;
  #sorted = 0;

  constructor(filter: EntryFilter, sort: Sort) {
    this.filter = filter;
    this.sort = sort;
    this.#needle = filter.text.trim().toLowerCase();
  }

  /** Takes in what arrived since the last call. */
  update(entries: readonly CreditEntry[]): void {
    for (; this.#seen < entries.length; this.#seen++) {
      const entry = entries[this.#seen];
      if (entry !== undefined && this.#accepts(entry)) this.shown.push(this.#seen);
    }
    if (this.sort.column !== 'served' && this.#sorted !== this.shown.length) {
      this.#order(entries);
      this.#sorted = this.shown.length;
    }
  }

  #accepts(entry: CreditEntry): boolean {
    const { kinds, from, to } = this.filter;
    if (kinds.size > 0 && !kinds.has(entry.kind)) return false;
    if (from !== null && (entry.at === null || entry.at < from)) return false;
    if (to !== null && (entry.at === null || entry.at >= to)) return false;
    return this.#needle === '' || this.#found(entry);
  }

  #found(entry: CreditEntry): boolean {
    return [
      entry.description,
      entry.vendorKind,
      entry.reference,
      entry.id,
      entry.amount,
      entry.account,
    ].some((text) => text?.toLowerCase().includes(this.#needle) === true);
  }

  #order(entries: readonly CreditEntry[]): void {
    const compare =
      this.sort.column === 'amount' || this.sort.column === 'at'
        ? byNumber(entries, this.sort.column)
        : byText(entries, this.sort.column);
    const sign = this.sort.descending ? -1 : 1;
    this.shown.sort((a, b) => sign * compare(a, b) || a - b);
  }
}

/** Doubles decide where they differ; where they are equal the exact amounts do. */
function byNumber(
  entries: readonly CreditEntry[],
  column: 'amount' | 'at',
): (a: number, b: number) => number {
  const near = Float64Array.from(entries, (entry) =>
    column === 'at' ? (entry.at ?? -Infinity) : plotted(parseExact(entry.amount)),
  );
  return (a, b) => {
    const left = near[a] ?? 0;
    const right = near[b] ?? 0;
    if (left !== right) return left < right ? -1 : 1;
    return column === 'at'
      ? 0
      : compareExact(parseExact(entries[a]?.amount ?? '0'), parseExact(entries[b]?.amount ?? '0'));
  };
}

function byText(
  entries: readonly CreditEntry[],
  column: SortColumn,
): (a: number, b: number) => number {
  const text = (index: number): string =>
    (column === 'kind' ? entries[index]?.kind : entries[index]?.description) ?? '';
  return (a, b) => {
    const left = text(a);
    const right = text(b);
    return left < right ? -1 : left > right ? 1 : 0;
  };
}
