// A spreadsheet opens it and calculates nothing that a vendor wrote.
import { expect, test } from 'vitest';
import { linesOf, vendor } from './command.js';

const ROW = {
  object: 'credit_entry',
  id: 'cent_1',
  kind: 'consume',
  credits: -2,
  created_at: '2026-05-05T19:01:06Z',
  usage_kind: 'ai_usage',
} as const;

async function referenceCells(...references: string[]): Promise<string[]> {
  const rows = references.map((usage_ref, index) => ({
    ...ROW,
    id: `cent_${String(index)}`,
    usage_ref,
  }));
  const { run } = await vendor({ provider: 'nametrust', rows });
  const { code, stdout } = await run('history', '--format', 'csv');
  expect(code).toBe(0);
  const records = stdout.split(/\r\n(?=nametrust,|$)/).slice(1, -1);
  expect(records).toHaveLength(references.length);
  return records.map((record) => record.slice(record.indexOf('ai_usage,') + 'ai_usage,'.length));
}

test('formulas are texts', async () => {
  expect(
    await referenceCells('=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =1', 'a=1', '1-2'),
  ).toEqual(["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", "'  =1", 'a=1', '1-2']);
});

test('formulas in wide characters are texts', async () => {
  expect(await referenceCells('＝1+1', ' ＋1', '－1', '＠SUM(A1)', 'a＝1')).toEqual([
    "'＝1+1",
    "' ＋1",
    "'－1",
    "'＠SUM(A1)",
    'a＝1',
  ]);
});

test('a carriage return at the start is neutralised and quoted', async () => {
  expect(await referenceCells('\r=1')).toEqual(['"\'\r=1"']);
});

test('quotes, commas and line breaks stand in quotes (RFC 4180)', async () => {
  expect(await referenceCells('say "hi"', 'a,b', 'a\nb', 'a\r\nb')).toEqual([
    '"say ""hi"""',
    '"a,b"',
    '"a\nb"',
    '"a\r\nb"',
  ]);
});

test('numbers are numbers, negative ones too, with every digit', async () => {
  const { simulator, run } = await vendor({ provider: 'dodo', rows: 40 });
  const { stdout } = await run('history', '--format', 'csv');
  const [header = '', ...lines] = linesOf(stdout).map((line) => line.replace(/\r$/, ''));
  const column = (name: string): number => header.split(',').indexOf(name);
  const cells = lines.map((line) => line.split(','));
  expect(cells.map((row) => row[column('balanceAfter')])).toEqual(
    simulator.rows().map((row) => row.balance_after),
  );
  const amounts = cells.map((row) => row[column('amount')]);
  expect(amounts).toEqual(
    simulator.rows().map(({ amount, is_credit }) => (is_credit ? amount : `-${amount}`)),
  );
  expect(amounts.some((amount) => amount!.startsWith('-'))).toBe(true);
});
