/** What must never be taken for another: a key, a tenant, a walk, a number. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSimulator } from 'creditkit/testing';
import { expect, test, vi } from 'vitest';
import {
  CANARY,
  createClient,
  json,
  ledger,
  LEDGER,
  pageAt,
  pages,
  rejection,
  urlOf,
  type ClientOptions,
} from './support.js';

const EMPTY = (): Promise<Response> => Promise.resolve(Response.json({ rows: [] }));

test('a client keeps the key, the place and the definition that it was made with', async () => {
  const asked: string[] = [];
  const definition = { ...LEDGER, baseUrl: 'https://good.example' };
  const options = {
    provider: definition,
    apiKey: 'the-first-key',
    fetch: (input: string | URL | Request, init?: RequestInit) => {
      asked.push(`${new URL(urlOf(input)).origin} ${JSON.stringify(init?.headers)}`);
      return EMPTY();
    },
  };
  const opening = createClient(options);
  options.apiKey = 'the-second-key';
  definition.baseUrl = 'https://evil.example';
  const second = createClient({ ...options, baseUrl: 'https://second.example' });
  await (await opening).history().toArray();
  await (await second).history().toArray();
  expect(asked).toHaveLength(2);
  expect(asked[0]).toMatch(/^https:\/\/good\.example .*the-first-key/);
  expect(asked[1]).toMatch(/^https:\/\/second\.example .*the-second-key/);
});

test('options that an object only inherits are none', async () => {
  const asked: string[] = [];
  const options = Object.assign(Object.create({ baseUrl: 'https://evil.example' }) as object, {
    provider: { ...LEDGER, baseUrl: 'https://good.example' },
    apiKey: CANARY,
    fetch: (input: string | URL | Request) => {
      asked.push(new URL(urlOf(input)).origin);
      return EMPTY();
    },
  }) as ClientOptions;
  await (await createClient(options)).history().toArray();
  expect(asked).toEqual(['https://good.example']);
});

test('a resume token of one organization is refused by the client of another', async () => {
  const simulator = createSimulator({
    provider: 'nametrust',
    personalKey: true,
    accounts: 2,
    rows: 60,
  });
  const [a, b] = await Promise.all(
    simulator.accounts.map((account) =>
      createClient({
        provider: 'nametrust',
        apiKey: account.apiKey,
        params: { org_id: account.id },
        fetch: simulator.fetch,
      }),
    ),
  );
  const walk = a?.history({}, { limit: 20, pageSize: 20 });
  await walk?.toArray();
  const resumeToken = walk?.resumeToken ?? '';
  expect(await rejection(b?.history({}, { resumeToken }).toArray() ?? EMPTY())).toMatchObject({
    name: 'ParameterError',
    code: 'resumeToken',
  });
  expect(await a?.history({}, { resumeToken }).toArray()).toHaveLength(40);
});

test('a walk that is aborted with the error of another one writes nothing into that error', async () => {
  const { client } = await ledger(pages(30, 10));
  const { client: broken } = await ledger((request, response, number) => {
    if (number === 1) json(response, pageAt(request.url.searchParams.get('cursor'), 30, 10));
    else json(response, { message: 'no' }, 418);
  });
  const aborting = new AbortController();
  const other = client.history({}, { signal: aborting.signal });
  await other[Symbol.asyncIterator]().next();
  const error = await rejection(broken.history().toArray());
  const { report, resumeToken } = error as { report: unknown; resumeToken: unknown };
  aborting.abort(error);
  expect(await rejection(other.toArray())).toBe(error);
  expect(other.report).toMatchObject({ complete: false, endedBy: 'abort', entries: 1 });
  expect(error).toMatchObject({ report, resumeToken });
});

test('an abort whose reason looks like a failure is not tried again', async () => {
  const onRetry = vi.fn();
  const { client } = await ledger(() => undefined, { onRetry });
  const { NetworkError } = await import('creditkit');
  const reason = new NetworkError('the line is down', { code: 'network' });
  const aborting = new AbortController();
  const walk = client.history({}, { signal: aborting.signal });
  const reading = rejection(walk.toArray());
  setTimeout(() => {
    aborting.abort(reason);
  }, 20);
  expect(await reading).toBe(reason);
  expect(walk.report).toMatchObject({ retries: 0, endedBy: 'abort' });
  expect(onRetry).not.toHaveBeenCalled();
});

const INVOICES = {
  ...LEDGER,
  baseUrl: 'https://a.example',
  operations: {
    history: {
      ...LEDGER.operations.history,
      request: { path: '/l/{id}', params: { id: { in: 'path', type: 'integer' } } },
    },
  },
};

test('a number that JavaScript may have rounded is refused, and a bigint is sent as it is', async () => {
  const asked: string[] = [];
  const client = await createClient({
    provider: INVOICES,
    apiKey: CANARY,
    fetch: (input: string | URL | Request) => {
      asked.push(new URL(urlOf(input)).pathname);
      return EMPTY();
    },
  });
  expect(await rejection(client.history({ id: 2 ** 60 }).toArray())).toMatchObject({
    name: 'ParameterError',
    parameter: 'id',
    message: expect.stringContaining('bigint') as string,
  });
  await client.history({ id: 9007199254740993n }).toArray();
  await client.history({ id: 7 }).toArray();
  expect(asked).toEqual(['/l/9007199254740993', '/l/7']);
});

test('a vendor without a key needs none', async () => {
  const client = await createClient({
    provider: { ...INVOICES, auth: null },
    fetch: EMPTY,
  });
  expect(await client.history({ id: 1 }).toArray()).toEqual([]);
});

const SLASHED = 'q8V/x2Lk+9sTzW4m/Rb7Yc0PdE==';

test.each([
  ['JSON that escapes slashes', SLASHED.replaceAll('/', '\\/')],
  ['JSON that escapes more', SLASHED.replaceAll('+', '\\u002B').replaceAll('=', '\\u003d')],
  ['a URL that encodes some', SLASHED.replaceAll('/', '%2f')],
])('a key that comes back in %s is blotted out', async (_, echoed) => {
  const { client } = await ledger(
    (_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(`{"rows":[{"id":"1","amount":"bad key ${echoed}"}]}`);
    },
    { apiKey: SLASHED },
  );
  const error = (await rejection(client.history().toArray())) as Error;
  expect(error.message).toContain('[key]');
  expect(error.message).not.toContain('x2Lk');
});

test('a key as a name in the body is in no pointer', async () => {
  const provider = {
    ...LEDGER,
    operations: {
      history: {
        ...LEDGER.operations.history,
        rows: { at: '/rows', shape: 'map' },
        entry: { kind: 'other', amount: '/amount' },
      },
    },
  };
  const { client } = await ledger(
    (_request, response) => {
      json(response, { rows: { [SLASHED]: { amount: 'x' } } });
    },
    { apiKey: SLASHED, provider },
  );
  const error = (await rejection(client.history().toArray())) as { pointer: string };
  expect(error.pointer).toBe('/rows/[key]/amount');
});

test('where the vendor writes the key into its next URL by another name, there is no token', async () => {
  const provider = {
    ...LEDGER,
    operations: {
      history: {
        ...LEDGER.operations.history,
        paging: { kind: 'url', from: '/next' },
        entry: { id: '/id', kind: 'other', amount: '/amount' },
      },
    },
  };
  const { client } = await ledger(
    ({ url }, response) => {
      const first = !url.searchParams.has('after');
      json(response, {
        rows: [{ id: first ? '1' : '2', amount: 1 }],
        ...(first ? { next: `?access_token=${CANARY}&after=1` } : {}),
      });
    },
    { provider },
  );
  const walk = client.history();
  await walk.pages().next();
  expect(walk.resumeToken).toBeNull();
  expect(await walk.toArray()).toHaveLength(1);
});

test('limits that a vendor sends with every response do not stop a retry', async () => {
  const { client } = await ledger(
    (request, response, number) => {
      response.setHeader('x-ratelimit-remaining', '4999');
      response.setHeader('x-ratelimit-reset', String(Math.ceil(Date.now() / 1000) + 3000));
      if (number === 1) json(response, {}, 503);
      else json(response, pageAt(request.url.searchParams.get('cursor'), 10, 10));
    },
    { retry: { baseDelayMs: 0 } },
  );
  const walk = client.history();
  expect(await walk.toArray()).toHaveLength(10);
  expect(walk.report.retries).toBe(1);
});

test('a response that was read before says so', async () => {
  const response = Response.json({ rows: [] });
  await response.text();
  const { client } = await ledger(() => undefined, { fetch: () => Promise.resolve(response) });
  expect(await rejection(client.history().toArray())).toMatchObject({
    name: 'ParameterError',
    parameter: 'fetch',
    message: expect.stringContaining('read before') as string,
  });
});

test('a WASM file that is not there leaves no connection open', async () => {
  const server = createServer((_request, response) => {
    response.writeHead(404).write('not ');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const closed = new Promise((resolve) => {
    server.on('connection', (socket) => socket.on('close', resolve));
  });
  vi.resetModules();
  const { init } = await import('creditkit');
  const { port } = server.address() as AddressInfo;
  const error = await rejection(init(`http://127.0.0.1:${String(port)}/core.wasm`));
  expect(error).toMatchObject({ name: 'WasmLoadError' });
  await closed;
  server.close();
});

test('a key beyond ASCII is blotted out too, and its walks have tokens', async () => {
  const key = 'schlüssel-für-diesen-test';
  const { client } = await ledger(
    ({ url }, response) => {
      const cursor = url.searchParams.get('cursor');
      if (cursor === null) json(response, pageAt(null, 30, 10));
      else json(response, { message: `no ${encodeURIComponent(key)} and no ${key}` }, 418);
    },
    { apiKey: key, provider: { ...LEDGER, auth: { query: 'key' } } },
  );
  const walk = client.history();
  const error = (await rejection(walk.toArray())) as Error;
  expect(error.message).toContain('no [key] and no [key]');
  const again = client.history();
  await again.pages().next();
  expect(again.resumeToken).not.toBeNull();
});
