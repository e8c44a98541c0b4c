/**
 * Ten ways in which official clients lose rows, hang or leak keys. Each as a test of this client, with what the peer does asserted
 * beside it: dodopayments 2.52.0, openai 6.49.0, stripe 23.1.0, against servers that follow their documents.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import DodoPayments from 'dodopayments';
import OpenAI from 'openai';
import Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { createSimulator } from '../../../js/src/testing/index.js';
import { listen } from '../../../js/src/testing/node.js';
import {
  AT_ONCE,
  CANARY,
  closing,
  createClient,
  json,
  LEDGER,
  ledger,
  pages,
  rejection,
  serve,
  settledWithin,
  sleep,
  STOPWATCH,
  type Answer,
  type TestServer,
} from './support.js';

/** No client of these tests goes on longer by itself. */
const PEER_REQUESTS_MAX = 50;

function openai(origin: string, options: { timeout?: number } = {}): OpenAI {
  return new OpenAI({ apiKey: CANARY, baseURL: origin, maxRetries: 1, ...options });
}

function stripe(server: TestServer): Stripe {
  const { hostname, port } = new URL(server.origin);
  return new Stripe(CANARY, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0 });
}

async function idsOf(list: AsyncIterable<{ readonly id: string }>): Promise<string[]> {
  const seen: string[] = [];
  for await (const { id } of list) seen.push(id);
  return seen;
}

/** Lists as these vendors document them: `has_more`, and the last row's id as the next cursor. */
function lists(
  answers: readonly { readonly ids: readonly string[]; readonly more: boolean }[],
): Answer {
  return (_request, response, number) => {
    const { ids: rows, more } = answers[Math.min(number, answers.length) - 1] ?? {
      ids: [],
      more: false,
    };
    const data = rows.map((id) => ({ id, object: 'thing' }));
    json(response, { object: 'list', data, has_more: more, url: '/v1/things' });
  };
}

describe('1. zero-based pages', () => {
  async function dodo(): Promise<{
    client: DodoPayments;
    ours: () => Promise<string[]>;
    rows: string[];
  }> {
    const simulator = createSimulator({ provider: 'dodo', rows: 25, pageSize: 10, apiKey: CANARY });
    const server = closing(await listen(simulator));
    const query = simulator.accounts[0]!.params;
    return {
      client: new DodoPayments({ bearerToken: CANARY, baseURL: server.baseUrl(), maxRetries: 0 }),
      rows: simulator.rows().map(({ id }) => id),
      async ours() {
        const client = await createClient({
          provider: 'dodo',
          apiKey: CANARY,
          baseUrl: server.baseUrl(),
        });
        const walk = client.history(
          {
            credit_entitlement_id: query['credit_entitlement_id']!,
            customer_id: query['customer_id']!,
          },
          { pageSize: 10 },
        );
        const entries = await walk.toArray();
        expect(walk.report.complete).toBe(true);
        return entries.map(({ id }) => id);
      },
    };
  }

  test('every row of the ledger comes once', async () => {
    const { ours, rows } = await dodo();
    expect(await ours()).toEqual(rows);
  });

  test('dodopayments skips the second page without a word', async () => {
    const { client, rows } = await dodo();
    const { accounts } = createSimulator({ provider: 'dodo' });
    const { credit_entitlement_id = '', customer_id = '' } = accounts[0]!.params;
    const list = client.creditEntitlements.balances.listLedger(customer_id, {
      credit_entitlement_id,
      page_size: 10,
    });
    expect(await idsOf(list)).toEqual([...rows.slice(0, 10), ...rows.slice(20)]);
  });
});

describe('2. an empty page in the middle', () => {
  const answers = [
    { ids: ['a'], more: true },
    { ids: [], more: true },
    { ids: ['c'], more: false },
  ];

  test('the walk goes on to the end', async () => {
    const { client } = await ledger((_request, response, number) => {
      const { ids: rows, more } = answers[number - 1]!;
      json(response, {
        rows: rows.map((id) => ({ id, amount: 1 })),
        ...(more ? { next: `after ${String(number)}` } : {}),
      });
    });
    const walk = client.history();
    expect((await walk.toArray()).map(({ id }) => id)).toEqual(['a', 'c']);
    expect(walk.report.complete).toBe(true);
  });

  test('openai stops there although the server says that there is more', async () => {
    const server = closing(await serve(lists(answers)));
    expect(await idsOf(openai(server.origin).fineTuning.jobs.list())).toEqual(['a']);
    expect(server.requests).toHaveLength(2);
  });

  test('3. stripe throws there', async () => {
    const server = closing(await serve(lists(answers)));
    const error = await rejection(idsOf(stripe(server).customers.list()));
    expect(String(error)).toContain('Unexpected: No `id` found on the last item');
  });
});

describe('4. a server that repeats itself', () => {
  const same = lists([{ ids: ['a'], more: true }]);

  test('ends in a LoopError before a row is yielded twice', async () => {
    const { server, client } = await ledger((_request, response) => {
      json(response, { rows: [{ id: 'a', amount: 1 }], next: 'the same' });
    });
    const walk = client.history();
    const seen: string[] = [];
    const error = await rejection(
      (async () => {
        for await (const { id } of walk) seen.push(id);
      })(),
    );
    expect(error).toMatchObject({ name: 'LoopError', code: 'loop', report: { complete: false } });
    expect(seen).toEqual(['a']);
    expect(server.requests.length).toBeLessThanOrEqual(2);
  });

  test.each([
    ['openai', (server: TestServer) => openai(server.origin).fineTuning.jobs.list()],
    ['stripe', (server: TestServer) => stripe(server).customers.list()],
  ])('%s asks until the test stops it', async (_name, list) => {
    const server = closing(await serve(same));
    let count = 0;
    for await (const { id } of list(server)) {
      expect(id).toBe('a');
      count += 1;
      if (count === PEER_REQUESTS_MAX) break;
    }
    expect(server.requests.length).toBeGreaterThanOrEqual(PEER_REQUESTS_MAX);
  });
});

describe('5. abort while waiting to retry', () => {
  const later: Answer = (_request, response) => {
    response.writeHead(429, { 'retry-after': '2' }).end('{}');
  };

  test('settles at once', STOPWATCH, async () => {
    const user = new AbortController();
    const { client } = await ledger(later);
    const call = client.history({}, { signal: user.signal }).toArray();
    call.catch(() => undefined);
    await sleep(200);
    user.abort();
    expect(await settledWithin(call)).toBeLessThan(50);
  });

  test('openai waits to the end of the pause', async () => {
    const server = closing(await serve(later));
    const user = new AbortController();
    const call = openai(server.origin).models.retrieve('x', { signal: user.signal });
    call.catch(() => undefined);
    await sleep(200);
    user.abort();
    expect(await settledWithin(call)).toBeGreaterThan(1_500);
  });
});

describe('6. a body that stalls', () => {
  const stalls: Answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"data":[');
  };

  test('is a TimeoutError after timeoutMs', STOPWATCH, async () => {
    const { client } = await ledger(stalls, { timeoutMs: 300 });
    const call = client.history().toArray();
    expect(await settledWithin(call)).toBeLessThan(400);
    expect(await rejection(call)).toMatchObject({ name: 'TimeoutError' });
  });

  test.each([
    ['openai', (origin: string) => openai(origin, { timeout: 300 }).models.retrieve('x')],
    [
      'dodopayments',
      (origin: string) =>
        new DodoPayments({
          bearerToken: CANARY,
          baseURL: origin,
          timeout: 300,
          maxRetries: 0,
        }).products.retrieve('x'),
    ],
  ])('%s does not notice its timeout of 300 ms', async (_name, call) => {
    const server = closing(await serve(stalls));
    const settled = Promise.resolve(call(server.origin)).then(
      () => 'settled',
      () => 'settled',
    );
    expect(await Promise.race([settled, sleep(1_500).then(() => 'waiting')])).toBe('waiting');
  });
});

describe('7. a redirect to another origin', () => {
  async function redirecting(): Promise<{ answer: Answer; elsewhere: TestServer }> {
    const elsewhere = closing(await serve(pages(3, 10)));
    const answer: Answer = ({ url }, response) => {
      // Another port is another origin; a name in place of the address makes it another host too.
      const location = elsewhere.origin.replace('127.0.0.1', 'localhost') + url.pathname;
      response.writeHead(302, { location }).end();
    };
    return { answer, elsewhere };
  }

  test('no request reaches it, whichever header holds the key', async () => {
    const { answer, elsewhere } = await redirecting();
    const provider = { ...LEDGER, auth: { header: 'X-Api-Key', format: '{key}' } };
    const { client } = await ledger(answer, { provider });
    expect(await rejection(client.history().toArray())).toMatchObject({ code: 'redirect' });
    expect(elsewhere.requests).toHaveLength(0);
  });

  test('dodopayments carries a custom key header along', async () => {
    const { answer, elsewhere } = await redirecting();
    const server = closing(await serve(answer));
    const client = new DodoPayments({
      bearerToken: CANARY,
      baseURL: server.origin,
      defaultHeaders: { 'X-Api-Key': CANARY },
      maxRetries: 0,
    });
    await client.products.retrieve('x');
    expect(elsewhere.requests[0]?.headers).toMatchObject({ 'x-api-key': CANARY });
  });
});

describe('8. a URL of another host', () => {
  test('as the next page is refused before a request is made', async () => {
    const elsewhere = closing(await serve(pages(3, 10)));
    const history = { ...LEDGER.operations.history, paging: { kind: 'url', from: '/next' } };
    const { client } = await ledger(
      (_request, response) => {
        json(response, {
          rows: [{ id: '1', amount: 1 }],
          next: `${elsewhere.origin}/entries?page=2`,
        });
      },
      { provider: { ...LEDGER, operations: { history } } },
    );
    expect(await rejection(client.history().toArray())).toMatchObject({ name: 'PaginationError' });
    expect(elsewhere.requests).toHaveLength(0);
  });

  test('openai sends the key there', async () => {
    const elsewhere = closing(await serve(pages(3, 10)));
    await openai('https://api.example.com').get(`${elsewhere.origin}/entries`);
    expect(elsewhere.requests[0]?.headers.authorization).toBe(`Bearer ${CANARY}`);
  });
});

describe('9. numbers that a double cannot hold, and hostile keys', () => {
  const body =
    '{"rows":[{"id":"1","amount":9007199254740993},{"id":"2","amount":0.1234567890123456789012,"__proto__":{"polluted":true}}],"__proto__":{"polluted":true},"id":"x"}';
  const answer: Answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  };

  test('amounts keep every digit, and no prototype changes', async () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const { client } = await ledger(answer);
    const entries = await client.history({}, { includeRaw: true }).toArray();
    expect(entries.map(({ amount }) => amount)).toEqual([
      '9007199254740993',
      '0.1234567890123456789012',
    ]);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(Object.getPrototypeOf(entries[1])).toBe(Object.prototype);
    expect(entries[1]).not.toHaveProperty('polluted');
  });

  test('openai rounds them', async () => {
    const server = closing(await serve(answer));
    const { rows } = await openai(server.origin).get<{ rows: { amount: number }[] }>('/entries');
    expect(rows.map(({ amount }) => String(amount))).toEqual([
      '9007199254740992',
      '0.12345678901234568',
    ]);
  });
});

describe('10. a function for the key that fails', () => {
  test('rejects the call, and nothing is left unhandled', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => {
      unhandled.push(reason);
    };
    process.on('unhandledRejection', note);
    const { client } = await ledger(pages(3, 10), {
      apiKey: () => Promise.reject(new Error('no key')),
      retry: AT_ONCE,
    });
    expect(await rejection(client.history().toArray())).toMatchObject({
      name: 'AuthenticationError',
    });
    await sleep(20);
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });

  test('stripe never settles the call, and leaves a rejection unhandled', async () => {
    const server = closing(await serve(pages(3, 10)));
    const script = fileURLToPath(new URL('processes/failing-authenticator.mjs', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [
      script,
      new URL(server.origin).port,
    ]);
    expect(JSON.parse(stdout)).toEqual({ unhandled: 1, settled: false });
  });
});
