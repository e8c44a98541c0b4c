import { useComputed, useSignal } from '@preact/signals';
import type { CreditEntry, CreditPage } from 'creditkit';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';

import { mappingOf } from '../definition.js';
import type { Definition, EntryMember } from '../definition.js';
import { counted, countText } from '../exact/time.js';
import { readPieces } from '../exact/json-text.js';
import type { Piece } from '../exact/json-text.js';
import { rowPointers, rowSpans, stretches } from '../exact/raw-rows.js';
import type { Stretch } from '../exact/raw-rows.js';

interface Props {
  /** The answer as it came. */
  readonly text: string;
  /** The same answer, normalized, with its raw rows. */
  readonly page: CreditPage;
  readonly definition: Definition;
}

const members: readonly EntryMember[] = [
  'id',
  'account',
  'kind',
  'vendorKind',
  'amount',
  'unit',
  'balanceAfter',
  'at',
  'atText',
  'description',
  'reference',
  'idIsSynthetic',
  'provider',
];

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

  if (entry === undefined)
    return (
      <RawText
        name="The raw page"
        stretches={shown}
        rowPointer=""
        mapping={mapping}
        sources={[]}
        onMark={() => undefined}
      />
    );
  const move = (by: number): void => {
    row.value = Math.min(Math.max(0, open + by), page.entries.length - 1);
  };
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
          onMark={(member) => {
            marked.value = member;
          }}
        />
      </div>
      <div class="beside-half">
        <h3>
          One entry{' '}
          <span class="quiet">{`${countText(open + 1)} of ${countText(page.entries.length)}`}</span>
          <span class="stepper">
            <button
              type="button"
              class="button"
              disabled={open === 0}
              onClick={() => {
                move(-1);
              }}
              aria-label="Entry before"
            >
              ↑
            </button>
            <button
              type="button"
              class="button"
              disabled={open + 1 >= page.entries.length}
              onClick={() => {
                move(1);
              }}
              aria-label="Next entry"
            >
              ↓
            </button>
          </span>
        </h3>
        <EntryMembers
          entry={entry}
          mapped={new Set([...mapping.values()].flat())}
          marked={marked.value}
          onMark={(member) => {
            marked.value = member;
          }}
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

interface RawTextProps {
  readonly name: string;
  readonly stretches: readonly Stretch[];
  readonly rowPointer: string;
  readonly mapping: ReadonlyMap<string, readonly EntryMember[]>;
  readonly sources: readonly string[];
  readonly onMark: (member: EntryMember | null) => void;
}

function RawText(props: RawTextProps): JSX.Element {
  return (
    <div class="raw" role="group" aria-label={props.name} tabIndex={0}>
      {props.stretches.map((stretch, index) =>
        'folded' in stretch ? (
          <div
            key={index}
            class="raw-folded quiet"
          >{`⋯ ${counted(stretch.folded, 'more row')}`}</div>
        ) : (
          <div key={index} class={stretch.row === null ? 'raw-envelope' : 'raw-row'}>
            {stretch.lines.map((line, at) => (
              <RawLine
                key={at}
                depth={line.depth}
                pieces={line.pieces}
                inRow={stretch.row !== null}
                {...props}
              />
            ))}
          </div>
        ),
      )}
    </div>
  );
}

interface RawLineProps extends RawTextProps {
  readonly depth: number;
  readonly pieces: readonly Piece[];
  readonly inRow: boolean;
}

/** The longest value that is shown whole: a vendor's text may have any length. */
const shownPiece = 300;

function RawLine({
  depth,
  pieces,
  inRow,
  rowPointer,
  mapping,
  sources,
  onMark,
}: RawLineProps): JSX.Element {
  const value =
    pieces.find(({ kind }) => kind !== 'punctuation' && kind !== 'name') ??
    pieces.find(({ kind }) => kind === 'punctuation');
  const pointer = inRow && value !== undefined ? value.pointer.slice(rowPointer.length) : '';
  const into = pointer === '' ? undefined : mapping.get(pointer);
  const source = into !== undefined && sources.includes(pointer);
  return (
    <div
      class={`raw-line ${into === undefined ? '' : 'mapped'} ${source ? 'source' : ''}`}
      style={{ '--depth': String(depth) }}
      onPointerEnter={() => {
        onMark(into?.[0] ?? null);
      }}
    >
      <span class="raw-code">
        {pieces.map((piece) => (
          <span key={piece.start} class={`piece ${piece.kind}`}>
            {shownText(piece)}
          </span>
        ))}
      </span>
      {into !== undefined && <span class="maps-to">{into.join(', ')}</span>}
    </div>
  );
}

function shownText({ kind, text }: Piece): string {
  const whole =
    text.length <= shownPiece
      ? text
      : `${text.slice(0, shownPiece)}… (${countText(text.length)} characters)`;
  if (kind === 'punctuation') return text === ':' ? ': ' : text;
  return whole;
}

interface MembersProps {
  readonly entry: CreditEntry;
  readonly mapped?: ReadonlySet<EntryMember>;
  readonly marked?: EntryMember | null;
  readonly onMark?: (member: EntryMember | null) => void;
}

/** An entry, member by member. */
export function EntryMembers({ entry, mapped, marked, onMark }: MembersProps): JSX.Element {
  return (
    <dl class="members">
      {members.map((name) => (
        <div
          key={name}
          class={`${mapped?.has(name) === true ? 'mapped' : ''} ${marked === name ? 'source' : ''}`}
          onPointerEnter={() => onMark?.(name)}
        >
          <dt class="code">{name}</dt>
          <dd class="code vendor-text" data-member={name} dir="auto">
            {memberText(entry[name])}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function memberText(value: string | number | boolean | null | undefined): string {
  return value === null || value === undefined
    ? 'null'
    : typeof value === 'string'
      ? value.slice(0, 20_000)
      : String(value);
}
