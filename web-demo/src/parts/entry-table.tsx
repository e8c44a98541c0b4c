import { useSignal, useSignalEffect } from '@preact/signals';
import type { CreditEntry } from 'creditkit';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

import { absoluteTime, relativeTime } from '../exact/time.js';
import type { Sort, SortColumn } from '../state/entry-order.js';
import { AlignedAmount } from './amount.js';
import { KindMark } from './kind.js';

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

/** Rows beyond the visible ones: a fast scroll finds them painted. */
const overscan = 8;
/** Rows from the end of what is loaded at which the next page is fetched. */
const nearEnd = 12;
/** Browsers lose pixels in boxes that are higher than this (Firefox at 17.8 million). */
const tallestPx = 12_000_000;

/** A table that only ever holds the rows that can be seen: the same speed for 100 and for 100,000 entries. */
export function EntryTable(props: Props): JSX.Element {
  const { shown, sort, fractionDigits } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const first = useSignal(0);
  const fits = useSignal(20);
  const rowPx = useSignal(40);

  const measure = (): void => {
    const box = scroller.current;
    if (box === null) return;
    const height = box.querySelector('.row-probe')?.getBoundingClientRect().height ?? 40;
    rowPx.value = height;
    fits.value = Math.ceil(box.clientHeight / height);
    first.value = firstVisible(box, height, shown.length);
  };
  // Asks for no size: that would lay the page out once more in each frame.
  const follow = (): void => {
    if (scroller.current !== null)
      first.value = firstVisible(scroller.current, rowPx.value, shown.length);
  };

  useLayoutEffect(() => {
    measure();
    const watcher = new ResizeObserver(measure);
    if (scroller.current !== null) watcher.observe(scroller.current);
    return () => {
      watcher.disconnect();
    };
  }, [shown.length]);

  useSignalEffect(() => {
    if (first.value + fits.value + nearEnd >= shown.length) props.onNearEnd();
  });
  useLayoutEffect(() => {
    if (first.peek() + fits.peek() + nearEnd >= shown.length) props.onNearEnd();
  }, [props.version, shown]);

  const from = Math.max(0, Math.min(first.value, shown.length) - overscan);
  const to = Math.min(shown.length, first.value + fits.value + overscan);
  const height = Math.min(shown.length * rowPx.value, tallestPx);
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
        <div role="rowgroup" class="entries-body" style={{ height: `${String(height)}px` }}>
          <div
            class="entries-window"
            role="presentation"
            style={{
              transform: `translateY(${String(windowTop(scroller.current, from, first.value, rowPx.value, shown.length))}px)`,
            }}
          >
            {shown.slice(from, to).map((index, offset) => {
              const entry = props.entries[index];
              return (
                entry && (
                  <Row
                    key={index}
                    entry={entry}
                    position={from + offset}
                    now={now}
                    onOpen={props.onOpen}
                  />
                )
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}

/** Beyond `tallestPx` the scroll bar stands for a share of all rows instead of a number of pixels. */
function firstVisible(box: HTMLElement, rowPx: number, rows: number): number {
  if (rows * rowPx <= tallestPx) return Math.floor(box.scrollTop / rowPx);
  const share = box.scrollTop / Math.max(1, box.scrollHeight - box.clientHeight);
  return Math.floor(share * Math.max(0, rows - box.clientHeight / rowPx));
}

function windowTop(
  box: HTMLElement | null,
  from: number,
  first: number,
  rowPx: number,
  rows: number,
): number {
  if (box === null || rows * rowPx <= tallestPx) return from * rowPx;
  return box.scrollTop - (first - from) * rowPx;
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

interface RowProps {
  readonly entry: CreditEntry;
  readonly position: number;
  readonly now: number;
  readonly onOpen: (entry: CreditEntry) => void;
}

function Row({ entry, position, now, onOpen }: RowProps): JSX.Element {
  const said =
    entry.atText === null ? 'The vendor gave no time' : `As the vendor wrote it: ${entry.atText}`;
  return (
    <div role="row" class="entry-row" aria-rowindex={position + 2} data-entry={entry.id}>
      <span role="cell" class="at">
        <button
          type="button"
          class="open-entry"
          title={said}
          onClick={() => {
            onOpen(entry);
          }}
        >
          {entry.at === null ? 'no time' : absoluteTime(entry.at)}
        </button>
        <span class="ago">{entry.at === null ? '' : relativeTime(entry.at, now)}</span>
      </span>
      <span role="cell" class="kind">
        <KindMark kind={entry.kind} vendorKind={entry.vendorKind} />
      </span>
      <span role="cell" class="description vendor-text" dir="auto">
        {entry.description === null ? '' : cut(entry.description)}
      </span>
      <span role="cell" class="amount-cell">
        <AlignedAmount value={entry.amount} />
        <span class="unit">{entry.unit}</span>
      </span>
      <span role="cell" class="after">
        {entry.balanceAfter === null ? '' : <AlignedAmount value={entry.balanceAfter} />}
      </span>
    </div>
  );
}

/** A line holds no more; the whole text stands in the entry's details. */
function cut(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 200)}…`;
}
