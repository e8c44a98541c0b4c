import type { CreditEntry } from 'creditkit';

type TextColumn =
  | 'provider'
  | 'id'
  | 'account'
  | 'kind'
  | 'vendorKind'
  | 'unit'
  | 'atText'
  | 'description'
  | 'reference';

/** In a spreadsheet a cell that begins so is a formula (CWE-1236); in East Asian locales also where it is written wide. */
const formula = /^[=+\-@＝＋－＠\t\r\n]|^\s+[=+\-@＝＋－＠]/;

/**
 * Entries as CSV (RFC 4180, CRLF, UTF-8 with a byte order mark for Excel). Text columns are quoted, and an apostrophe keeps what would be a
 * formula a text. Amounts are numbers by type: a leading minus is their sign and stays.
 */
export function csvOf(entries: readonly CreditEntry[]): Blob {
  const parts: string[] = ['\uFEFF', header()];
  for (const entry of entries) parts.push(row(entry));
  return new Blob(parts, { type: 'text/csv;charset=utf-8' });
}

function header(): string {
  return 'provider,id,account,kind,vendorKind,amount,unit,balanceAfter,at,atText,description,reference\r\n';
}

function row(entry: CreditEntry): string {
  const text = (column: TextColumn): string => textCell(entry[column]);
  return `${[
    text('provider'),
    text('id'),
    text('account'),
    text('kind'),
    text('vendorKind'),
    entry.amount,
    text('unit'),
    entry.balanceAfter ?? '',
    entry.at === null ? '' : timeCell(entry.at),
    text('atText'),
    text('description'),
    text('reference'),
  ].join(',')}\r\n`;
}

function timeCell(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? String(at) : date.toISOString();
}

export function textCell(value: string | null): string {
  if (value === null) return '';
  const harmless = formula.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
}
