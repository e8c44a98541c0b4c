/** A history on standard output, in each of the formats. */
import type { CreditEntry, WalkReport } from '../../index.js';
import type { Format } from '../arguments.js';
import type { Output } from '../output.js';
import { type Cell, csvRow } from './csv.js';
import { jsonOf } from './json.js';
import { type Column, tableOf } from './table.js';
import { timeText } from './time-text.js';

export interface Outcome {
  readonly report: WalkReport;
  readonly resumeToken: string | null;
  readonly failed: boolean;
}

/** Entries as they come. What failed before its first entry writes nothing at all. */
export interface EntrySink {
  entry(entry: CreditEntry): Promise<void>;
  end(outcome: Outcome): Promise<void>;
}

export function entrySink(format: Format, output: Output): EntrySink {
  switch (format) {
    case 'table':
      return tableSink(output);
    case 'json':
      return jsonSink(output);
    case 'ndjson':
      return {
        entry: (entry) => output.write(`${jsonOf(entry)}\n`),
        end: () => Promise.resolve(),
      };
    case 'csv':
      return csvSink(output);
  }
}

const COLUMNS: readonly Column<CreditEntry>[] = [
  { title: 'time', cell: ({ at, atText }) => timeText(at) ?? atText },
  { title: 'kind', cell: ({ kind }) => kind },
  { title: 'amount', cell: ({ amount }) => amount, decimal: true },
  { title: 'unit', cell: ({ unit }) => unit },
  { title: 'balance after', cell: ({ balanceAfter }) => balanceAfter, decimal: true },
  { title: "vendor's kind", cell: ({ vendorKind }) => vendorKind },
  { title: 'description', cell: ({ description }) => description },
  { title: 'reference', cell: ({ reference }) => reference },
];

/** Widths are known when the last row is. */
function tableSink(output: Output): EntrySink {
  const entries: CreditEntry[] = [];
  return {
    entry(entry) {
      entries.push(entry);
      return Promise.resolve();
    },
    end: () => output.write(tableOf(COLUMNS, entries)),
  };
}

/** One document, written while the walk goes on. */
function jsonSink(output: Output): EntrySink {
  let count = 0;
  return {
    entry(entry) {
      count += 1;
      return output.write(`${count === 1 ? '{"entries":[\n' : ',\n'}${jsonOf(entry)}`);
    },
    async end({ report, resumeToken, failed }) {
      if (count > 0 || !failed) {
        const start = count === 0 ? '{"entries":[' : '\n';
        const rest = `"report":${jsonOf(report)},"resumeToken":${jsonOf(resumeToken)}`;
        await output.write(`${start}],\n${rest}}\n`);
      }
    },
  };
}

const HEADER =
  'provider,id,account,kind,vendorKind,amount,unit,balanceAfter,at,atText,description,reference';

function csvSink(output: Output): EntrySink {
  let begun = false;
  const begin = async (): Promise<void> => {
    if (!begun) {
      begun = true;
      await output.write(`${HEADER}\r\n`);
    }
  };
  return {
    async entry(entry) {
      await begin();
      await output.write(csvRow(cellsOf(entry)));
    },
    async end({ failed }) {
      if (!failed) {
        await begin();
      }
    },
  };
}

function cellsOf(entry: CreditEntry): Cell[] {
  return [
    { text: entry.provider },
    { text: entry.id },
    { text: entry.account },
    { text: entry.kind },
    { text: entry.vendorKind },
    { number: entry.amount },
    { text: entry.unit },
    { number: entry.balanceAfter },
    { text: timeText(entry.at) },
    { text: entry.atText },
    { text: entry.description },
    { text: entry.reference },
  ];
}
