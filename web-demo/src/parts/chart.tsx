import 'uplot/dist/uPlot.min.css';
import '../styles/chart.css';

import { useComputed, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type uPlot from 'uplot';

import { isDark } from '../state/theme.js';
import { draw, remPx } from './plot.js';
import type { ChartContent } from './plot.js';

const chartRem = 14;

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
    // In the frame after: to size a box while sizes are told is an error event, "ResizeObserver loop".
    let frame = 0;
    const watcher = new ResizeObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        plot.current?.setSize({ width: target.clientWidth, height });
      });
    });
    watcher.observe(target);
    return () => {
      gone = true;
      watcher.disconnect();
      cancelAnimationFrame(frame);
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

interface TipProps {
  readonly lines: readonly string[];
  /** Where the point is, and how wide the chart, in pixels. */
  readonly left: number;
  readonly width: number;
}

/** The words for a point. */
function Tip({ lines, left, width }: TipProps): JSX.Element {
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
