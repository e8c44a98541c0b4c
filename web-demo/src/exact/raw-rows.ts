import { indented } from './json-text.js';
import type { Line, Piece } from './json-text.js';

/** A stretch of a raw page: lines of its envelope or of one row, or rows that are folded away. */
export type Stretch =
  { readonly row: number | null; readonly lines: readonly Line[] } | { readonly folded: number };

/** Where a row stands in the text of its page. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** Rows come as they stood in the page, so each is found after the one before it. */
export function rowSpans(page: string, rows: readonly string[]): Span[] {
  let from = 0;
  return rows.flatMap((row) => {
    const start = page.indexOf(row, from);
    if (start < 0) return [];
    from = start + row.length;
    return [{ start, end: from }];
  });
}

/** The JSON Pointer of each row. */
export function rowPointers(pieces: readonly Piece[], spans: readonly Span[]): string[] {
  const byStart = new Map(pieces.map((piece) => [piece.start, piece.pointer]));
  return spans.map(({ start }) => byStart.get(start) ?? '');
}

/** A raw page with one row open and the others folded: a page of a thousand rows stays readable. */
export function stretches(
  pieces: readonly Piece[],
  spans: readonly Span[],
  open: number,
): Stretch[] {
  const result: Stretch[] = [];
  let next = 0;
  for (const line of indented(pieces)) {
    const start = line.pieces[0]?.start ?? 0;
    while (next < spans.length && start >= (spans[next]?.end ?? 0)) next += 1;
    const span = spans[next];
    const row = span !== undefined && start >= span.start ? next : null;
    append(
      result,
      row,
      row === open || row === null ? line : null,
      row !== null && start === span?.start,
    );
  }
  return result;
}

function append(result: Stretch[], row: number | null, line: Line | null, begins: boolean): void {
  const last = result.at(-1);
  if (line === null) {
    const before = last !== undefined && 'folded' in last ? last.folded : 0;
    if (last !== undefined && 'folded' in last) result.pop();
    result.push({ folded: before + Number(begins) });
  } else if (last !== undefined && 'lines' in last && last.row === row) {
    result[result.length - 1] = { row, lines: [...last.lines, line] };
  } else {
    result.push({ row, lines: [line] });
  }
}
