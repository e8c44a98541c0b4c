import '../styles/entries.css';

import type { CreditEntry } from 'creditkit';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

import type { Sort, SortColumn } from '../state/entry-order.js';
import { EntryRow } from './entry-row.js';
import { useVisibleRows } from './visible-rows.js';

interface Props {
  readonly entries: readonly CreditEntry[];
  /** Indices of the entries to show, in order. */
  readonly shown: readonly number[];
  /** Rows in all, where it is known; the table may not have them all yet. */
  readonly total: number | null;
  /** False where no entry has a description, or states a balance: a column of nothing is not shown. */
  readonly describes: boolean;
  readonly statesBalances: boolean;
  /** The longest fraction among the amounts, in digits. */
  readonly fractionDigits: number;
  readonly sort: Sort;
  readonly onSort: (column: SortColumn) => void;
  /** The end of what is loaded came near. */
  readonly onNearEnd: () => void;
  readonly onOpen: (entry: CreditEntry) => void;
  /** Changes whenever rows were added. */
  readonly version: number;
}

/** Rows before the end of what is loaded at which the next page is fetched. */
const ahead = 4;

/** A table that only ever holds the rows that can be seen: the same speed for 100 and for 100,000 entries. */
export function EntryTable(props: Props): JSX.Element {
  const { shown, sort, fractionDigits } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { from, to, topPx, heightPx, follow } = useVisibleRows(scroller, shown.length);
  const nearEnd = to + ahead >= shown.length;
  useLayoutEffect(() => {
    if (nearEnd) props.onNearEnd();
  }, [nearEnd, props.version, shown]);
  const now = Date.now();
  return (
    <div
      class={`entries ${props.describes ? '' : 'no-description'} ${props.statesBalances ? '' : 'no-after'}`}
      ref={scroller}
      role="group"
      aria-label="Table of entries"
      tabIndex={0}
      onScroll={follow}
      style={{
        '--fraction':
          fractionDigits === 0 ? '0px' : `${String(Math.min(fractionDigits, 12) + 0.6)}ch`,
      }}
    >
      <div class="row-probe" aria-hidden="true" />
      <div
        role="table"
        aria-label="Entries"
        aria-rowcount={props.total === null ? -1 : props.total + 1}
      >
        <div role="rowgroup" class="entries-head">
          <div role="row" class="entry-row" aria-rowindex={1}>
            <Header column="at" name="Time (UTC)" sort={sort} onSort={props.onSort} />
            <Header column="kind" name="Kind" sort={sort} onSort={props.onSort} />
            <Header column="description" name="Description" sort={sort} onSort={props.onSort} />
            <Header column="amount" name="Amount" sort={sort} onSort={props.onSort} />
            <span role="columnheader" class="after">
              Balance after
            </span>
          </div>
        </div>
        <div role="rowgroup" class="entries-body" style={{ height: `${String(heightPx)}px` }}>
          <div
            class="entries-window"
            role="presentation"
            style={{ transform: `translateY(${String(topPx)}px)` }}
          >
            {shown.slice(from, to).map((index, offset) => {
              const entry = props.entries[index];
              if (entry === undefined) return null;
              return (
                <EntryRow
                  key={index}
                  entry={entry}
                  position={from + offset}
                  now={now}
                  onOpen={props.onOpen}
                />
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}

interface HeaderProps {
  readonly column: SortColumn;
  readonly name: string;
  readonly sort: Sort;
  readonly onSort: (column: SortColumn) => void;
}

function Header({ column, name, sort, onSort }: HeaderProps): JSX.Element {
  const active = sort.column === column;
  return (
    <span
      role="columnheader"
      class={column}
      aria-sort={!active ? 'none' : sort.descending ? 'descending' : 'ascending'}
    >
      <button
        type="button"
        onClick={() => {
          onSort(column);
        }}
      >
        {column === 'amount' ? null : name}
        <span class="sort-mark" aria-hidden="true">
          {active ? (sort.descending ? ' ↓' : ' ↑') : ''}
        </span>
        {column === 'amount' ? name : null}
      </button>
    </span>
  );
}
