import type { JSX } from 'preact';

/** More points than pixels are of no use. */
const mostPoints = 160;

/** A line without axes: where a balance came from. The words beside it say the same. */
export function Sparkline({ values }: { readonly values: readonly number[] }): JSX.Element {
  const [width, height, edge] = [240, 44, 3];
  const thinned = thin(values);
  const low = Math.min(...thinned);
  const span = Math.max(...thinned) - low || 1;
  const points = thinned.map((value, index) => {
    const x = edge + (index / Math.max(1, thinned.length - 1)) * (width - 2 * edge);
    const y = height - edge - ((value - low) / span) * (height - 2 * edge);
    return [x.toFixed(1), y.toFixed(1)] as const;
  });
  const line = points.map(([x, y], index) => (index === 0 ? `M${x} ${y}` : `H${x}V${y}`)).join('');
  const last = points.at(-1);
  return (
    <svg
      class="sparkline"
      viewBox={`0 0 ${String(width)} ${String(height)}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {points.length > 1 && <path class="area" d={`${line}V${String(height)}H${String(edge)}Z`} />}
      {points.length > 1 && <path class="line" d={line} />}
      {last !== undefined && <path class="dot" d={`M${last[0]} ${last[1]}h0`} />}
    </svg>
  );
}

function thin(values: readonly number[]): readonly number[] {
  if (values.length <= mostPoints) return values;
  const step = (values.length - 1) / (mostPoints - 1);
  return Array.from({ length: mostPoints }, (_, index) => values[Math.round(index * step)] ?? 0);
}
