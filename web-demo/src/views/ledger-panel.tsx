import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import type { CreditBalance, CreditEntry } from 'creditkit';
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';

import { describeFailure, readBalance } from '../data.js';
import type { Connection, Failure } from '../data.js';
import { operationsOf } from '../definition.js';
import { balanceSeries, commonUnit } from '../exact/balance-series.js';
import type { SeriesOrigin } from '../exact/balance-series.js';
import { csvOf } from '../exact/csv.js';
import { countText } from '../exact/time.js';
import { Amount } from '../parts/amount.js';
import { EntryDetails } from '../parts/entry-details.js';
import { EntryFilters } from '../parts/entry-filters.js';
import { EntryTable } from '../parts/entry-table.js';
import { BalanceChart, MovementChart, movedKinds } from '../parts/history-charts.js';
import { Icon } from '../parts/icons.js';
import { KindMark } from '../parts/kind.js';
import { saveFile } from '../parts/save-file.js';
import { Empty, Failed, Waiting } from '../parts/states.js';
import { Progress, WalkState, Warnings } from '../parts/walk.js';
import { everything, EntryOrder } from '../state/entry-order.js';
import type { EntryFilter, Sort, SortColumn } from '../state/entry-order.js';
import { Ledger } from '../state/ledger.js';

interface Props {
  readonly connection: Connection;
  readonly pageSize: number | null;
}

/** Charts are drawn anew at most this often while pages come, and the longer the history, the more seldom. */
const chartPauseMs = 400;
const entriesPerMs = 20;
/** Up to here every entry keeps its raw row; a history of 100,000 would hold each row twice. */
const rawRows = 5000;

/** One history: balance, charts, and a table that fetches pages as one scrolls. */
export function LedgerPanel({ connection, pageSize }: Props): JSX.Element {
  const ledger = useMemo(
    () =>
      new Ledger(connection, {
        includeRaw: pageSize === null || pageSize > rawRows,
        ...(pageSize === null ? {} : { pageSize }),
      }),
    [connection, pageSize],
  );
  useEffect(() => {
    void ledger.loadPage();
    return () => {
      ledger.abort();
    };
  }, [ledger]);
  return (
    <>
      <WalkBar ledger={ledger} />
      {ledger.failure.value !== null && <Failed failure={ledger.failure.value} />}
      <Charts ledger={ledger} connection={connection} />
      <Entries ledger={ledger} />
    </>
  );
}

function WalkBar({ ledger }: { readonly ledger: Ledger }): JSX.Element {
  const state = ledger.state.value;
  const walkingOn = useSignal(false);
  const atRest = state === 'more' || state === 'loading';
  const loadAll = (): void => {
    walkingOn.value = true;
    void ledger.loadAll().finally(() => {
      walkingOn.value = false;
    });
  };
  return (
    <div class="walk-bar">
      <WalkState ledger={ledger} />
      <Progress ledger={ledger} />
      <div class="actions">
        {atRest && !walkingOn.value && (
          <button type="button" class="button" onClick={loadAll}>
            Load all
          </button>
        )}
        {atRest && walkingOn.value && (
          <button
            type="button"
            class="button"
            onClick={() => {
              ledger.abort();
            }}
          >
            <Icon name="stop" />
            Abort
          </button>
        )}
        {(state === 'aborted' || state === 'failed') && ledger.resumeToken.value !== null && (
          <button type="button" class="button" onClick={() => void ledger.resume()}>
            Resume from the token
          </button>
        )}
        <button
          type="button"
          class="button"
          disabled={ledger.count.value === 0}
          onClick={() => {
            saveFile(`${ledger.entries[0]?.provider ?? 'entries'}.csv`, csvOf(ledger.entries));
          }}
        >
          <Icon name="down" />
          {`CSV of ${countText(ledger.count.value)} entries`}
        </button>
      </div>
      <Warnings report={ledger.report.value} />
    </div>
  );
}

const originWords: Readonly<Record<SeriesOrigin, string>> = {
  stated: 'as the vendor states it with each row',
  derived: 'worked out backwards from today’s balance',
  net: 'this vendor tells no balance: the line is what moved, from zero',
};

function Charts({
  ledger,
  connection,
}: {
  readonly ledger: Ledger;
  readonly connection: Connection;
}): JSX.Element {
  const asked = useBalance(connection);
  const drawn = usePaused(ledger);
  const balance = asked.balance ?? ledger.pageBalance.value;
  const complete = ledger.report.value?.complete === true;
  const unit = useMemo(() => commonUnit(ledger.entries), [drawn, ledger]);
  const series = useMemo(
    () =>
      unit === null
        ? null
        : balanceSeries(
            ledger.entries,
            unit,
            balance?.unit === unit ? balance.available : null,
            complete,
          ),
    [drawn, ledger, unit, balance, complete],
  );
  const days = useMemo(() => (unit === null ? [] : ledger.days.days(unit)), [drawn, ledger, unit]);
  if (ledger.count.value === 0)
    return ledger.state.value === 'ended' ? (
      <Empty>This account has no movements.</Empty>
    ) : ledger.failure.value === null ? (
      <Waiting name="Reading the first page" lines={8} />
    ) : (
      <></>
    );
  return (
    <>
      <BalanceLine balance={balance} failure={asked.failure} />
      <div class="charts">
        <figure>
          <figcaption>
            <h2>Balance over time</h2>
            <p class="small quiet">{series === null ? '' : originWords[series.origin]}</p>
          </figcaption>
          {series !== null && <BalanceChart series={series} entries={ledger.entries} />}
        </figure>
        <figure>
          <figcaption>
            <h2>Movements per day</h2>
            <p class="legend small">
              {movedKinds(days).map((kind) => (
                <KindMark key={kind} kind={kind} />
              ))}
            </p>
          </figcaption>
          {unit !== null && <MovementChart days={days} unit={unit} />}
        </figure>
      </div>
    </>
  );
}

function BalanceLine({
  balance,
  failure,
}: {
  readonly balance: CreditBalance | null;
  readonly failure: Failure | null;
}): JSX.Element | null {
  if (failure !== null) return <Failed failure={failure} />;
  if (balance === null) return null;
  return (
    <dl class="balance-line">
      <div>
        <dt>Available</dt>
        <dd class="balance-figure">
          <Amount value={balance.available} unit={balance.unit} />
        </dd>
      </div>
      {Object.entries(balance.parts).map(([name, part]) => (
        <div key={name}>
          <dt class="vendor-text">{name}</dt>
          <dd>
            <Amount value={part.amount} unit={part.unit} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function useBalance(connection: Connection): {
  balance: CreditBalance | null;
  failure: Failure | null;
} {
  const balance = useSignal<CreditBalance | null>(null);
  const failure = useSignal<Failure | null>(null);
  useEffect(() => {
    if (!operationsOf(connection.definition).includes('balance')) return;
    readBalance(connection).then(
      (known) => {
        balance.value = known;
      },
      (error: unknown) => {
        failure.value = describeFailure(error);
      },
    );
  }, [connection]);
  return { balance: balance.value, failure: failure.value };
}

/** The number of entries, now and then while they grow and once more at the end. */
function usePaused(ledger: Ledger): number {
  const shown = useSignal(0);
  const waiting = useSignal(false);
  useSignalEffect(() => {
    const count = ledger.count.value;
    const resting = ledger.state.value !== 'loading' && ledger.state.value !== 'more';
    if (shown.peek() === 0 || resting) shown.value = count;
    else if (!waiting.peek()) {
      waiting.value = true;
      setTimeout(
        () => {
          waiting.value = false;
          shown.value = ledger.count.peek();
        },
        chartPauseMs + count / entriesPerMs,
      );
    }
  });
  return shown.value;
}

function Entries({ ledger }: { readonly ledger: Ledger }): JSX.Element | null {
  const filter = useSignal<EntryFilter>(everything);
  const sort = useSignal<Sort>({ column: 'served', descending: false });
  const opened = useSignal<CreditEntry | null>(null);
  const order = useComputed(() => new EntryOrder(filter.value, sort.value));
  const count = ledger.count.value;
  order.value.update(ledger.entries);
  const { shown } = order.value;
  if (count === 0) return null;

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
        <p class="small quiet" role="status">
          {`${countText(shown.length)} shown of ${countText(count)} read`}
          {total !== null && total !== count && `, ${countText(total)} in all`}
        </p>
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
        hasBalances={ledger.statesBalances}
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
