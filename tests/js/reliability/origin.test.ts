import { expect, test } from 'vitest';
import { requireOrigin } from '../../../js/src/transport/origin.js';
import {
  AT_ONCE,
  CANARY,
  closing,
  createClient,
  json,
  ledger,
  LEDGER,
  pageAt,
  pages,
  rejection,
  serve,
  urlOf,
} from './support.js';

const CUSTOM_KEY = { ...LEDGER, auth: { header: 'X-Api-Key', format: '{key}' } };
const QUERY_KEY = { ...LEDGER, auth: { query: 'api_key' } };

test.each([301, 302, 303, 307, 308])(
  'HTTP %i to another origin: nothing is sent there, with the key in any place',
  async (status) => {
    const elsewhere = closing(await serve(pages(3, 10)));
    for (const provider of [LEDGER, CUSTOM_KEY, QUERY_KEY]) {
      const { server, client } = await ledger(
        ({ url }, response) => {
          response
            .writeHead(status, { location: elsewhere.origin + url.pathname + url.search })
            .end();
        },
        { provider },
      );
      const error = await rejection(client.history().toArray());
      expect(error).toMatchObject({ name: 'ApiError', code: 'redirect', status });
      expect(server.requests).toHaveLength(1);
    }
    expect(elsewhere.requests).toHaveLength(0);
  },
);

test('the request after a redirect is not made even at the same origin: no fetch could tell in a browser', async () => {
  const { server, client } = await ledger(({ url }, response) => {
    if (url.pathname === '/entries') response.writeHead(302, { location: '/moved' }).end();
    else json(response, pageAt(null, 3, 10));
  });
  expect(await rejection(client.history().toArray())).toMatchObject({ code: 'redirect' });
  expect(server.requests).toHaveLength(1);
});

test('what a browser shows of a redirect, and what a fetch that follows shows, are refused too', async () => {
  const opaque = {
    type: 'opaqueredirect',
    status: 0,
    redirected: false,
    headers: new Headers(),
    body: null,
    arrayBuffer: () => new ArrayBuffer(0),
  };
  const followed = {
    type: 'basic',
    status: 200,
    redirected: true,
    headers: new Headers(),
    body: null,
    arrayBuffer: () => new ArrayBuffer(0),
  };
  for (const response of [opaque, followed]) {
    const { client } = await ledger(() => undefined, {
      fetch: () => Promise.resolve(response as never),
    });
    expect(await rejection(client.history().toArray())).toMatchObject({ code: 'redirect' });
  }
});

test.each([
  'http://elsewhere.example/entries',
  '//elsewhere.example/entries',
  'https://127.0.0.1/entries',
  'http://127.0.0.1:1/entries',
  'http://user@127.0.0.1/entries',
  'file:///etc/passwd',
  'http://127.0.0.1.evil.example/',
  'javascript:alert(1)',
])('a next URL %s is refused and never requested', async (next) => {
  const byUrl = {
    ...LEDGER,
    operations: {
      history: { ...LEDGER.operations.history, paging: { kind: 'url', from: '/next' } },
    },
  };
  const asked: string[] = [];
  const { server, client } = await ledger(
    (_request, response) => {
      json(response, { rows: [{ id: '1', amount: 1 }], next });
    },
    {
      provider: byUrl,
      fetch: (input, init) => {
        asked.push(urlOf(input));
        return globalThis.fetch(input, init);
      },
    },
  );
  const walk = client.history();
  expect(await rejection(walk.toArray())).toMatchObject({
    name: 'PaginationError',
    code: 'origin',
  });
  expect(walk.report.complete).toBe(false);
  expect(server.requests).toHaveLength(1);
  expect(asked.every((url) => url.startsWith(`${server.origin}/`))).toBe(true);
});

test.each([
  ['http://api.example.com', false],
  ['http://10.0.0.1', false],
  ['http://127.0.0.1.example.com', false],
  ['http://localhost.example.com', false],
  ['https://api.example.com', true],
  ['http://localhost:8080', true],
  ['http://app.localhost', true],
  ['http://127.8.8.8', true],
  ['http://[::1]:8080', true],
])('a client for %s: %s', async (baseUrl, allowed) => {
  const options = { provider: LEDGER, apiKey: CANARY, baseUrl };
  if (allowed) {
    await expect(createClient(options)).resolves.toBeDefined();
    return;
  }
  expect(await rejection(createClient(options))).toMatchObject({
    name: 'ParameterError',
    parameter: 'baseUrl',
  });
  await expect(createClient({ ...options, allowInsecureHttp: true })).resolves.toBeDefined();
});

test.each(['ftp://127.0.0.1', 'not a url', 'https://user:pass@api.example.com'])(
  'baseUrl %s is refused',
  async (baseUrl) => {
    const error = await rejection(createClient({ provider: LEDGER, apiKey: CANARY, baseUrl }));
    expect(error).toMatchObject({ name: 'ParameterError', parameter: 'baseUrl' });
  },
);

test('a request carries the headers of the definition and the key, and nothing that is ours', async () => {
  const sent: [string, string][] = [];
  const { client } = await ledger(pages(3, 10), {
    fetch: (input, init) => {
      sent.push(...new Headers(init?.headers).entries());
      return globalThis.fetch(input, init);
    },
  });
  await client.history().toArray();
  const names = sent.map(([name]) => name).filter((name) => name !== 'accept');
  expect(names).toEqual(['authorization']);
});

test('the key stands where the definition says: header, query or Basic', async () => {
  const basic = { ...LEDGER, auth: { basic: 'api:{key}' } };
  const cases = [
    [
      CUSTOM_KEY,
      (request: { headers: NodeJS.Dict<string | string[]> }) => request.headers['x-api-key'],
      '$&key+/ ü',
    ],
    [QUERY_KEY, (request: { url: URL }) => request.url.searchParams.get('api_key'), '$&key+/ ü'],
    [
      basic,
      (request: { headers: NodeJS.Dict<string | string[]> }) =>
        Buffer.from(
          String(request.headers['authorization']).slice('Basic '.length),
          'base64',
        ).toString(),
      'api:$&key+/ ü',
    ],
  ] as const;
  for (const [provider, read, expected] of cases) {
    const { server, client } = await ledger(pages(25, 10), {
      provider,
      apiKey: '$&key+/ ü',
      retry: AT_ONCE,
    });
    await client.history().toArray();
    for (const request of server.requests) {
      const value = read(request);
      const text =
        provider === CUSTOM_KEY ? Buffer.from(String(value), 'latin1').toString('latin1') : value;
      expect(text).toBe(expected);
    }
    expect(server.requests.map(({ url }) => url.searchParams.get('cursor'))).toEqual([
      null,
      '10',
      '20',
    ]);
  }
});

test.each([
  'https://api.example.com.evil.example/x',
  'https://api.example.com:444/x',
  'http://api.example.com/x',
  'https://user@api.example.com/x',
  'https://api.example.com@evil.example/x',
  '//api.example.com/x',
  'nonsense',
])('the transport, too, refuses to put a key into %s', (url) => {
  expect(() => requireOrigin(url, 'https://api.example.com')).toThrow('another origin');
  expect(requireOrigin('https://API.example.com:443/x?y', 'https://api.example.com').href).toBe(
    'https://api.example.com/x?y',
  );
});
