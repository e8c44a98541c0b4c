import '../styles/places.css';

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

/** Where a walk and what it did will be. */
export function WalkPlace({ name }: { readonly name: string }): JSX.Element {
  return (
    <div class="places" role="status">
      <span class="visually-hidden">{name}</span>
      <div class="verdict-place" />
      <div class="inspector">
        <div class="requests-place" />
        <div class="requests-place" />
      </div>
    </div>
  );
}
