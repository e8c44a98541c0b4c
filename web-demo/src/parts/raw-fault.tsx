import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';

import { indented, readPieces } from '../exact/json-text.js';
import type { Line } from '../exact/json-text.js';
import { counted } from '../exact/time.js';
import { pieceText } from './raw-text.js';

interface Props {
  readonly text: string;
  /** JSON Pointer of the value at fault, where the fault has a place. */
  readonly pointer: string | null;
}

/** Lines shown on each side of the fault; the rest of a page of a thousand rows says nothing about it. */
const around = 14;
const longestPlain = 20_000;

/** An answer that could not be read, opened at the place of the fault. */
export function RawFault({ text, pointer }: Props): JSX.Element {
  const lines = useMemo(() => linesOf(text), [text]);
  if (lines === null)
    return (
      <pre class="raw plain wraps" tabIndex={0} aria-label="The raw answer">
        {text.slice(0, longestPlain)}
      </pre>
    );
  const at = lineAtFault(lines, pointer);
  const first = at < 0 ? 0 : Math.max(0, at - around);
  const end = first + 2 * around;
  return (
    <div class="raw" role="group" aria-label="The raw answer" tabIndex={0}>
      <Folded lines={first} />
      {lines.slice(first, end).map(({ depth, pieces }, index) => (
        <div
          key={first + index}
          class={`raw-line ${first + index === at ? 'at-fault' : ''}`}
          style={{ '--depth': String(depth) }}
        >
          <span class="raw-code">
            {pieces.map((piece) => (
              <span key={piece.start} class={`piece ${piece.kind}`}>
                {pieceText(piece)}
              </span>
            ))}
          </span>
          {first + index === at && <span class="fault-place">{pointer}</span>}
        </div>
      ))}
      <Folded lines={Math.max(0, lines.length - end)} />
    </div>
  );
}

function Folded({ lines }: { readonly lines: number }): JSX.Element | null {
  return lines === 0 ? null : <div class="raw-folded">{`⋯ ${counted(lines, 'more line')}`}</div>;
}

/** `null` for what is no JSON. */
function linesOf(text: string): readonly Line[] | null {
  try {
    return indented(readPieces(text));
  } catch {
    return null;
  }
}

/** A member that is missing is shown at what should hold it. -1 where nothing is named. */
function lineAtFault(lines: readonly Line[], pointer: string | null): number {
  for (let place = pointer ?? ''; place !== ''; place = place.slice(0, place.lastIndexOf('/'))) {
    const at = lines.findIndex(({ pieces }) => pieces.some((piece) => piece.pointer === place));
    if (at >= 0) return at;
  }
  return -1;
}
