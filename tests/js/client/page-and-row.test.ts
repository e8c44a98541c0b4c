// A row means the same on every page: whatever stood in the row before it, nothing of that is left.
import { expect, test } from 'vitest';
import { createClient, type CreditEntry } from './support/core.js';

const DEFINITION = {
  id: 'ledger',
  operations: {
    history: {
      request: { path: '/rows' },
      rows: '',
      entry: {
        id: '/id',
        account: { at: '/account' },
        kind: { at: '/word', map: { spend: 'usage' } },
        amount: '/amount',
        unit: { at: '/unit' },
        description: '/memo',
        reference: '/reference',
      },
    },
  },
};

const TEXTS = [
  'null',
  '""',
  '"spend"',
  '"x"',
  '"a longer text"',
  '"\\n"',
  '"\\ud83d\\ude00"',
  '5',
  'true',
];
const MEMBERS = ['account', 'word', 'unit', 'memo', 'reference'];

/** Rows of which one member has each text behind each other text. */
function* rows(member: string): Generator<string> {
  for (const before of TEXTS) {
    for (const text of TEXTS) {
      for (const value of [before, text]) {
        const members = { id: '"1"', amount: '1', unit: '"credits"', [member]: value };
        const written = Object.entries(members).map(([name, json]) => `"${name}":${json}`);
        yield `{${written.join(',')}}`;
      }
    }
  }
}

test.each(MEMBERS)('%s: rows on one page are what each is alone', async (member) => {
  const client = await createClient({ provider: DEFINITION, baseUrl: 'https://ledger.example' });
  const read = (page: readonly string[]): readonly CreditEntry[] =>
    client.normalize('history', `[${page.join(',')}]`).entries;
  const readable = [...rows(member)].filter(
    (row) => member !== 'unit' || !row.includes('"unit":null'),
  );
  expect(read(readable)).toEqual(readable.flatMap((row) => read([row])));
});
