// A client that lives for days must not grow: what a page took is used again by the next. From sources, because only
// they say how large the WASM memory is.
import { beforeAll, describe, expect, test } from 'vitest';
import { createSimulator, type SimulatedReply } from '../../../js/src/testing/index.js';
import { loadCore } from '../../../js/src/wasm/load.js';
import { createClient, type CreditClient } from '../client/support/core.js';
import { PROVIDERS } from './vendors.js';

const PAGES = 10_000;
const SETTLED = 100;
const PAGE_ROWS = 100;

/** A second each on a machine that has nothing else to do. */
const TIMEOUT_MS = 120_000;

async function memoryBytes(): Promise<number> {
  return (await loadCore()).memoryBytes();
}

/** The first page of a vendor's history as its simulator sends it. */
function pageBody(provider: (typeof PROVIDERS)[number]): Uint8Array<ArrayBuffer> {
  const simulator = createSimulator({ provider, rows: PAGE_ROWS, pageSize: PAGE_ROWS });
  const [account] = simulator.accounts;
  const { user_id = '', credit_entitlement_id = '', customer_id = '' } = account!.params;
  const targets = {
    klaim: `/users/${user_id}/credits/usage`,
    cloudreve: `/user/creditChanges?page_size=${String(PAGE_ROWS)}`,
    dodo: `/credit-entitlements/${credit_entitlement_id}/balances/${customer_id}/ledger?page_size=${String(PAGE_ROWS)}`,
    nebula: `/users/credits/history?limit=${String(PAGE_ROWS)}`,
    nametrust: `/credits/usage?limit=${String(PAGE_ROWS)}`,
  };
  const reply: SimulatedReply = simulator.handle({
    method: provider === 'klaim' ? 'POST' : 'GET',
    target: targets[provider],
    headers: new Headers({ authorization: `Bearer ${simulator.apiKey}` }),
    body: '',
  });
  return reply.body;
}

/** A page of 100 rows, and the cursor to the next; each list has 50 such pages. */
function tokenPage(index: number): string {
  const rows = Array.from({ length: PAGE_ROWS }, (_, row) => ({
    id: `row_${String(index)}_${String(row)}`,
    amount: `${String(row)}.${String(index)}`,
    description: 'a text of which there is one in each row',
  }));
  return JSON.stringify(index === 49 ? { rows } : { rows, next: `token_${String(index + 1)}` });
}

const LEDGER = {
  id: 'ledger',
  name: 'Ledger',
  operations: {
    history: {
      request: { path: '/entries' },
      rows: '/rows',
      paging: { kind: 'token', from: '/next', to: { query: 'cursor' } },
      entry: {
        id: '/id',
        kind: { bySign: { positive: 'grant', negative: 'usage' } },
        amount: '/amount',
        description: '/description',
      },
    },
  },
};

describe(
  'after 10,000 pages the WASM memory is what it was after 100',
  { timeout: TIMEOUT_MS },
  () => {
    // First, while no client of another test has left gaps in the memory.
    describe('of walks', () => {
      const pages = Array.from({ length: 50 }, (_, index) => tokenPage(index));
      let client: CreditClient;
      let requests = 0;
      beforeAll(async () => {
        client = await createClient({
          provider: LEDGER,
          apiKey: 'k',
          baseUrl: 'https://api.example.com',
          fetch: (url) => {
            requests += 1;
            const cursor =
              new URL(url instanceof Request ? url.url : url).searchParams.get('cursor') ??
              'token_0';
            return Promise.resolve(new Response(pages[Number(cursor.slice('token_'.length))]));
          },
        });
      });

      test('read to the end, left in the middle, and resumed', async () => {
        let settled = 0;
        while (requests < PAGES) {
          const whole = client.history();
          for await (const page of whole.pages()) expect(page.entries).toHaveLength(PAGE_ROWS);
          expect(whole.report).toMatchObject({ complete: true, entries: 50 * PAGE_ROWS });
          const left = client.history({}, { prefetch: 2 });
          let taken = 0;
          for await (const entry of left) if (++taken > 250 || entry.amount === '') break;
          const rest = client.history({}, { resumeToken: left.resumeToken ?? '' });
          expect(await rest.toArray()).toHaveLength(50 * PAGE_ROWS - taken);
          // The first round holds more than 100 pages.
          if (settled === 0) settled = await memoryBytes();
        }
        expect(await memoryBytes()).toBe(settled);
      });
    });

    test.each(PROVIDERS)('of %s, by normalize', async (provider) => {
      const client = await createClient({
        provider,
        apiKey: 'k',
        baseUrl: 'https://api.example.com',
      });
      const body = pageBody(provider);
      const broken = body.slice(0, body.byteLength - 40);
      let settled = 0;
      for (let page = 1; page <= PAGES; page += 1) {
        // Every tenth is cut off, every tenth keeps the rows' text.
        if (page % 10 === 0) expect(() => client.normalize('history', broken)).toThrow();
        const { entries } = client.normalize('history', body, { includeRaw: page % 10 === 5 });
        if (entries.length !== PAGE_ROWS) throw new Error(`page ${String(page)} was read in part`);
        if (page === SETTLED) settled = await memoryBytes();
      }
      expect(await memoryBytes()).toBe(settled);
    });
  },
);

test('a definition of 40 MB, which is refused, leaves its room to the next large body', async () => {
  const core = await loadCore();
  expect(core.checkDefinition(' '.repeat(40_000_000))).toHaveLength(1);
  expect(core.checkDefinition('{}').length).toBeGreaterThan(0);
  const client = await createClient({
    provider: LEDGER,
    baseUrl: 'https://a.example',
    apiKey: 'a key',
  });
  expect(() => client.normalize('history', new Uint8Array(110_000_000))).toThrow('not JSON');
  expect(await memoryBytes()).toBeLessThan(200_000_000);
});
