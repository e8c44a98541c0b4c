import { useComputed, useSignal } from '@preact/signals';
import type { CreditPage } from 'creditkit';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';

import { mappingOf } from '../definition.js';
import type { Definition, EntryMember } from '../definition.js';
import { countText } from '../exact/time.js';
import { readPieces } from '../exact/json-text.js';
import type { Piece } from '../exact/json-text.js';
import { rowPointers, rowSpans, stretches } from '../exact/raw-rows.js';
import { EntryMembers } from './entry-members.js';
import { RawText } from './raw-text.js';

interface Props {
  /** The answer as it came. */
  readonly text: string;
  /** The same answer, normalized, with its raw rows. */
  readonly page: CreditPage;
  readonly definition: Definition;
}

/** A raw page and an entry made from it, side by side: what came from where is marked in both. */
export function RawBeside({ text, page, definition }: Props): JSX.Element {
  const row = useSignal(0);
  const marked = useSignal<EntryMember | null>(null);
  const raw = useMemo(() => readRaw(text, page), [text, page]);
  const mapping = useMemo(
    () => mappingOf(definition, page.operation),
    [definition, page.operation],
  );
  const open = Math.min(row.value, Math.max(0, page.entries.length - 1));
  const shown = useMemo(() => stretches(raw.pieces, raw.spans, open), [raw, open]);
  const entry = page.entries[open];
  const sources = useComputed(() =>
    [...mapping]
      .filter(([, into]) => marked.value !== null && into.includes(marked.value))
      .map(([pointer]) => pointer),
  );
  const onMark = (member: EntryMember | null): void => {
    marked.value = member;
  };

  if (entry === undefined)
    return (
      <RawText
        name="The raw page"
        stretches={shown}
        rowPointer=""
        mapping={mapping}
        sources={[]}
        onMark={onMark}
      />
    );
  return (
    <div class="beside">
      <div class="beside-half">
        <h3>The vendor’s page</h3>
        <RawText
          name="The raw page"
          stretches={shown}
          rowPointer={raw.pointers[open] ?? ''}
          mapping={mapping}
          sources={sources.value}
          onMark={onMark}
        />
      </div>
      <div class="beside-half">
        <h3>
          One entry{' '}
          <span class="quiet">{`${countText(open + 1)} of ${countText(page.entries.length)}`}</span>
          <Stepper
            at={open}
            count={page.entries.length}
            onStep={(to) => {
              row.value = to;
            }}
          />
        </h3>
        <EntryMembers
          entry={entry}
          mapped={new Set([...mapping.values()].flat())}
          marked={marked.value}
          onMark={onMark}
        />
      </div>
    </div>
  );
}

function readRaw(
  text: string,
  page: CreditPage,
): { pieces: Piece[]; spans: ReturnType<typeof rowSpans>; pointers: string[] } {
  const pieces = readPieces(text);
  const spans = rowSpans(
    text,
    page.entries.map(({ raw }) => raw ?? '\u0000'),
  );
  return { pieces, spans, pointers: rowPointers(pieces, spans) };
}

interface StepperProps {
  readonly at: number;
  readonly count: number;
  readonly onStep: (to: number) => void;
}

function Stepper({ at, count, onStep }: StepperProps): JSX.Element {
  return (
    <span class="stepper">
      <button
        type="button"
        class="button"
        disabled={at === 0}
        onClick={() => {
          onStep(at - 1);
        }}
        aria-label="Entry before"
      >
        ↑
      </button>
      <button
        type="button"
        class="button"
        disabled={at + 1 >= count}
        onClick={() => {
          onStep(at + 1);
        }}
        aria-label="Next entry"
      >
        ↓
      </button>
    </span>
  );
}
