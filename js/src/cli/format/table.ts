/** Columns for people: amounts stand with their decimal points below each other. */
import { lineOfText } from './printable.js';
import { cutTo, widthOf } from './width.js';

export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => string | null;
  /** Its cells are decimals. */
  readonly decimal?: true;
}

/** A longer text is cut, visibly: the other formats have all of it. */
const MOST_CELLS = 60;
const GAP = '  ';

/** A column without any content is left out. */
export function tableOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const laidOut = columns
    .map(({ title, cell, decimal }) => {
      const cells = rows.map((row) => cutTo(lineOfText(cell(row) ?? ''), MOST_CELLS));
      return { title, cells: decimal === true ? aligned(cells) : cells, decimal };
    })
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map(({ title, cells, decimal }) => {
      const width = cells.reduce((most, cell) => Math.max(most, widthOf(cell)), title.length);
      const pad = decimal === true ? padStart : padEnd;
      return [title, ...cells].map((cell) => pad(cell, width));
    });
  const lines = Array.from({ length: laidOut.length === 0 ? 0 : rows.length + 1 }, (_, index) =>
    laidOut.map((cells) => cells[index] ?? '').join(GAP),
  );
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

function aligned(cells: readonly string[]): string[] {
  const behind = cells.map((cell) => (cell.includes('.') ? cell.length - cell.indexOf('.') : 0));
  const most = behind.reduce((a, b) => Math.max(a, b), 0);
  return cells.map(
    (cell, index) => cell + ' '.repeat(cell === '' ? 0 : most - (behind[index] ?? 0)),
  );
}

function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}
