import type uPlot from 'uplot';

import { absoluteTime, DAY_MS } from '../exact/time.js';

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

const DAY_S = DAY_MS / 1000;

/** Draws the content into the element. `point` hears which point the cursor is on, and where, in pixels. */
export async function draw(
  target: HTMLElement,
  content: ChartContent,
  height: number,
  point: (index: number | null, x: number) => void,
): Promise<uPlot> {
  const { default: Plot } = await import('uplot');
  const options: uPlot.Options = {
    width: target.clientWidth,
    height,
    tzDate: utcAsLocal,
    legend: { show: false },
    padding: [8, 1.25 * remPx(), 0, 0],
    cursor: { y: false, drag: { x: true, y: false }, points: { size: 7 } },
    scales: {
      x: { time: true, range: (_plot, from, to) => roomBeside(content.style, from, to) },
      y: { range: roomAround },
    },
    axes: axes(),
    series: [{}, ...content.colours.map((name) => seriesOf(Plot, content.style, colourOf(name)))],
    hooks: {
      setCursor: [
        (drawn) => {
          const { idx, left = -1 } = drawn.cursor;
          if (typeof idx !== 'number' || left < 0) point(null, 0);
          else
            point(
              idx,
              drawn.bbox.left / devicePixelRatio + drawn.valToPos(drawn.data[0][idx] ?? 0, 'x'),
            );
        },
      ],
    },
  };
  return new Plot(options, content.data, target);
}

/** Time below, amounts at the side; lines only where an amount is read off. */
function axes(): uPlot.Axis[] {
  const axis: uPlot.Axis = {
    stroke: colourOf('--ink-soft'),
    font: `${String(0.75 * remPx())}px ${colourOf('--text')}`,
    grid: { stroke: colourOf('--line'), width: 1 },
    ticks: { show: false },
  };
  return [
    {
      ...axis,
      grid: { show: false },
      size: 1.8 * remPx(),
      space: 4 * remPx(),
      values: (_plot, ticks, _axis, _space, step) => ticks.map((tick) => timeTick(tick, step)),
    },
    { ...axis, size: axisWidth, values: (_plot, ticks) => ticks.map(shortNumber) },
  ];
}

function colourOf(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Canvases know no rem; they shall grow with the text all the same. */
export function remPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
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

/** Zero is always in sight, and nothing touches the edge but zero. */
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
