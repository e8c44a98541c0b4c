import type { CreditKind } from 'creditkit';
import type { JSX } from 'preact';

import { DAY_MS, dayText } from '../exact/time.js';
import { everything } from '../state/entry-order.js';
import type { EntryFilter } from '../state/entry-order.js';
import { KindMark } from './kind.js';

interface Props {
  readonly filter: EntryFilter;
  /** The kinds that were met. */
  readonly kinds: readonly CreditKind[];
  readonly onChange: (filter: EntryFilter) => void;
}

/** Narrows the table by kind, time and text. */
export function EntryFilters({ filter, kinds, onChange }: Props): JSX.Element {
  const toggle = (kind: CreditKind): void => {
    const chosen = new Set(filter.kinds);
    if (!chosen.delete(kind)) chosen.add(kind);
    onChange({ ...filter, kinds: chosen });
  };
  return (
    <form
      class="filters"
      role="search"
      aria-label="Filter the entries"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <label class="field grows">
        Text
        <input
          type="search"
          value={filter.text}
          placeholder="Description, id, amount"
          onInput={(event) => {
            onChange({ ...filter, text: event.currentTarget.value });
          }}
        />
      </label>
      <label class="field">
        From
        <input
          type="date"
          value={filter.from === null ? '' : dayText(filter.from)}
          onChange={(event) => {
            onChange({ ...filter, from: startOf(event.currentTarget.value) });
          }}
        />
      </label>
      <label class="field">
        To
        <input
          type="date"
          value={filter.to === null ? '' : dayText(filter.to - DAY_MS)}
          onChange={(event) => {
            const day = startOf(event.currentTarget.value);
            onChange({ ...filter, to: day === null ? null : day + DAY_MS });
          }}
        />
      </label>
      <button
        type="button"
        class="button"
        disabled={filter === everything}
        onClick={() => {
          onChange(everything);
        }}
      >
        Clear
      </button>
      <fieldset class="kind-choice">
        <legend class="visually-hidden">Kinds</legend>
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            class="segment"
            aria-pressed={filter.kinds.has(kind)}
            onClick={() => {
              toggle(kind);
            }}
          >
            <KindMark kind={kind} />
          </button>
        ))}
      </fieldset>
    </form>
  );
}

/** The first millisecond of a UTC day, or `null` for an empty or half-typed date. */
function startOf(day: string): number | null {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) ? null : at;
}
