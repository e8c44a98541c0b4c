import type { CreditBalance } from '../../index.js';
import type { Format } from '../arguments.js';
import { csvRow } from './csv.js';
import { jsonOf } from './json.js';
import { type Column, tableOf } from './table.js';
import { timeText } from './time-text.js';

interface Line {
  readonly name: string;
  readonly amount: string;
  readonly unit: string;
}

const COLUMNS: readonly Column<Line>[] = [
  { title: 'balance', cell: ({ name }) => name },
  { title: 'amount', cell: ({ amount }) => amount, decimal: true },
  { title: 'unit', cell: ({ unit }) => unit },
];

/** The whole output. */
export function balanceText(balance: CreditBalance, format: Format): string {
  switch (format) {
    case 'table':
      return tableOf(COLUMNS, linesOf(balance));
    case 'json':
      return `${jsonOf(balance, 2)}\n`;
    case 'ndjson':
      return `${jsonOf(balance)}\n`;
    case 'csv':
      return csvOf(balance);
  }
}

/** What is available, and then what the vendor states beside it: parts need not add up to it. */
function linesOf({ available, unit, parts }: CreditBalance): Line[] {
  const rest = Object.entries(parts).map(([name, part]) => ({ name, ...part }));
  return [{ name: 'available', amount: available, unit }, ...rest];
}

function csvOf(balance: CreditBalance): string {
  const rows = linesOf(balance).map(({ name, amount, unit }) =>
    csvRow([
      { text: balance.provider },
      { text: balance.account },
      { text: name },
      { number: amount },
      { text: unit },
      { text: timeText(balance.at) },
    ]),
  );
  return ['provider,account,name,amount,unit,at\r\n', ...rows].join('');
}
