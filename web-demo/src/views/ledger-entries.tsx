import { useComputed, useSignal } from '@preact/signals';
import type { CreditEntry } from 'creditkit';
import type { JSX } from 'preact';

import { csvOf } from '../exact/csv.js';
import { counted, countText } from '../exact/time.js';
import { EntryDetails } from '../parts/entry-details.js';
import { EntryFilters } from '../parts/entry-filters.js';
import { EntryTable } from '../parts/entry-table.js';
import { Icon } from '../parts/icons.js';
import { EntriesPlace } from '../parts/places.js';
import { saveFile } from '../parts/save-file.js';
import { Empty } from '../parts/states.js';
import { everything, EntryOrder } from '../state/entry-order.js';
import type { EntryFilter, Sort, SortColumn } from '../state/entry-order.js';
import type { Ledger } from '../state/ledger.js';

/** The entries read so far, narrowed and sorted; scrolling to their end reads on. */
export function LedgerEntries({ ledger }: { readonly ledger: Ledger }): JSX.Element {
  const filter = useSignal<EntryFilter>(everything);
  const sort = useSignal<Sort>({ column: 'served', descending: false });
  const opened = useSignal<CreditEntry | null>(null);
  const order = useComputed(() => new EntryOrder(filter.value, sort.value));
  const count = ledger.count.value;
  order.value.update(ledger.entries);
  const { shown } = order.value;
  if (count === 0) return <EntriesPlace />;

  const onSort = (column: SortColumn): void => {
    const { column: current, descending } = sort.value;
    if (current !== column)
      sort.value = { column, descending: column === 'at' || column === 'amount' };
    else if (descending === (column === 'at' || column === 'amount'))
      sort.value = { column, descending: !descending };
    else sort.value = { column: 'served', descending: false };
  };
  const all = filter.value === everything;
  const total =
    ledger.state.value === 'ended' ? count : (ledger.report.value?.totalClaimed ?? null);
  return (
    <section aria-labelledby="entries-title">
      <div class="section-head">
        <h2 id="entries-title">Entries</h2>
        <div class="actions">
          <p class="entry-count small quiet" role="status">
            {`${countText(shown.length)} shown of ${countText(count)} read`}
            {total !== null && total !== count && `, ${countText(total)} in all`}
          </p>
          <button
            type="button"
            class="button csv"
            disabled={shown.length === 0}
            onClick={() => {
              const chosen = shown.flatMap((index) => ledger.entries[index] ?? []);
              saveFile(`${chosen[0]?.provider ?? 'entries'}.csv`, csvOf(chosen));
            }}
          >
            <Icon name="down" />
            {`CSV of ${counted(shown.length, 'entry', 'entries')}`}
          </button>
        </div>
      </div>
      <EntryFilters
        filter={filter.value}
        kinds={[...ledger.kinds]}
        onChange={(changed) => {
          filter.value = changed;
        }}
      />
      <EntryTable
        entries={ledger.entries}
        shown={shown}
        version={count}
        total={all ? total : shown.length}
        describes={ledger.describes}
        statesBalances={ledger.statesBalances}
        fractionDigits={ledger.fractionDigits}
        sort={sort.value}
        onSort={onSort}
        onNearEnd={() => {
          if (ledger.state.peek() === 'more') void ledger.loadPage();
        }}
        onOpen={(entry) => {
          opened.value = entry;
        }}
      />
      {shown.length === 0 && <Empty>No entry read so far fits the filters.</Empty>}
      {opened.value !== null && (
        <EntryDetails
          entry={opened.value}
          onClose={() => {
            opened.value = null;
          }}
        />
      )}
    </section>
  );
}
