import type { CreditEntry } from 'creditkit';
import type { JSX } from 'preact';

import { absoluteTime, relativeTime } from '../exact/time.js';
import { AlignedAmount } from './amount.js';
import { KindMark } from './kind.js';

interface Props {
  readonly entry: CreditEntry;
  readonly position: number;
  readonly now: number;
  readonly onOpen: (entry: CreditEntry) => void;
}

/** A row of the table of entries. */
export function EntryRow({ entry, position, now, onOpen }: Props): JSX.Element {
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
