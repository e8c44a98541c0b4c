import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';

import { Amount } from '../parts/amount.js';
import { KindMark } from '../parts/kind.js';
import { Sparkline } from '../parts/sparkline.js';
import { Failed, Waiting } from '../parts/states.js';
import { WalkState } from '../parts/walk.js';
import { counted, countText, relativeTime } from '../exact/time.js';
import { hrefOf } from '../state/route.js';
import { askAgain, failureOf, overviews, summarize } from '../state/overview.js';
import type { HistorySummary, Overview } from '../state/overview.js';
import { FiveShapes } from './five-shapes.js';

export function OverviewView(): JSX.Element {
  const all = useSignal(overviews());
  return (
    <>
      <section class="hero">
        <h1>Five vendors, five cursors, five clocks. One exact ledger.</h1>
        <p class="lead">
          creditkit walks any credit-history API, keeps every digit the vendor sent, and says so
          when it cannot prove that it saw every row.
        </p>
        <Totals overviews={all.value} />
      </section>
      <section aria-labelledby="side-by-side">
        <div class="section-head">
          <h2 id="side-by-side">Side by side</h2>
          <button
            type="button"
            class="button"
            onClick={() => {
              all.value = askAgain();
            }}
          >
            Ask again
          </button>
        </div>
        <div class="board" role="table" aria-label="Vendors side by side">
          <div role="rowgroup">
            <div role="row" class="board-row board-head small quiet">
              <span role="columnheader">Vendor</span>
              <span role="columnheader" class="number">
                Balance
              </span>
              <span role="columnheader">Last movement</span>
              <span role="columnheader" class="number">
                Spent, last 30 days
              </span>
              <span role="columnheader">Balance over time</span>
              <span role="columnheader">Walk</span>
            </div>
          </div>
          <div role="rowgroup">
            {all.value.map((overview) => (
              <VendorRow key={overview.vendor.id} overview={overview} />
            ))}
          </div>
        </div>
        <p class="small quiet note">Each line has its own unit. Units are never added together.</p>
      </section>
      <FiveShapes overviews={all.value} />
    </>
  );
}

function Totals({ overviews: all }: { readonly overviews: readonly Overview[] }): JSX.Element {
  const ledgers = all.flatMap(({ ledger }) => ledger.value ?? []);
  const entries = ledgers.reduce((sum, ledger) => sum + ledger.count.value, 0);
  const requests = ledgers.reduce((sum, ledger) => sum + (ledger.report.value?.requests ?? 0), 0);
  const complete = ledgers.filter((ledger) => ledger.report.value?.complete === true).length;
  return (
    <dl class="totals">
      <div>
        <dt>entries</dt>
        <dd>{countText(entries)}</dd>
      </div>
      <div>
        <dt>requests</dt>
        <dd>{countText(requests)}</dd>
      </div>
      <div>
        <dt>walks proved complete</dt>
        <dd>{`${String(complete)} of ${String(all.length)}`}</dd>
      </div>
      <div>
        <dt>amounts held as doubles</dt>
        <dd>0</dd>
      </div>
    </dl>
  );
}

function VendorRow({ overview }: { readonly overview: Overview }): JSX.Element {
  const { vendor } = overview;
  const ledger = overview.ledger.value;
  const state = ledger?.state.value ?? 'idle';
  const settled = state === 'ended' || state === 'failed' || state === 'aborted';
  const balance = overview.balance.value;
  const complete = ledger?.report.value?.complete === true;
  const summary = useMemo(
    () =>
      ledger === null || !settled ? null : summarize(ledger.entries, balance, complete, Date.now()),
    [ledger, settled, balance, complete],
  );
  const failure = failureOf(overview);
  return (
    <div
      role="row"
      class="board-row"
      data-vendor={vendor.id}
      data-settled={settled && failure === null}
    >
      <span role="rowheader" class="vendor-name">
        <a href={hrefOf('ledger', vendor.id)}>{vendor.name}</a>
        <span class="small quiet">{vendor.paging}</span>
      </span>
      {failure !== null ? (
        <span role="cell" class="board-failure">
          <Failed failure={failure} />
        </span>
      ) : settled && summary === null ? (
        <span role="cell" class="board-failure">
          <span class="stacked">
            {ledger !== null && <WalkState ledger={ledger} />}
            <span class="small quiet">This account has no movements.</span>
          </span>
        </span>
      ) : summary === null ? (
        <span role="cell" class="board-failure">
          <Waiting name={`Asking ${vendor.name}`} lines={2} />
        </span>
      ) : (
        <Figures overview={overview} summary={summary} />
      )}
    </div>
  );
}

function Figures({
  overview,
  summary,
}: {
  readonly overview: Overview;
  readonly summary: HistorySummary;
}): JSX.Element {
  const ledger = overview.ledger.value;
  const { last } = summary;
  const warnings = ledger?.report.value?.warnings.length ?? 0;
  return (
    <>
      <span role="cell" class="number">
        <span class="cell-name">Balance</span>
        <BalanceFigure overview={overview} summary={summary} />
      </span>
      <span role="cell">
        <span class="cell-name">Last movement</span>
        {last !== null && (
          <span class="stacked">
            <Amount value={last.amount} unit={last.unit} signed />
            <span class="small quiet">
              <KindMark kind={last.kind} />
              {last.at === null ? '' : `, ${relativeTime(last.at, Date.now())}`}
            </span>
          </span>
        )}
      </span>
      <span role="cell" class="number">
        <span class="cell-name">Spent, last 30 days</span>
        <Amount value={summary.spent} unit={summary.unit} />
      </span>
      <span role="cell" class="board-line">
        <Sparkline values={summary.line} />
      </span>
      <span role="cell" class="stacked">
        {ledger !== null && <WalkState ledger={ledger} />}
        <span class="small quiet">
          {`${counted(ledger?.count.value ?? 0, 'entry', 'entries')}, ${counted(ledger?.pages.length ?? 0, 'page')}`}
          {warnings > 0 && `, ${counted(warnings, 'warning')}`}
        </span>
      </span>
    </>
  );
}

function BalanceFigure({
  overview,
  summary,
}: {
  readonly overview: Overview;
  readonly summary: HistorySummary;
}): JSX.Element {
  const balance = overview.balance.value ?? overview.ledger.value?.pageBalance.value ?? null;
  const after = summary.last?.balanceAfter ?? null;
  if (balance !== null) return <Amount value={balance.available} unit={balance.unit} />;
  if (after !== null) return <Amount value={after} unit={summary.unit} />;
  return <span class="small quiet">not told by this vendor</span>;
}
