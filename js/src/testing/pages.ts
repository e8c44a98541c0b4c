import type { PageFault } from './faults.js';

/**
 * Rows have keys this far apart, so that a cursor can stand between two rows: after a page whose
 * rows were all filtered away.
 */
const KEY_STEP = 1024;

/** A row and its place in time: larger keys are newer. */
export interface Keyed<Row> {
  readonly key: number;
  readonly row: Row;
}

/**
 * One list of rows that a vendor serves. It remembers where its pages were, so that a fault can
 * lead a walk in a circle.
 */
export class RowList<Row> {
  readonly newestFirst: boolean;
  /**
   * Start positions (offset lists) or cursors (cursor lists) of the pages that were served, in
   * order.
   */
  readonly visited: number[] = [];
  readonly #make: () => Row;
  /** Oldest first. */
  readonly #rows: Keyed<Row>[];
  /** The same rows, newest first; made when asked for. */
  #reversed: readonly Keyed<Row>[] | null = null;
  #nextKey: number;

  /** `rows` as served by default; `make` gives the newest row each time. */
  constructor(rows: readonly Row[], newestFirst: boolean, make: () => Row) {
    const oldestFirst = newestFirst ? [...rows].reverse() : rows;
    this.newestFirst = newestFirst;
    this.#make = make;
    this.#rows = oldestFirst.map((row, index) => ({ key: (index + 1) * KEY_STEP, row }));
    this.#nextKey = (rows.length + 1) * KEY_STEP;
  }

  /** The key that no row has reached. */
  get end(): number {
    return this.#nextKey;
  }

  served(newestFirst: boolean = this.newestFirst): readonly Keyed<Row>[] {
    if (!newestFirst) return this.#rows;
    this.#reversed ??= [...this.#rows].reverse();
    return this.#reversed;
  }

  /** How many rows are as old as `key` or older. */
  countUpTo(key: number): number {
    return firstAfter(this.#rows, key, false);
  }

  /** Rows come at the new end, rows go where serving begins. */
  drift(insert: number, remove: number): void {
    if (insert === 0 && remove === 0) return;
    this.#reversed = null;
    if (this.newestFirst) this.#rows.splice(Math.max(0, this.#rows.length - remove), remove);
    else this.#rows.splice(0, remove);
    for (let i = 0; i < insert; i++) {
      this.#rows.push({ key: this.#nextKey, row: this.#make() });
      this.#nextKey += KEY_STEP;
    }
  }
}

/** What page faults do to one page. */
export interface PageTwist {
  /** The most rows a page. */
  readonly clampTo: number;
  readonly ignorePosition: boolean;
  /** Lead back by so many pages; 0 is: do not. */
  readonly back: number;
  readonly empty: boolean;
  readonly totalBy: number;
  /** What to put in the place of the cursor, `has_next` or the total; `undefined` is: leave it. */
  readonly cursor: unknown;
  /** Index of the row whose amount is taken away: -1 is the last one, `null` none. */
  readonly withoutAmount: number | null;
  readonly insert: number;
  readonly remove: number;
}

export const NO_TWIST: PageTwist = {
  clampTo: Infinity,
  ignorePosition: false,
  back: 0,
  empty: false,
  totalBy: 0,
  cursor: undefined,
  withoutAmount: null,
  insert: 0,
  remove: 0,
};

/** `struck`: how many pages the fault changed before. */
export function twistBy(twist: PageTwist, fault: PageFault, struck: number): PageTwist {
  switch (fault.kind) {
    case 'clamp':
      return { ...twist, clampTo: fault.to ?? 5 };
    case 'ignored-position':
      return { ...twist, ignorePosition: true };
    case 'drift':
      return {
        ...twist,
        insert: fault.insert ?? (fault.remove === undefined ? 1 : 0),
        remove: fault.remove ?? 0,
      };
    case 'repeated-cursor':
      return { ...twist, back: 1 };
    case 'cycle':
      return { ...twist, back: fault.length ?? 2 };
    case 'empty-page':
      return { ...twist, empty: true };
    case 'total':
      return {
        ...twist,
        totalBy: (fault.by ?? (fault.step === undefined ? 3 : 0)) + (fault.step ?? 0) * struck,
      };
    case 'cursor-type':
      return { ...twist, cursor: WRONG_TYPES[fault.as ?? 'number'] };
    case 'missing-amount':
      return { ...twist, withoutAmount: fault.row ?? -1 };
  }
}

const WRONG_TYPES = {
  number: 20240213010101,
  string: 'true',
  boolean: true,
  object: { id: 'xxqDuA' },
  array: ['xxqDuA'],
} as const;

/** A page of a list that is walked by cursor. */
export interface CursorPage<Row> {
  readonly number: number;
  readonly rows: readonly Row[];
  /** The key to go on after; `null` at the end. */
  readonly next: number | null;
}

/**
 * How a server finds out that there is more. `look-ahead`: it reads one row more than it serves.
 * `full-page`: a page that is full has a cursor, even if nothing follows (DynamoDB).
 */
export type MoreRule = 'look-ahead' | 'full-page';

/** The page after `cursor` (`null`: from the start). */
export function cursorPage<Row>(
  list: RowList<Row>,
  cursor: number | null,
  newestFirst: boolean,
  asked: number,
  more: MoreRule,
  twist: PageTwist,
): CursorPage<Row> {
  list.drift(twist.insert, twist.remove);
  const start = newestFirst ? list.end : 0;
  const used = twist.ignorePosition ? start : (cursor ?? start);
  const all = list.served(newestFirst);
  const first = firstAfter(all, used, newestFirst);
  const size = Math.min(asked, twist.clampTo);
  list.visited.push(used);

  const page = all.slice(first, first + (twist.empty ? 0 : size));
  const goesOn = more === 'full-page' ? page.length === size : first + page.length < all.length;
  const last = page.at(-1)?.key;
  let next = goesOn && last !== undefined ? last : null;
  if (twist.empty) next = used + (newestFirst ? -1 : 1);
  if (twist.back > 0) next = list.visited.at(-twist.back) ?? start;
  return { number: Math.floor(first / size), rows: page.map(({ row }) => row), next };
}

/** Index of the first row beyond `cursor`, by bisection: long walks stay linear. */
function firstAfter<Row>(
  rows: readonly Keyed<Row>[],
  cursor: number,
  newestFirst: boolean,
): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const key = rows[middle]?.key ?? 0;
    if (newestFirst ? key < cursor : key > cursor) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A page of a list that is walked by position. */
export interface PositionPage<Row> {
  readonly number: number;
  readonly rows: readonly Row[];
  /** Rows in the whole list. */
  readonly total: number;
  /** Rows a page, as the server counts. */
  readonly size: number;
  /** True where rows follow. */
  readonly goesOn: boolean;
}

/**
 * The page at a position: `offset` in rows, or `page` (0-based), which counts by the server's own
 * size.
 */
export function positionPage<Row>(
  list: RowList<Row>,
  at: { readonly offset: number } | { readonly page: number },
  asked: number,
  twist: PageTwist,
  keep: ((row: Row) => boolean) | null = null,
): PositionPage<Row> {
  list.drift(twist.insert, twist.remove);
  const all = keep === null ? list.served() : list.served().filter(({ row }) => keep(row));
  const size = Math.min(asked, twist.clampTo);
  const wanted = 'offset' in at ? at.offset : at.page * size;
  const before = twist.back > 0 ? list.visited.at(-twist.back) : undefined;
  const start = twist.ignorePosition ? 0 : (before ?? wanted);
  list.visited.push(start);

  const rows = all.slice(start, start + size).map(({ row }) => row);
  return {
    number: size > 0 ? Math.floor(start / size) : 0,
    rows: twist.empty ? [] : rows,
    total: all.length,
    size,
    goesOn: start + size < all.length,
  };
}

/** The rows as they go out: one of them without its amount, where a fault says so. */
export function withoutAmount<Row extends object>(
  rows: readonly Row[],
  member: keyof Row,
  twist: PageTwist,
): readonly object[] {
  if (twist.withoutAmount === null) return rows;
  const victim = twist.withoutAmount < 0 ? rows.length - 1 : twist.withoutAmount;
  return rows.map((row, index) => (index === victim ? { ...row, [member]: undefined } : row));
}
