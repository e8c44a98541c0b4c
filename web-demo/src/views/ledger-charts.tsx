import { useSignal, useSignalEffect } from '@preact/signals';
import type { CreditBalance } from 'creditkit';
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';

import { describeFailure, readBalance } from '../data.js';
import type { Connection, Failure } from '../data.js';
import { operationsOf } from '../definition.js';
import { balanceSeries, commonUnit } from '../exact/balance-series.js';
import type { BalanceSeries, SeriesOrigin } from '../exact/balance-series.js';
import { Amount } from '../parts/amount.js';
import { BalanceChart, MovementChart, movedKinds } from '../parts/history-charts.js';
import { KindMark } from '../parts/kind.js';
import { Failed } from '../parts/states.js';
import type { Ledger } from '../state/ledger.js';

/** Charts are drawn anew at most this often while pages come, and the longer the history, the more seldom. */
const chartPauseMs = 400;
const entriesPerMs = 20;

const originWords: Readonly<Record<SeriesOrigin, string>> = {
  stated: 'as the vendor states it with each row',
  derived: 'worked out backwards from today’s balance',
  net: 'this vendor tells no balance: the line is what moved, from zero',
};

interface Props {
  readonly ledger: Ledger;
  readonly connection: Connection;
}

/** The balance, its way there, and what moved each day: in one unit at a time. */
export function LedgerCharts({ ledger, connection }: Props): JSX.Element {
  const asked = useBalance(connection);
  const drawn = usePaused(ledger);
  const chosen = useSignal<string | null>(null);
  const balance = asked.balance ?? ledger.pageBalance.value;
  const complete = ledger.report.value?.complete === true;
  const usual = useMemo(() => commonUnit(ledger.entries), [drawn, ledger]);
  const unit = chosen.value ?? usual;
  const series = useMemo(() => {
    if (unit === null) return null;
    const current = balance?.unit === unit ? balance.available : null;
    return balanceSeries(ledger.entries, unit, current, complete);
  }, [drawn, ledger, unit, balance, complete]);
  return (
    <>
      {balance === null && asked.failure === null && asked.asking ? (
        <div class="balance-place" />
      ) : (
        <BalanceLine balance={balance} failure={asked.failure} />
      )}
      <UnitChoice
        units={[...ledger.days.units.keys()]}
        unit={unit}
        onChoose={(other) => {
          chosen.value = other;
        }}
      />
      <Figures ledger={ledger} series={series} unit={unit} drawn={drawn} />
    </>
  );
}

interface UnitChoiceProps {
  readonly units: readonly string[];
  readonly unit: string | null;
  readonly onChoose: (unit: string) => void;
}

/** A ledger in several units is several ledgers. */
function UnitChoice({ units, unit, onChoose }: UnitChoiceProps): JSX.Element | null {
  if (units.length < 2) return null;
  return (
    <div class="segments" role="group" aria-label="Unit">
      {units.map((known) => (
        <button
          key={known}
          type="button"
          class="segment vendor-text"
          aria-pressed={known === unit}
          onClick={() => {
            onChoose(known);
          }}
        >
          {known.slice(0, 40)}
        </button>
      ))}
    </div>
  );
}

interface FiguresProps {
  readonly ledger: Ledger;
  readonly series: BalanceSeries | null;
  readonly unit: string | null;
  readonly drawn: number;
}

/** Both charts; before their data comes, their places. */
function Figures({ ledger, series, unit, drawn }: FiguresProps): JSX.Element {
  const days = useMemo(() => (unit === null ? [] : ledger.days.days(unit)), [drawn, ledger, unit]);
  return (
    <div class="charts">
      <figure>
        <figcaption>
          <h2>Balance over time</h2>
          <p class="small quiet">{series === null ? '' : originWords[series.origin]}</p>
        </figcaption>
        {series === null ? (
          <div class="chart-place" />
        ) : (
          <BalanceChart series={series} entries={ledger.entries} />
        )}
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
        {unit === null ? <div class="chart-place" /> : <MovementChart days={days} unit={unit} />}
      </figure>
    </div>
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

interface AskedBalance {
  readonly balance: CreditBalance | null;
  readonly failure: Failure | null;
  /** True where this vendor tells a balance at all. */
  readonly asking: boolean;
}

function useBalance(connection: Connection): AskedBalance {
  const asking = operationsOf(connection.definition).includes('balance');
  const balance = useSignal<CreditBalance | null>(null);
  const failure = useSignal<Failure | null>(null);
  useEffect(() => {
    if (!asking) return;
    readBalance(connection).then(
      (known) => {
        balance.value = known;
      },
      (error: unknown) => {
        failure.value = describeFailure(error);
      },
    );
  }, [connection]);
  return { balance: balance.value, failure: failure.value, asking };
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
