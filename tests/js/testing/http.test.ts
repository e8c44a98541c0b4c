// The same simulators over real HTTP on 127.0.0.1.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createSimulator } from '../../../js/src/testing/index.js';
import type { Simulator } from '../../../js/src/testing/index.js';
import { createListener, listen } from '../../../js/src/testing/node.js';
import type { SimulatorServer } from '../../../js/src/testing/node.js';
import { PROVIDERS, authorization, firstPage, inMemory, parsedRows, walk } from './walks.js';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function serve(...args: Parameters<typeof listen>): Promise<SimulatorServer> {
  const server = await listen(...args);
  closing.push(() => server.close());
  return server;
}

describe('fetch and HTTP agree', () => {
  test.each(PROVIDERS)('%s: walks of 300 rows, byte for byte', async (provider) => {
    const [here, there] = [
      createSimulator({ provider, rows: 300 }),
      createSimulator({ provider, rows: 300 }),
    ];
    const server = await serve(there);
    const seenHere = await walk(here, inMemory(here), 25);
    const seenThere = await walk(there, { fetch, baseUrl: server.baseUrl() }, 25);
    expect(seenThere).toEqual(seenHere);
    expect(seenThere.rows).toEqual(parsedRows(there));
    expect(there.served).toEqual(here.served);
    const asked = (simulator: Simulator): unknown[] =>
      simulator.requests.map(({ number, method, target, body, operation, status, rows }) => ({
        number,
        method,
        target,
        body,
        operation,
        status,
        rows,
      }));
    expect(asked(there)).toEqual(asked(here));
  });

  test.each(PROVIDERS)(
    '%s: status, type, length and body of answers and refusals',
    async (provider) => {
      const simulator = createSimulator({ provider });
      const server = await serve(simulator);
      const { path, init } = firstPage(provider, simulator.accounts[0]!);
      const view = async (response: Response): Promise<unknown> => {
        const body = (await response.text()).replace(/"correlation_id":"[^"]*"/, '');
        // A correlation id is new each time, and as long as any other.
        return [
          response.status,
          response.headers.get('content-type'),
          response.headers.get('content-length'),
          body,
        ];
      };
      for (const [target, headers] of [
        [path, init.headers],
        [path, { authorization: 'Bearer wrong' }],
        ['/nowhere', init.headers],
      ] as const) {
        const inHttp = await fetch(server.baseUrl() + target, { ...init, headers: headers ?? {} });
        const inFetch = await simulator.fetch(simulator.baseUrl + target, {
          ...init,
          headers: headers ?? {},
        });
        expect(await view(inHttp)).toEqual(await view(inFetch));
      }
    },
  );
});

describe('where they are mounted', () => {
  test('several simulators live below prefixes of their own', async () => {
    const simulators = PROVIDERS.map((provider) => createSimulator({ provider, rows: 30 }));
    const server = await serve(simulators);
    expect(server.baseUrl('cloudreve')).toBe(`${server.origin}/cloudreve/api/v4`);
    expect(server.baseUrl('klaim')).toBe(`${server.origin}/klaim`);
    for (const simulator of simulators) {
      const seen = await walk(simulator, { fetch, baseUrl: server.baseUrl(simulator.provider) });
      expect(seen.rows).toEqual(parsedRows(simulator));
    }
    expect((await fetch(`${server.origin}/stripe/v1`)).status).toBe(404);
  });

  test('one simulator has the origin for itself', async () => {
    const server = await serve(createSimulator({ provider: 'nebula' }));
    expect(server.baseUrl()).toBe(`${server.origin}/api/v1`);
    expect(server.baseUrl('nebula')).toBe(server.baseUrl());
    expect(() => server.baseUrl('klaim')).toThrow(RangeError);
  });

  test('a server of your own keeps the paths that are not theirs', async () => {
    const simulator = createSimulator({ provider: 'nametrust' });
    const answer = createListener([simulator]);
    const own = createServer((request, response) => {
      if (!answer(request, response)) response.end('mine');
    });
    await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
    closing.push(
      () =>
        new Promise((resolve) =>
          own.close(() => {
            resolve();
          }),
        ),
    );
    const origin = `http://127.0.0.1:${String((own.address() as AddressInfo).port)}`;
    const get = (path: string): Promise<Response> =>
      fetch(origin + path, {
        headers: { ...authorization(simulator.accounts[0]!), connection: 'close' },
      });
    expect(await (await get('/index.html')).text()).toBe('mine');
    expect(await (await get('/nametrustworthy')).text()).toBe('mine');
    expect(await (await get('/nametrust/credits')).json()).toMatchObject({
      object: 'credit_balance',
    });
  });

  test('two simulators of one vendor cannot share a prefix', async () => {
    const pair = [createSimulator({ provider: 'dodo' }), createSimulator({ provider: 'dodo' })];
    expect(() => createListener(pair)).toThrow(RangeError);
    await expect(listen(pair)).rejects.toThrow(RangeError);
  });
});

describe('pages of other origins', () => {
  const preflight = (server: SimulatorServer): Promise<Response> =>
    fetch(`${server.baseUrl()}/credits`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://demo.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization,x-telemetry',
      },
    });

  test('may send what the vendors know, and nothing else', async () => {
    const simulator = createSimulator({ provider: 'nametrust' });
    const response = await preflight(await serve(simulator));
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-headers')).toBe(
      'authorization, content-type, x-cr-correlation-id, x-org-id',
    );
    // The vendor is not asked.
    expect(simulator.requests).toEqual([]);
  });

  test('may read answers, refusals and Retry-After', async () => {
    const simulator = createSimulator({
      provider: 'nametrust',
      faults: [{ kind: 'status', retryAfter: 1 }],
    });
    const server = await serve(simulator);
    for (const status of [503, 401]) {
      const response = await fetch(`${server.baseUrl()}/credits`, {
        headers: { origin: 'https://demo.example' },
      });
      expect(response.status).toBe(status);
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      expect(response.headers.get('access-control-expose-headers')).toContain('retry-after');
    }
  });

  test('are not answered where nobody wants it', async () => {
    const server = await serve(createSimulator({ provider: 'nametrust' }), { cors: false });
    const response = await preflight(server);
    expect(response.status).not.toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('closing', () => {
  test('ends stalled, dripping and waiting connections', async () => {
    const simulator = createSimulator({
      provider: 'nametrust',
      faults: [
        { kind: 'stall-headers' },
        { kind: 'stall-body', atRequest: 2, afterBytes: 10 },
        { kind: 'drip', atRequest: 3, chunkBytes: 1, delayMs: 60_000 },
      ],
    });
    const server = await listen(simulator);
    const { path, init } = firstPage('nametrust', simulator.accounts[0]!);
    const answers = [1, 2, 3].map(() =>
      fetch(server.baseUrl() + path, init).then((response) => response.text()),
    );
    const outcomes = Promise.allSettled(answers);
    while (simulator.requests.length < 3) await new Promise((resolve) => setTimeout(resolve, 1));
    await server.close();
    expect((await outcomes).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
      'rejected',
    ]);
  });

  test('ends an answer that was still to come', async () => {
    const simulator = createSimulator({ provider: 'nametrust', latencyMs: 60_000 });
    const server = await listen(simulator);
    const answer = fetch(`${server.baseUrl()}/credits`).catch((error: unknown) => error);
    while (simulator.requests.length < 1) await new Promise((resolve) => setTimeout(resolve, 1));
    await server.close();
    expect(await answer).toBeInstanceOf(TypeError);
  });
});
