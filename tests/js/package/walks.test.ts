// A thousand rows from each vendor, over HTTP, through the package as it is published.
import { describe, expect, test } from 'vitest';
import { newYorkText, truth } from './truth.js';
import { PROVIDERS, vendor } from './vendors.js';

const ROWS = 1000;

/** A history in which rows on different pages are equal at Cloudreve, whose rows have no id. */
const SEED = 1;

describe.each(PROVIDERS)('%s', (provider) => {
  test('1,000 rows come once each, in order, as the vendor states them', async () => {
    const one = await vendor({ provider, rows: ROWS, seed: SEED });
    const walk = one.history({ includeRaw: true });
    const entries = await walk.toArray();
    const served = one.simulator.served;
    expect(entries.map(({ raw }) => raw)).toEqual(served.map(({ json }) => json));
    expect(entries).toHaveLength(ROWS);
    expect(entries).toMatchObject(truth(one.simulator));
    expect(new Set(entries.map(({ id }) => id)).size).toBe(ROWS);
    const { requests } = one.simulator;
    expect(walk.report).toEqual({
      complete: true,
      endedBy: 'end',
      pages: requests.length,
      requests: requests.length,
      retries: 0,
      entries: ROWS,
      duplicates: 0,
      totalClaimed: provider === 'nebula' ? ROWS : null,
      warnings: [],
    });
  });

  test('a history without rows is complete', async () => {
    const one = await vendor({ provider, rows: 0 });
    const walk = one.history();
    expect(await walk.toArray()).toEqual([]);
    expect(walk.report).toMatchObject({ complete: true, endedBy: 'end', entries: 0, warnings: [] });
  });

  test('the next walk gives the same entries with the same ids', async () => {
    const one = await vendor({ provider, rows: 70 });
    const first = await one.history().toArray();
    expect(first).toHaveLength(70);
    expect(await one.history({}, await one.another()).toArray()).toEqual(first);
  });
});

test('cloudreve: 1,000 rows, some of them equal and on two pages, are complete', async () => {
  const one = await vendor({ provider: 'cloudreve', rows: ROWS, seed: SEED });
  const walk = one.history();
  const pages: string[][] = [];
  for await (const { entries } of walk.pages()) {
    pages.push(entries.map((entry) => JSON.stringify({ ...entry, id: '' })));
  }
  const seen = new Set<string>();
  const equalToEarlierPages = pages.flatMap((page) => {
    const equal = page.filter((row) => seen.has(row));
    page.forEach((row) => seen.add(row));
    return equal;
  });
  expect(equalToEarlierPages).not.toEqual([]);
  expect(pages.flat()).toHaveLength(ROWS);
  expect(walk.report).toMatchObject({ complete: true, entries: ROWS, warnings: [] });
});

test('klaim: empty pages in the middle end nothing', async () => {
  const one = await vendor({ provider: 'klaim', rows: ROWS, emptyPageEvery: 3 });
  const walk = one.history();
  const sizes: number[] = [];
  for await (const page of walk.pages()) sizes.push(page.entries.length);
  // Fifty pages with rows, an empty one after every third, and the last key leads to nothing.
  const empty = sizes.flatMap((size, index) => (size === 0 ? [index] : []));
  expect(empty).toEqual([3, 7, 11, 15, 19, 23, 27, 31, 35, 39, 43, 47, 51, 55, 59, 63, 66]);
  expect(one.simulator.served.map(({ row }) => row)).toEqual(one.simulator.rows());
  expect(walk.report).toMatchObject({ complete: true, entries: ROWS, warnings: [] });
});

test('cloudreve: ascending and descending are the same history from both ends', async () => {
  const one = await vendor({ provider: 'cloudreve', rows: 120 });
  const newest = await one.client.history({ order_direction: 'desc' }).toArray();
  const oldest = await one.client.history({ order_direction: 'asc' }).toArray();
  expect(oldest.map(({ atText, amount }) => [atText, amount]).reverse()).toEqual(
    newest.map(({ atText, amount }) => [atText, amount]),
  );
});

test('dodo: a filter by type, and one by dates, give that part of the ledger', async () => {
  const one = await vendor({ provider: 'dodo', rows: 300 });
  const { credit_entitlement_id = '', customer_id = '' } = one.account.params;
  const ids = { credit_entitlement_id, customer_id };
  const rows = one.simulator.rows();
  const deducted = await one.client
    .history({ ...ids, transaction_type: 'credit_deducted' })
    .toArray();
  expect(deducted.map(({ id }) => id)).toEqual(
    rows
      .filter(({ transaction_type }) => transaction_type === 'credit_deducted')
      .map(({ id }) => id),
  );
  const [from, until] = [rows[199]!.created_at, rows[50]!.created_at];
  const between = await one.client.history({ ...ids, start_date: from, end_date: until }).toArray();
  expect(between.map(({ id }) => id)).toEqual(rows.slice(50, 200).map(({ id }) => id));
});

test('nametrust: a filter by kind gives that part of the feed', async () => {
  const one = await vendor({ provider: 'nametrust', rows: 300 });
  const grants = await one.client.history({ kind: 'allot' }).toArray();
  expect(grants.map(({ id }) => id)).toEqual(
    one.simulator
      .rows()
      .filter(({ kind }) => kind === 'allot')
      .map(({ id }) => id),
  );
});

test('nebula: the instant is the one at which the clocks of New York show the text', async () => {
  const one = await vendor({ provider: 'nebula', rows: ROWS });
  const entries = await one.history().toArray();
  expect(entries.map(({ at }) => newYorkText(at ?? Number.NaN))).toEqual(
    entries.map(({ atText }) => atText),
  );
});
