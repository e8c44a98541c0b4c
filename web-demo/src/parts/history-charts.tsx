import type { CreditEntry, CreditKind } from 'creditkit';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';

import { exactText, plotted, shownDecimal } from '../exact/amount.js';
import type { Exact } from '../exact/amount.js';
import type { BalanceSeries } from '../exact/balance-series.js';
import type { Day } from '../exact/day-stacks.js';
import { absoluteTime, dayText, DAY_MS } from '../exact/time.js';
import { Chart } from './chart.js';
import type { ChartContent } from './plot.js';
import { kinds } from './kind.js';

/** The balance after each movement, as a line with steps. */
export function BalanceChart({
  series,
  entries,
}: {
  readonly series: BalanceSeries;
  readonly entries: readonly CreditEntry[];
}): JSX.Element {
  const content = useMemo(() => balanceContent(series, entries), [series, entries]);
  return <Chart name="Balance over time" content={content} />;
}

function balanceContent(series: BalanceSeries, entries: readonly CreditEntry[]): ChartContent {
  const label = (index: number): readonly string[] => {
    const entry = entries[series.entry[index] ?? -1];
    const balance = series.balance[index];
    if (entry === undefined || balance === undefined) return [];
    return [
      `${shownDecimal(exactText(balance))} ${series.unit}`,
      `${signed(entry.amount)} ${entry.kind}`,
      `${absoluteTime(series.at[index] ?? 0)} UTC`,
    ];
  };
  return {
    data: [series.at.map((at) => at / 1000), series.balance.map(plotted)],
    colours: ['--accent'],
    style: 'stepped',
    label,
  };
}

/** What moved each day: what came in above zero, what went out below, one colour a kind. */
export function MovementChart({
  days,
  unit,
}: {
  readonly days: readonly Day[];
  readonly unit: string;
}): JSX.Element {
  const content = useMemo(() => movementContent(days, unit), [days, unit]);
  return <Chart name="Movements per day, by kind" content={content} />;
}

/** The kinds that moved at all, in one order everywhere. */
export function movedKinds(days: readonly Day[]): CreditKind[] {
  return kinds.filter((kind) => days.some(({ moved }) => moved.has(kind)));
}

function movementContent(days: readonly Day[], unit: string): ChartContent {
  const shown = movedKinds(days);
  const stacks = [...stack(days, shown, 'in'), ...stack(days, shown, 'out')];
  return {
    data: [days.map(({ day }) => (day * DAY_MS) / 1000), ...stacks.map(({ heights }) => heights)],
    colours: stacks.map(({ kind }) => `--kind-${kind}`),
    style: 'bars',
    label: (index) => dayWords(days[index], unit),
  };
}

/** Each kind's bar reaches from zero to its top; drawn from the highest to the lowest, they look stacked. */
function stack(
  days: readonly Day[],
  shown: readonly CreditKind[],
  side: 'in' | 'out',
): { kind: CreditKind; heights: number[] }[] {
  const running = days.map(() => 0);
  const layers = shown.map((kind) => ({
    kind,
    heights: days.map(
      ({ moved }, index) =>
        (running[index] = (running[index] ?? 0) + plottedOrZero(moved.get(kind)?.[side])),
    ),
  }));
  return layers.filter(({ heights }) => heights.some((height) => height !== 0)).reverse();
}

function plottedOrZero(value: Exact | undefined): number {
  return value === undefined ? 0 : plotted(value);
}

function dayWords(day: Day | undefined, unit: string): string[] {
  if (day === undefined) return [];
  const words = [`${dayText(day.day * DAY_MS)} UTC`];
  for (const kind of kinds) {
    const moved = day.moved.get(kind);
    if (moved === undefined) continue;
    if (moved.in.units !== 0n) words.push(`${kind} ${signed(exactText(moved.in))} ${unit}`);
    if (moved.out.units !== 0n) words.push(`${kind} ${signed(exactText(moved.out))} ${unit}`);
  }
  return words;
}

function signed(text: string): string {
  return text.startsWith('-') || !/[1-9]/.test(text)
    ? shownDecimal(text)
    : `+${shownDecimal(text)}`;
}
