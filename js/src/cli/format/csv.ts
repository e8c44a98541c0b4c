/** CSV by RFC 4180: CRLF, quotes where they are needed. */
import { withoutControls } from './printable.js';

/** A cell: a text of the vendor's, or a number, which stands as it is. */
export type Cell = { readonly text: string | null } | { readonly number: string | null };

// A cell that begins so is a formula to a spreadsheet (CWE-1236); blanks before it do not change that. The wide forms are
// one where East Asian locales are set (OWASP, Web Security Testing Guide, CSV injection).
const FORMULA = /^[\s]*[=+\-@＝＋－＠]|^[\t\r\n]/;
const NEEDS_QUOTES = /[",\r\n]/;

export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(cell: Cell): string {
  if ('number' in cell) {
    return cell.number ?? '';
  }
  const text = withoutControls(cell.text ?? '');
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
