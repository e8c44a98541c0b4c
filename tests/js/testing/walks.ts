// The plainest client for each vendor, written from its documents: enough to read a simulator to its end.
import type { Provider, Simulator, SimulatedAccount } from '../../../js/src/testing/index.js';

type Fetch = typeof globalThis.fetch;
type Init = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> };

/** How to reach a simulator: its own `fetch`, or the real one and a server. */
export interface Route {
  readonly fetch: Fetch;
  readonly baseUrl: string;
}

export function inMemory(simulator: Simulator): Route {
  return { fetch: simulator.fetch, baseUrl: simulator.baseUrl };
}

/** What a walk saw: the rows as parsed JSON, and how many of them each page had. */
export interface Seen {
  readonly rows: readonly unknown[];
  readonly pages: readonly number[];
}

interface Page {
  readonly rows: readonly unknown[];
  /** What to ask for next; `null` at the end. */
  readonly next: unknown;
}

const READERS: Readonly<
  Record<
    Provider,
    (ask: Ask, account: SimulatedAccount, cursor: unknown, size: number) => Promise<Page>
  >
> = {
  async klaim(ask, account, cursor) {
    const body = JSON.stringify(cursor === undefined ? {} : { starting_after: cursor });
    const page = await ask(
      `/users/${encodeURIComponent(account.params['user_id']!)}/credits/usage`,
      { method: 'POST', body },
    );
    return { rows: list(page['data']), next: page['lastKey'] ?? null };
  },
  async cloudreve(ask, _account, cursor, size) {
    const token =
      typeof cursor === 'string' ? `&next_page_token=${encodeURIComponent(cursor)}` : '';
    const page = await ask(`/user/creditChanges?page_size=${String(size)}${token}`);
    const data = page['data'] as { changes: unknown[]; pagination: { next_token?: string } };
    return { rows: data.changes, next: data.pagination.next_token ?? null };
  },
  async dodo(ask, { params }, cursor, size) {
    const page = typeof cursor === 'number' ? cursor : 0;
    const path = `/credit-entitlements/${params['credit_entitlement_id']!}/balances/${params['customer_id']!}/ledger`;
    const rows = list(
      (await ask(`${path}?page_size=${String(size)}&page_number=${String(page)}`))['items'],
    );
    return { rows, next: rows.length === 0 ? null : page + 1 };
  },
  async nebula(ask, _account, cursor, size) {
    const offset = typeof cursor === 'number' ? cursor : 0;
    const page = await ask(`/users/credits/history?limit=${String(size)}&offset=${String(offset)}`);
    const data = page['data'] as { credit_history: unknown[]; total_credit_histories: number };
    const reached = offset + data.credit_history.length;
    return {
      rows: data.credit_history,
      next: reached < data.total_credit_histories ? reached : null,
    };
  },
  async nametrust(ask, _account, cursor, size) {
    const number = typeof cursor === 'number' ? cursor : 1;
    const page = await ask(`/credits/usage?page=${String(number)}&limit=${String(size)}`);
    const { has_next } = page['pages'] as { has_next: boolean };
    return { rows: list(page['items']), next: has_next ? number + 1 : null };
  },
};

type Ask = (path: string, init?: Init) => Promise<Record<string, unknown>>;

/** Reads an account's history to its end. */
export async function walk(
  simulator: Simulator,
  route = inMemory(simulator),
  size = 10,
  account = simulator.accounts[0]!,
): Promise<Seen> {
  const ask: Ask = async (path, init) => {
    const headers = { 'content-type': 'application/json', ...authorization(account) };
    const response = await route.fetch(route.baseUrl + path, { ...init, headers });
    return (await response.json()) as Record<string, unknown>;
  };
  const rows: unknown[] = [];
  const pages: number[] = [];
  let cursor: unknown;
  // No honest history has a thousand pages here.
  for (let page = 0; page < 1000 && cursor !== null; page++) {
    const { rows: found, next } = await READERS[simulator.provider](ask, account, cursor, size);
    rows.push(...found);
    pages.push(found.length);
    cursor = next;
  }
  return { rows, pages };
}

export function authorization(account: SimulatedAccount): Record<string, string> {
  return { authorization: `Bearer ${account.apiKey}`, ...account.headers };
}

/** An account's rows as a client sees them that reads JSON with `JSON.parse`. */
export function parsedRows(simulator: Simulator, account?: string): unknown[] {
  return JSON.parse(JSON.stringify(simulator.rows(account))) as unknown[];
}

/** The first page of an account's history. */
export function firstPage(
  provider: Provider,
  account: SimulatedAccount,
): { path: string; init: Init } {
  const headers = { 'content-type': 'application/json', ...authorization(account) };
  const { params } = account;
  switch (provider) {
    case 'klaim':
      return {
        path: `/users/${encodeURIComponent(params['user_id']!)}/credits/usage`,
        init: { method: 'POST', headers, body: '{}' },
      };
    case 'cloudreve':
      return { path: '/user/creditChanges?page_size=10&order_direction=asc', init: { headers } };
    case 'dodo':
      return {
        path: `/credit-entitlements/${params['credit_entitlement_id']!}/balances/${params['customer_id']!}/ledger?page_size=10&page_number=0`,
        init: { headers },
      };
    case 'nebula':
      return { path: '/users/credits/history?limit=10&offset=0', init: { headers } };
    case 'nametrust':
      return { path: '/credits/usage?page=1&limit=10', init: { headers } };
  }
}

export const PROVIDERS: readonly Provider[] = ['klaim', 'cloudreve', 'dodo', 'nebula', 'nametrust'];

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`no list: ${JSON.stringify(value)}`);
  return value;
}
