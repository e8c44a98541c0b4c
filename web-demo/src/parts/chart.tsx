import { useComputed, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type uPlot from 'uplot';

import { absoluteTime, DAY_MS } from '../exact/time.js';
import { isDark } from '../state/theme.js';

/** What a chart shows. */
export interface ChartContent {
  /** Seconds since the epoch, then the values of each series. Pixels only: the words come from `label`. */
  readonly data: uPlot.AlignedData;
  /** The colours of the series, as names of custom properties. */
  readonly colours: readonly string[];
  readonly style: 'stepped' | 'bars';
  /** The exact words for the point at an index. */
  readonly label: (index: number) => readonly string[];
}

interface Props {
  readonly name: string;
  readonly content: ChartContent;
}

/** A time series on a canvas. Its points are read with the pointer or the arrow keys; the words for them are exact. */
export function Chart({ name, content }: Props): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const at = useSignal<number | null>(null);
  const left = useSignal(0);
  const undrawn = useSignal(false);
  const height = chartRem * remPx();
  const lines = useComputed(() => (at.value === null ? [] : content.label(at.value)));

  useEffect(() => {
    let gone = false;
    const target = box.current;
    if (target === null) return undefined;
    const point = (index: number | null, x: number): void => {
      at.value = index;
      left.value = Math.min(Math.max(0, x), target.clientWidth);
    };
    draw(target, content, height, point).then(
      (drawn) => {
        if (gone) drawn.destroy();
        else plot.current = drawn;
      },
      () => {
        undrawn.value = true;
      },
    );
    const watcher = new ResizeObserver(() =>
      plot.current?.setSize({ width: target.clientWidth, height }),
    );
    watcher.observe(target);
    return () => {
      gone = true;
      watcher.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, [content, height, isDark.value]);

  const step = (event: KeyboardEvent): void => {
    const points = content.data[0].length;
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: (at.value ?? points) - 1,
      ArrowRight: (at.value ?? -1) + 1,
      Home: 0,
      End: points - 1,
    };
    const next = moves[event.key];
    if (next === undefined || plot.current === null || points === 0) return;
    event.preventDefault();
    const index = Math.min(Math.max(0, next), points - 1);
    const x = plot.current.valToPos(content.data[0][index] ?? 0, 'x');
    plot.current.setCursor({ left: x, top: height / 3 });
  };

  return (
    <div
      class="chart"
      role="group"
      aria-label={`${name}. Arrow keys read its points.`}
      tabIndex={0}
      onKeyDown={step}
    >
      <div class="chart-canvas" ref={box} style={{ height: `${String(height)}px` }} />
      {undrawn.value && (
        <p class="chart-undrawn small quiet">
          This chart cannot be drawn here. The table has every figure.
        </p>
      )}
      <Tip lines={lines.value} left={left.value} width={box.current?.clientWidth ?? 0} />
    </div>
  );
}

const DAY_S = DAY_MS / 1000;
const chartRem = 14;

/** Canvases know no rem; they shall grow with the text all the same. */
function remPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

function Tip({
  lines,
  left,
  width,
}: {
  readonly lines: readonly string[];
  readonly left: number;
  readonly width: number;
}): JSX.Element {
  // Held at the side that has room, or its words would be squeezed.
  const before = left > width / 2;
  return (
    <div
      class="chart-tip"
      role="status"
      hidden={lines.length === 0}
      style={{
        left: before ? 'auto' : `calc(${String(left)}px + 0.75rem)`,
        right: before ? `calc(${String(width - left)}px + 0.75rem)` : 'auto',
      }}
    >
      {lines.map((line, index) => (
        <div key={index}>{line}</div>
      ))}
    </div>
  );
}

async function draw(
  target: HTMLElement,
  content: ChartContent,
  height: number,
  point: (index: number | null, x: number) => void,
): Promise<uPlot> {
  const { default: Plot } = await import('uplot');
  const colours = getComputedStyle(document.documentElement);
  const ink = colours.getPropertyValue('--ink-soft');
  const line = colours.getPropertyValue('--line');
  const axis: uPlot.Axis = {
    stroke: ink,
    font: `${String(0.75 * remPx())}px ${colours.getPropertyValue('--text')}`,
    grid: { stroke: line, width: 1 },
    ticks: { show: false },
  };
  const options: uPlot.Options = {
    width: target.clientWidth,
    height,
    tzDate: (seconds) => utcAsLocal(seconds),
    legend: { show: false },
    padding: [8, 1.25 * remPx(), 0, 0],
    cursor: { y: false, drag: { x: true, y: false }, points: { size: 7 } },
    scales: {
      x: { time: true, range: (_plot, from, to) => roomBeside(content.style, from, to) },
      y: { range: roomAround },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 1.8 * remPx(),
        space: 4 * remPx(),
        values: (_plot, ticks, _axis, _space, step) => ticks.map((tick) => timeTick(tick, step)),
      },
      { ...axis, size: axisWidth, values: (_plot, ticks) => ticks.map(shortNumber) },
    ],
    series: [
      {},
      ...content.colours.map((colour) =>
        seriesOf(Plot, content.style, colours.getPropertyValue(colour).trim()),
      ),
    ],
    hooks: {
      setCursor: [
        (drawn) => {
          const { idx, left } = drawn.cursor;
          const seen = typeof idx === 'number' && (left ?? -1) >= 0;
          point(
            seen ? idx : null,
            seen
              ? drawn.bbox.left / devicePixelRatio + drawn.valToPos(drawn.data[0][idx] ?? 0, 'x')
              : 0,
          );
        },
      ],
    },
  };
  return new Plot(options, content.data, target);
}

function seriesOf(Plot: typeof uPlot, style: ChartContent['style'], colour: string): uPlot.Series {
  const points = { show: false };
  const stepped = Plot.paths.stepped?.({ align: 1 });
  const bars = Plot.paths.bars?.({ size: [0.8, 28] });
  if (style === 'bars') return { fill: colour, width: 0, points, ...(bars && { paths: bars }) };
  return {
    stroke: colour,
    fill: `${colour}1f`,
    width: 1.5,
    points,
    ...(stepped && { paths: stepped }),
  };
}

/** Axes count UTC days, as the sums do. */
function utcAsLocal(seconds: number): Date {
  const date = new Date(seconds * 1000);
  return new Date(date.getTime() + date.getTimezoneOffset() * 60_000);
}

const day = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat('en', { month: 'short', year: 'numeric', timeZone: 'UTC' });

function timeTick(seconds: number, stepSeconds: number): string {
  const at = seconds * 1000;
  if (stepSeconds >= 28 * DAY_S) return month.format(at);
  return stepSeconds >= DAY_S ? day.format(at) : absoluteTime(at).slice(11, 16);
}

/** The first and the last bar are as wide as the others. */
function roomBeside(style: ChartContent['style'], from: number, to: number): uPlot.Range.MinMax {
  const room = style === 'bars' ? DAY_S * 0.6 : from === to ? DAY_S / 2 : 0;
  return [from - room, to + room];
}

/** A line that never moves is drawn in the middle, not on the edge; zero is shown where it is near. */
function roomAround(_plot: uPlot, least: number | null, most: number | null): uPlot.Range.MinMax {
  const low = Math.min(least ?? 0, 0);
  const high = Math.max(most ?? 0, 0);
  const room = (high - low) * 0.06 || 1;
  return [low === 0 ? 0 : low - room, high === 0 ? 0 : high + room];
}

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 2 });

function shortNumber(value: number): string {
  return compact.format(value).replace('-', '−');
}

function axisWidth(_plot: uPlot, values: string[] | null): number {
  return remPx() * (0.9 + 0.46 * Math.max(3, ...(values ?? []).map((text) => text.length)));
}
