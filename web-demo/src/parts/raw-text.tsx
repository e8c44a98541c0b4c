import type { JSX } from 'preact';

import type { EntryMember } from '../definition.js';
import type { Piece } from '../exact/json-text.js';
import type { Stretch } from '../exact/raw-rows.js';
import { counted, countText } from '../exact/time.js';

interface Props {
  readonly name: string;
  readonly stretches: readonly Stretch[];
  readonly rowPointer: string;
  readonly mapping: ReadonlyMap<string, readonly EntryMember[]>;
  readonly sources: readonly string[];
  readonly onMark: (member: EntryMember | null) => void;
}

/** A vendor's page as it came; beside each value stands what is made of it. */
export function RawText(props: Props): JSX.Element {
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

interface RawLineProps extends Props {
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
            {pieceText(piece)}
          </span>
        ))}
      </span>
      {into !== undefined && <span class="maps-to">{into.join(', ')}</span>}
    </div>
  );
}

/** A piece as it is shown: a vendor's text may be longer than a line, and a page. */
export function pieceText({ kind, text }: Piece): string {
  const whole =
    text.length <= shownPiece
      ? text
      : `${text.slice(0, shownPiece)}… (${countText(text.length)} characters)`;
  if (kind === 'punctuation') return text === ':' ? ': ' : text;
  return whole;
}
