// What each vendor documents, asked of its simulator.
import { describe, expect, test } from 'vitest';
import { createSimulator } from '../../../js/src/testing/index.js';
import type { Provider, Simulator, SimulatorOptions } from '../../../js/src/testing/index.js';
import { PROVIDERS, authorization, firstPage, parsedRows, walk } from './walks.js';

interface Reply {
  readonly status: number;
  readonly contentType: string | null;
  readonly text: string;
  readonly json: unknown;
}

type Init = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> };

async function ask(
  simulator: Simulator,
  path: string,
  init: Init = {},
  account = 0,
): Promise<Reply> {
  const headers = {
    ...authorization(simulator.accounts[account]!),
    ...init.headers,
  };
  const response = await simulator.fetch(simulator.baseUrl + path, { ...init, headers });
  const text = await response.text();
  const contentType = response.headers.get('content-type');
  return {
    status: response.status,
    contentType,
    text,
    json: contentType === 'application/json' ? JSON.parse(text) : null,
  };
}

function post(body: unknown): Init {
  return { method: 'POST', body: JSON.stringify(body) };
}

describe('every vendor', () => {
  test.each(PROVIDERS)(
    '%s serves each row once and in order, whatever the page size',
    async (provider) => {
      for (const rows of [0, 1, 10, 57, 100]) {
        const simulator = createSimulator({ provider, rows, pageSize: 10 });
        const seen = await walk(simulator);
        expect(seen.rows).toEqual(parsedRows(simulator));
        expect(seen.rows).toHaveLength(rows);
        expect(simulator.served.map(({ row }) => row)).toEqual(simulator.rows());
        expect(simulator.served.map(({ page }) => page)).toEqual(
          simulator.rows().map((_, index) => Math.floor(index / 10)),
        );
      }
    },
  );

  test.each(PROVIDERS)('%s keeps accounts apart', async (provider) => {
    const simulator = createSimulator({ provider, rows: 30, accounts: 3, pageSize: 10 });
    const [first, second, third] = simulator.accounts;
    const seen = await Promise.all(
      [first!, second!, third!].map((account) => walk(simulator, undefined, 10, account)),
    );
    expect(seen.map(({ rows }) => rows)).toEqual(
      [first!, second!, third!].map(({ id }) => parsedRows(simulator, id)),
    );
    expect(seen[0]!.rows).not.toEqual(seen[1]!.rows);
  });

  test.each(PROVIDERS)(
    '%s makes the same rows from the same seed, and others from another',
    (provider) => {
      const rows = (seed: number | string): unknown[] =>
        parsedRows(createSimulator({ provider, seed }));
      expect(rows(7)).toEqual(rows(7));
      expect(rows('seven')).toEqual(rows('seven'));
      expect(rows(7)).not.toEqual(rows(8));
    },
  );

  test.each(PROVIDERS)(
    '%s goes on in a second process with the cursor of the first',
    async (provider) => {
      const before = createSimulator({ provider, rows: 40, pageSize: 10 });
      const after = createSimulator({ provider, rows: 40, pageSize: 10 });
      let simulator = before;
      const fetch: typeof globalThis.fetch = (input, init) => {
        const answer = simulator.fetch(input, init);
        simulator = after;
        return answer;
      };
      const seen = await walk(before, { fetch, baseUrl: before.baseUrl });
      expect(seen.rows).toEqual(parsedRows(before));
      expect(before.requests).toHaveLength(1);
    },
  );

  test.each(PROVIDERS)(
    '%s refuses every key but its own, and the old one after a rotation',
    async (provider) => {
      const simulator = createSimulator({ provider, apiKey: 'first-key' });
      const { path, init } = firstPage(provider, simulator.accounts[0]!);
      const status = async (key: string): Promise<boolean> => {
        await simulator.fetch(simulator.baseUrl + path, {
          ...init,
          headers: { ...init.headers, authorization: key },
        });
        const { authorized, rows } = simulator.requests.at(-1)!;
        expect(rows > 0).toBe(authorized);
        return authorized;
      };
      expect(await status('Bearer first-key')).toBe(true);
      expect(await status('Bearer second-key')).toBe(false);
      expect(await status('first-key')).toBe(false);
      simulator.rotateKey('second-key');
      expect(await status('Bearer first-key')).toBe(false);
      expect(await status('Bearer second-key')).toBe(true);
    },
  );

  test.each(PROVIDERS)(
    '%s keeps keys out of its records, wherever they stood',
    async (provider) => {
      const simulator = createSimulator({ provider, apiKey: 'canary/key+1', accounts: 2 });
      const { path, init } = firstPage(provider, simulator.accounts[0]!);
      const url = `${simulator.baseUrl}${path}${path.includes('?') ? '&' : '?'}key=${encodeURIComponent('canary/key+1')}`;
      const headers = {
        ...init.headers,
        'user-agent': simulator.accounts[1]!.apiKey,
        'x-secret': 'canary/key+1',
      };
      await simulator.fetch(url, { ...init, method: 'POST', headers, body: 'canary/key+1' });
      simulator.rotateKey('another');
      const recorded = JSON.stringify(simulator.requests);
      expect(recorded).not.toContain('canary');
      // A key that begins with another one goes as a whole.
      expect(recorded).not.toContain('[key]-2');
      expect(recorded).toContain('[key]');
      expect(simulator.requests[0]!.headerNames).toContain('x-secret');
      expect(simulator.requests[0]!.headers).not.toHaveProperty('x-secret');
    },
  );

  test('rows of your own are served as they are, in your order', async () => {
    const rows = [3, 1, 2].map((credits, index) => ({
      object: 'credit_entry' as const,
      id: `cent_${String(index)}`,
      kind: 'gift',
      credits,
      created_at: '2026-06-01T10:00:00Z',
    }));
    const simulator = createSimulator({ provider: 'nametrust', rows });
    expect((await walk(simulator)).rows).toEqual(rows);
  });

  test('two accounts of one name are refused at once', () => {
    expect(() => createSimulator({ provider: 'klaim', accounts: ['a', 'a'] })).toThrow(RangeError);
  });
});

describe('Klaim', () => {
  const klaim = (options: Partial<SimulatorOptions<'klaim'>> = {}): Simulator<'klaim'> =>
    createSimulator({ provider: 'klaim', ...options });

  test('balances add up, row by row, and the last one is the balance', async () => {
    const simulator = klaim({ rows: 500 });
    const rows = simulator.rows();
    for (const [index, row] of rows.entries()) {
      const before = rows[index - 1];
      if (before !== undefined)
        expect(Number(before.credit_balance) + Number(row.credit_change)).toBe(row.credit_balance);
      expect(Number(row.credit_balance)).toBeGreaterThanOrEqual(0);
    }
    const balance = await ask(simulator, `/users/${simulator.accounts[0]!.id}/credits`, post({}));
    expect(balance.json).toEqual({
      message: 'fetch resource successfully',
      credit_balance: rows.at(-1)!.credit_balance,
    });
  });

  test('a full last page has a lastKey, and the page behind it is empty', async () => {
    const seen = await walk(klaim({ rows: 40 }));
    expect(seen.pages).toEqual([20, 20, 0]);
    expect((await walk(klaim({ rows: 41 }))).pages).toEqual([20, 20, 1]);
  });

  test('filtered pages are empty and go on, and no row is lost by it', async () => {
    const simulator = klaim({ rows: 70, pageSize: 10, emptyPageEvery: 2 });
    const seen = await walk(simulator);
    expect(seen.pages).toEqual([10, 10, 0, 10, 10, 0, 10, 10, 0, 10, 0]);
    expect(seen.rows).toEqual(parsedRows(simulator));
  });

  test('a user id may be an e-mail address', async () => {
    const simulator = klaim({ accounts: 2 });
    expect(simulator.accounts[1]!.id).toContain('@');
    expect((await walk(simulator, undefined, 20, simulator.accounts[1])).rows).toHaveLength(57);
  });

  test('unknown users, bad bodies and bad keys are refused in its words', async () => {
    const simulator = klaim();
    const usage = '/users/GtQ5Oezk6cOvSmPgxsMR/credits/usage';
    expect(await ask(simulator, '/users/nobody/credits/usage', post({}))).toMatchObject({
      status: 404,
      json: { message: 'Can not find user with the given user_id.' },
    });
    expect((await ask(simulator, '/users/nobody/credits', post({}))).status).toBe(404);
    expect((await ask(simulator, usage, { method: 'POST', body: '[1' })).status).toBe(400);
    expect((await ask(simulator, usage)).status).toBe(404);
    for (const starting_after of [
      'text',
      1,
      {},
      { prefix_app_id: '_credit-usage_appId1', type_id: '20240213010101_abcde' },
      { prefix_app_id: '_credit-usage_appId1', type_id: '20240213010101_abcdefgh' },
    ]) {
      expect(await ask(simulator, usage, post({ starting_after }))).toMatchObject({
        status: 400,
        json: { message: expect.any(String) as string },
      });
    }
    expect(
      await ask(simulator, usage, { ...post({}), headers: { authorization: 'Bearer x' } }),
    ).toMatchObject({
      status: 401,
      json: { message: 'Unauthorized' },
    });
  });
});

describe('Cloudreve', () => {
  const path = '/user/creditChanges';
  const UUID = '0190a5c2-8f63-4a0e-9d4c-3f1f0b7f3a11';

  test('newest first is the same list backwards', async () => {
    const simulator = createSimulator({ provider: 'cloudreve', rows: 30 });
    const changes = async (direction: string): Promise<unknown[]> => {
      const reply = await ask(simulator, `${path}?page_size=100&order_direction=${direction}`);
      return (reply.json as { data: { changes: unknown[] } }).data.changes;
    };
    expect(await changes('desc')).toEqual((await changes('asc')).reverse());
    expect(await changes('sideways')).toEqual(await changes('asc'));
  });

  test('the token is base64 of JSON with a hashed id, and an empty one is the first page', async () => {
    const simulator = createSimulator({ provider: 'cloudreve' });
    const first = await ask(simulator, `${path}?page_size=10&next_page_token=`);
    const { pagination } = (first.json as { data: { pagination: { next_token: string } } }).data;
    expect(pagination).toMatchObject({ page: 0, page_size: 10, is_cursor: true });
    expect(JSON.parse(atob(pagination.next_token))).toEqual({
      id: expect.stringMatching(/^[0-9A-Za-z]{6}$/) as string,
    });
  });

  test('every refusal is HTTP 200 with a code and a correlation id', async () => {
    const simulator = createSimulator({ provider: 'cloudreve' });
    const code = async (query: string, headers: Record<string, string> = {}): Promise<unknown> => {
      const reply = await ask(simulator, path + query, { headers });
      expect(reply.status).toBe(200);
      const { code, correlation_id, data } = reply.json as Record<string, unknown>;
      expect(correlation_id).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(data).toBeUndefined();
      return code;
    };
    expect(await code('')).toBe(40001);
    expect(await code('?page_size=9')).toBe(40001);
    expect(await code('?page_size=101')).toBe(40001);
    expect(await code('?page_size=ten')).toBe(40001);
    expect(await code('?page_size=10&next_page_token=%21')).toBe(50001);
    expect(await code('?page_size=10&next_page_token=eyJpZCI6InFLT3doNyJ9')).toBe(50001);
    expect(await code('?page_size=10', { authorization: '' })).toBe(401);
    expect(await code('?page_size=10', { authorization: 'Bearer x' })).toBe(40020);
  });

  test('a full last page has no token: the server looked one row ahead', async () => {
    const simulator = createSimulator({ provider: 'cloudreve', rows: 20 });
    expect((await walk(simulator)).pages).toEqual([10, 10]);
  });

  test('a correlation id of ours comes back, if it is a UUID', async () => {
    const simulator = createSimulator({ provider: 'cloudreve' });
    const sent = async (id: string): Promise<unknown> =>
      (
        (await ask(simulator, path, { headers: { 'x-cr-correlation-id': id } })).json as Record<
          string,
          unknown
        >
      )['correlation_id'];
    expect(await sent(UUID)).toBe(UUID);
    expect(await sent('no-uuid')).not.toBe('no-uuid');
  });

  test('a Community server does not know the route', async () => {
    const simulator = createSimulator({ provider: 'cloudreve', edition: 'community' });
    expect(await ask(simulator, `${path}?page_size=10`)).toMatchObject({
      status: 404,
      contentType: 'text/plain',
      text: '404 page not found',
    });
  });

  test('times carry the offset of the server', () => {
    const zone = (utcOffset: string): Set<string> =>
      new Set(
        createSimulator({ provider: 'cloudreve', utcOffset })
          .rows()
          .map(({ changed_at }) => changed_at.slice(19).replace(/^\.\d{1,9}/, '')),
      );
    expect(zone('+08:00')).toEqual(new Set(['+08:00']));
    expect(zone('-03:30')).toEqual(new Set(['-03:30']));
    expect(zone('+00:00')).toEqual(new Set(['Z']));
    const at = (utcOffset: string): number =>
      Date.parse(createSimulator({ provider: 'cloudreve', utcOffset }).rows()[5]!.changed_at);
    expect(at('-03:30')).toBe(at('+08:00'));
  });
});

describe('Dodo Payments', () => {
  const units = (text: string): bigint => {
    const [whole = '', fraction = ''] = text.split('.');
    return BigInt(whole + fraction.padEnd(28, '0'));
  };

  test('in every row, balance minus overage moves by the amount, down to the last of 28 digits', async () => {
    const simulator = createSimulator({ provider: 'dodo', rows: 600 });
    const { customer_id } = simulator.accounts[0]!.params;
    const tokens = await ask(
      simulator,
      `/credit-entitlements/cde_Tokens28digitsNumeric/balances/${customer_id!}/ledger?page_size=100`,
    );
    const rows = [
      ...simulator.rows(),
      ...(tokens.json as { items: ReturnType<typeof simulator.rows> }).items,
    ];
    expect(rows.length).toBeGreaterThan(600);
    for (const row of rows) {
      const change =
        units(row.balance_after) -
        units(row.balance_before) -
        (units(row.overage_after) - units(row.overage_before));
      expect(change).toBe(row.is_credit ? units(row.amount) : -units(row.amount));
      expect(row.amount).not.toMatch(/^-/);
    }
    expect(new Set(rows.map(({ transaction_type }) => transaction_type)).size).toBe(10);
    expect(rows.some(({ amount }) => /\.\d{27}[1-9]$/.test(amount))).toBe(true);
  });

  test('each row begins where the row before it ended', () => {
    const rows = createSimulator({ provider: 'dodo', rows: 300 }).rows();
    for (const [index, row] of rows.entries()) {
      const older = rows[index + 1];
      if (older === undefined) continue;
      expect(row.balance_before).toBe(older.balance_after);
      expect(row.overage_before).toBe(older.overage_after);
    }
  });

  test('the status of the first entitlement agrees with its ledger', async () => {
    const simulator = createSimulator({ provider: 'dodo', rows: 300 });
    const { subscription_id } = simulator.accounts[0]!.params;
    const usage = (await ask(simulator, `/subscriptions/${subscription_id!}/credit-usage`))
      .json as { items: Record<string, string>[] };
    const newest = simulator.rows()[0]!;
    const { balance, overage, overage_limit, remaining_headroom } = usage.items[0]!;
    expect({ balance, overage }).toEqual({
      balance: newest.balance_after,
      overage: newest.overage_after,
    });
    expect(units(remaining_headroom!)).toBe(units(overage_limit!) - units(overage!));
  });

  test('amounts carry a sign where the simulator is told so', () => {
    const rows = createSimulator({ provider: 'dodo', signedAmounts: true }).rows();
    for (const row of rows) expect(row.amount.startsWith('-')).toBe(!row.is_credit);
    expect(rows.some(({ is_credit }) => !is_credit)).toBe(true);
  });

  test('the ledger can be narrowed by type and by date', async () => {
    const simulator = createSimulator({ provider: 'dodo', rows: 80 });
    const { path } = firstPage('dodo', simulator.accounts[0]!);
    const ledger = path.replace(/\?.*/, '?page_size=100');
    const items = async (query: string): Promise<unknown> =>
      ((await ask(simulator, ledger + query)).json as { items: unknown }).items;
    const rows = simulator.rows();
    const type = rows[0]!.transaction_type;
    expect(await items(`&transaction_type=${type}`)).toEqual(
      rows.filter(({ transaction_type }) => transaction_type === type),
    );
    const from = rows[20]!.created_at;
    const until = rows[10]!.created_at;
    expect(await items(`&start_date=${from}&end_date=${until}`)).toEqual(rows.slice(10, 21));
  });

  test('the same numbers stand in the list of balances, which is paged', async () => {
    const simulator = createSimulator({ provider: 'dodo', accounts: 23 });
    const { credit_entitlement_id: entitlement } = simulator.accounts[0]!.params;
    const list = async (query: string): Promise<Record<string, unknown>[]> =>
      (
        (await ask(simulator, `/credit-entitlements/${entitlement!}/balances${query}`)).json as {
          items: Record<string, unknown>[];
        }
      ).items;
    const pages = [
      await list(''),
      await list('?page_number=1'),
      await list('?page_number=2'),
      await list('?page_number=3'),
    ];
    expect(pages.map((page) => page.length)).toEqual([10, 10, 3, 0]);
    expect(pages.flat().map((row) => row['customer_id'])).toEqual(
      simulator.accounts.map(({ id }) => id),
    );
    const someone = simulator.accounts[15]!.id;
    expect(await list(`?customer_id=${someone}`)).toEqual([pages[1]![5]]);
    expect(pages[1]![5]!['balance']).toBe(simulator.rows(someone)[0]!.balance_after);
  });

  test('refusals are a code and a message with their HTTP status', async () => {
    const simulator = createSimulator({ provider: 'dodo' });
    const { path } = firstPage('dodo', simulator.accounts[0]!);
    const ledger = path.replace(/\?.*/, '');
    const code = async (target: string, init?: Init): Promise<unknown[]> => {
      const { status, json } = await ask(simulator, target, init);
      expect(json).toEqual({
        code: expect.any(String) as string,
        message: expect.any(String) as string,
      });
      return [status, (json as { code: string }).code];
    };
    for (const query of [
      'page_size=0',
      'page_size=101',
      'page_size=x',
      'page_number=-1',
      'transaction_type=usage',
      'start_date=monday',
    ]) {
      expect(await code(`${ledger}?${query}`)).toEqual([400, 'INVALID_QUERY_PARAMS']);
    }
    expect(await code(ledger, { headers: { authorization: 'Bearer x' } })).toEqual([
      401,
      'UNAUTHORIZED',
    ]);
    expect(await code('/subscriptions/sub_none/credit-usage')).toEqual([404, 'NOT_FOUND']);
    expect(await code('/credit-entitlements/cde_none/balances')).toEqual([404, 'NOT_FOUND']);
    expect(await code(ledger.replace(/cus_[^/]+/, 'cus_none'))).toEqual([404, 'NOT_FOUND']);
    expect(await code('/nothing')).toEqual([404, 'NOT_FOUND']);
    expect(await code(ledger, { method: 'DELETE' })).toEqual([405, 'METHOD_NOT_ALLOWED']);
  });
});

describe('Nebula Block', () => {
  test('floats keep their exact text: 0.0 is not 0', async () => {
    const simulator = createSimulator({ provider: 'nebula', rows: 20 });
    const { text } = await ask(simulator, '/users/credits/history?limit=20');
    expect(text).toContain('"credit_balance":9.8682,');
    expect(text).toContain('"serverless_amount":0.0,');
    expect(simulator.served.every(({ json }) => text.includes(json))).toBe(true);
  });

  test('each total is the sum of its parts, exactly', () => {
    for (const row of createSimulator({ provider: 'nebula', rows: 200 }).rows()) {
      const units = (value: unknown): number => Math.round(Number(String(value)) * 1e5);
      expect(units(row.total)).toBe(units(row.computing_amount) + units(row.serverless_amount));
    }
  });

  test('the balance has two encodings', async () => {
    const simulator = createSimulator({ provider: 'nebula', balance: '1228.556' });
    expect((await ask(simulator, '/users/credits')).json).toMatchObject({
      data: { available_balance: '1228.55600' },
      status: 'success',
    });
    expect((await ask(simulator, '/users/credits/history')).text).toContain(
      '"credit_balance":1228.556,',
    );
  });

  test('wall clocks follow New York: EST stays the label, daylight time moves the hour, and one hour comes twice', () => {
    const times = createSimulator({ provider: 'nebula', rows: 240 })
      .rows()
      .map(({ create_time }) => create_time);
    expect(times[0]).toBe('EST 2024-11-08 06:54:58');
    const night = times.filter((time) => time.startsWith('EST 2024-11-03 0'));
    expect(night.slice(-4)).toEqual([
      'EST 2024-11-03 02:54:58',
      'EST 2024-11-03 01:54:58',
      'EST 2024-11-03 01:54:58',
      'EST 2024-11-03 00:54:58',
    ]);
  });

  test('failed is the word for every refusal', async () => {
    const simulator = createSimulator({ provider: 'nebula' });
    const status = async (path: string, init?: Init): Promise<number> => {
      const reply = await ask(simulator, path, init);
      expect(reply.json).toMatchObject({ status: 'failed', message: expect.any(String) as string });
      return reply.status;
    };
    expect(await status('/users/credits/history?limit=-1')).toBe(400);
    expect(await status('/users/credits/history?offset=x')).toBe(400);
    expect(await status('/users/credits', { headers: { authorization: 'Bearer x' } })).toBe(401);
    expect(await status('/users')).toBe(404);
  });
});

describe('NameTrust', () => {
  const nametrust = (
    options: Partial<SimulatorOptions<'nametrust'>> = {},
  ): Simulator<'nametrust'> => createSimulator({ provider: 'nametrust', ...options });

  test('the pages block counts from 1 and says what follows', async () => {
    const simulator = nametrust({ rows: 45 });
    const pages = async (query: string): Promise<unknown> =>
      ((await ask(simulator, `/credits/usage${query}`)).json as { pages: unknown }).pages;
    expect(await pages('')).toMatchObject({
      page: 1,
      limit: 20,
      has_prev: false,
      has_next: true,
      total_pages: 3,
      total_items: 45,
    });
    expect(await pages('?page=3')).toMatchObject({
      page: 3,
      has_prev: true,
      has_next: false,
      next_cursor: null,
    });
    expect(await pages('?page=4')).toMatchObject({ page: 4, has_next: false });
    expect(await pages('?limit=500')).toMatchObject({ limit: 100, has_next: false });
    expect(await pages('?page=0&limit=0')).toMatchObject({ page: 1, limit: 1 });
  });

  test('movements can be narrowed by kind and by what they were spent on', async () => {
    const simulator = nametrust({ rows: 100 });
    const items = async (query: string): Promise<unknown> =>
      ((await ask(simulator, `/credits/usage?limit=100&${query}`)).json as { items: unknown })
        .items;
    const rows = simulator.rows();
    for (const kind of ['allot', 'consume', 'overflow']) {
      expect(await items(`kind=${kind}`)).toEqual(rows.filter((row) => row.kind === kind));
    }
    expect(await items('usage_kind=tm_usage')).toEqual(
      rows.filter((row) => row.usage_kind === 'tm_usage'),
    );
    expect(await items('kind=allot&usage_kind=ai_usage')).toEqual([]);
  });

  test('a usage kind stands on consume and overflow, and on nothing else', () => {
    const rows = nametrust({ rows: 400 }).rows();
    for (const row of rows)
      expect('usage_kind' in row).toBe(row.kind === 'consume' || row.kind === 'overflow');
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(
      new Set(['allot', 'consume', 'overflow', 'expire', 'revoke']),
    );
    for (const row of rows) expect(Number(row.credits) > 0).toBe(row.kind === 'allot');
  });

  test('the balance is the sum of its two parts, and zero for an organization that never used credits', async () => {
    const simulator = nametrust({ rows: 100 });
    const { json } = await ask(simulator, '/credits');
    const { available_credits, bucket_credits, wallet_credits } = json as Record<string, number>;
    expect(available_credits).toBe(bucket_credits! + wallet_credits!);
    const granted = simulator.rows().filter(({ kind }) => kind !== 'overflow');
    expect(bucket_credits).toBe(granted.reduce((sum, { credits }) => sum + Number(credits), 0));
    expect((await ask(nametrust({ rows: 0 }), '/credits')).json).toMatchObject({
      available_credits: 0,
      wallet_credits: 0,
    });
  });

  test('a personal key needs the organization beside it', async () => {
    const simulator = nametrust({ personalKey: true, accounts: 2 });
    const [first, second] = simulator.accounts;
    expect(first!.apiKey).toBe(second!.apiKey);
    expect((await walk(simulator, undefined, 20, second)).rows).toEqual(
      parsedRows(simulator, second!.id),
    );
    const bare = (headers: Record<string, string>): Promise<Response> =>
      simulator.fetch(`${simulator.baseUrl}/credits`, {
        headers: { authorization: `Bearer ${first!.apiKey}`, ...headers },
      });
    expect((await bare({})).status).toBe(401);
    expect((await bare({ 'x-org-id': 'org_other' })).status).toBe(403);
  });

  test('refusals carry their code, wherever the vendor may put it', async () => {
    const body = async (simulator: Simulator, path: string, status: number): Promise<unknown> => {
      const reply = await ask(simulator, path);
      expect(reply.status).toBe(status);
      return reply.json;
    };
    const code = 'credit.usage.invalid_filter';
    const message = 'A kind or usage_kind filter value is not recognized';
    expect(await body(nametrust(), '/credits/usage?kind=gift', 400)).toMatchObject({
      code,
      message,
    });
    expect(
      await body(nametrust({ errorShape: 'error.code' }), '/credits/usage?usage_kind=x', 400),
    ).toEqual({ error: { code, message } });
    expect(await body(nametrust({ errorShape: 'error' }), '/credits/usage?kind=', 400)).toEqual({
      error: code,
      message,
    });
    expect(await body(nametrust({ notProvisioned: true }), '/credits', 409)).toMatchObject({
      code: 'credit.balance.not_provisioned',
    });
    const stranger = nametrust();
    const reply = await ask(stranger, '/credits/usage', { headers: { authorization: 'Bearer x' } });
    expect(reply).toMatchObject({ status: 401, json: { code: 'credit.handler.identity_missing' } });
  });

  test('a minimal pages block has what paging needs and nothing else', async () => {
    const { json } = await ask(nametrust({ minimalPages: true }), '/credits/usage');
    expect((json as { pages: object }).pages).toEqual({
      object: 'cursor',
      page: 1,
      limit: 20,
      has_next: true,
      has_prev: false,
    });
  });
});

test('the record says what was asked for', async () => {
  const expected: Record<Provider, string> = {
    klaim: 'POST /users/GtQ5Oezk6cOvSmPgxsMR/credits/usage',
    cloudreve: 'GET /user/creditChanges?page_size=10&order_direction=asc',
    dodo: 'GET /credit-entitlements/cde_ztxm5XJsKxWucRWA3rjdM/balances/cus_me/ledger?page_size=10&page_number=0',
    nebula: 'GET /users/credits/history?limit=10&offset=0',
    nametrust: 'GET /credits/usage?page=1&limit=10',
  };
  for (const provider of PROVIDERS) {
    const simulator = createSimulator({
      provider,
      ...(provider === 'dodo' && { accounts: ['cus_me'] }),
    });
    const { path, init } = firstPage(provider, simulator.accounts[0]!);
    await simulator.fetch(simulator.baseUrl + path, init);
    const [record] = simulator.requests;
    expect(`${record!.method} ${record!.target}`).toBe(expected[provider]);
    expect(record).toMatchObject({
      number: 1,
      operation: 'history',
      status: 200,
      authorized: true,
      faults: [],
    });
    expect(record!.headers['content-type']).toBe('application/json');
  }
});

test.each<[options: object, why: string]>([
  [{ provider: 'stripe' }, 'provider is none of klaim'],
  [{ provider: 'constructor' }, 'provider is none of klaim'],
  [{}, 'provider is none of klaim'],
  [{ provider: 'dodo', rows: -1 }, 'whole numbers'],
  [{ provider: 'dodo', rows: Number.NaN }, 'whole numbers'],
  [{ provider: 'dodo', pageSize: 2.5 }, 'whole numbers'],
  [{ provider: 'dodo', accounts: Infinity }, 'whole numbers'],
])('a simulator that cannot be is refused: %o', (options, why) => {
  expect(() => createSimulator(options as never)).toThrow(RangeError);
  expect(() => createSimulator(options as never)).toThrow(why);
});
