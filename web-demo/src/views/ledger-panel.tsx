import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';

import type { Connection } from '../data.js';
import { Icon } from '../parts/icons.js';
import { ChartPlace, EntriesPlace } from '../parts/places.js';
import { Empty, Failed } from '../parts/states.js';
import { Progress, WalkState, Warnings } from '../parts/walk.js';
import { Ledger } from '../state/ledger.js';
import { LedgerCharts } from './ledger-charts.js';
import { LedgerEntries } from './ledger-entries.js';
import { WalkEvidence } from './walk-evidence.js';

interface Props {
  readonly connection: Connection;
  /** A history of 100,000 rows is read in larger pages, and does not hold each row twice. */
  readonly long?: boolean;
}

const longPage = 1000;

/** One history: balance, charts, a table that reads pages as one scrolls, and how all that came about. */
export function LedgerPanel({ connection, long = false }: Props): JSX.Element {
  const ledger = useMemo(
    () => new Ledger(connection, long ? { pageSize: longPage } : { includeRaw: true }),
    [connection, long],
  );
  useEffect(() => {
    void ledger.loadPage();
    return () => {
      ledger.abort();
    };
  }, [ledger]);
  const state = ledger.state.value;
  const empty = ledger.count.value === 0;
  // A page without a row has no end that one could scroll to.
  useEffect(() => {
    if (state === 'more' && empty) void ledger.loadPage();
  }, [ledger, state, empty]);
  return (
    <>
      <WalkBar ledger={ledger} />
      {ledger.failure.value !== null && <Failed failure={ledger.failure.value} />}
      {empty && state === 'ended' && <Empty>This account has no movements.</Empty>}
      {empty && state === 'aborted' && <Empty>Aborted before the first entry came.</Empty>}
      {!(empty && (state === 'ended' || state === 'aborted' || state === 'failed')) && (
        <>
          <LedgerCharts ledger={ledger} connection={connection} />
          <LedgerEntries ledger={ledger} />
        </>
      )}
      <Evidence ledger={ledger} />
    </>
  );
}

/** The same places, empty: nothing moves when the content comes. */
export function LedgerPlaces({ name }: { readonly name: string }): JSX.Element {
  return (
    <div class="places" role="status">
      <span class="visually-hidden">{name}</span>
      <div class="walk-bar-place" />
      <div class="balance-place" />
      <div class="charts">
        <ChartPlace />
        <ChartPlace />
      </div>
      <EntriesPlace />
    </div>
  );
}

/** Made only when it is looked at: a raw page costs something to lay out. */
function Evidence({ ledger }: { readonly ledger: Ledger }): JSX.Element {
  const open = useSignal(false);
  return (
    <details
      class="evidence"
      onToggle={(event) => {
        open.value = event.currentTarget.open;
      }}
    >
      <summary>Requests, report and raw pages of this walk</summary>
      {open.value && <WalkEvidence ledger={ledger} />}
    </details>
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
      </div>
      <Warnings report={ledger.report.value} />
    </div>
  );
}
