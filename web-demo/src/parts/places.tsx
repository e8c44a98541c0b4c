import type { JSX } from 'preact';

/** Where a chart will be, of its size. */
export function ChartPlace(): JSX.Element {
  return (
    <div class="figure-place" aria-hidden="true">
      <div class="waiting-line" />
      <div class="chart-place" />
    </div>
  );
}

/** Where the table of entries will be. */
export function EntriesPlace(): JSX.Element {
  return <div class="entries-place" aria-hidden="true" />;
}
