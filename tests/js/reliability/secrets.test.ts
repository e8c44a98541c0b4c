import { format, inspect } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';
import {
  AT_ONCE,
  CANARY,
  createClient,
  type CreditClient,
  json,
  ledger,
  LEDGER,
  pageAt,
  pages,
  rejection,
  urlOf,
  type Answer,
  type ClientOptions,
} from './support.js';

afterEach(() => {
  vi.restoreAllMocks();
});

/** In every form in which it is sent. */
const FORMS = [
  CANARY,
  encodeURIComponent(`${CANARY}/+`),
  Buffer.from(`api:${CANARY}`).toString('base64'),
];

/** Everything that a program, a person or a crash reporter might print of it. */
function prints(value: unknown): string {
  const texts = [
    String(value),
    format('%o %O %s', value, value, value),
    inspect(value, { depth: 9, showHidden: true, getters: true }),
    JSON.stringify(value),
  ];
  if (value instanceof Error) {
    texts.push(
      value.stack ?? '',
      JSON.stringify(Object.getOwnPropertyDescriptors(value)),
      prints(value.cause),
    );
  }
  return texts.join('\n');
}

function expectNoKey(value: unknown): void {
  const text = prints(value);
  for (const form of FORMS) {
    expect(text).not.toContain(form);
  }
}

const echo: Answer = ({ headers, url }, response) => {
  json(
    response,
    {
      code: `KEY_${CANARY}`,
      message: `the key ${CANARY} (${String(headers.authorization)}) (${url.search}) is unknown`,
      [CANARY]: CANARY,
    },
    401,
  );
};

const FAILURES: readonly {
  readonly name: string;
  readonly answer: Answer;
  readonly options?: Partial<ClientOptions>;
}[] = [
  { name: 'a vendor that echoes the key', answer: echo },
  {
    name: 'a vendor that echoes the key in HTTP 200',
    answer: (_request, response) => {
      json(response, { code: 'SLOW_DOWN', message: `not so fast, ${CANARY}` });
    },
  },
  {
    name: 'a body that is the key',
    answer: (_request, response) => {
      response.writeHead(200).end(CANARY);
    },
  },
  {
    name: 'a row that holds the key where its amount should be',
    answer: (_request, response) => {
      json(response, { rows: [{ id: CANARY, amount: CANARY }] });
    },
  },
  {
    name: 'a reset connection',
    answer: (_request, response) => {
      response.destroy();
    },
  },
  { name: 'a timeout', answer: () => undefined, options: { timeoutMs: 50 } },
  {
    name: 'a redirect',
    answer: ({ url }, response) => {
      response.writeHead(302, { location: `https://elsewhere.example/${url.search}` }).end();
    },
  },
  {
    name: 'a fetch whose error holds the request',
    answer: () => undefined,
    options: {
      fetch: (input, init) => {
        const cause = Object.assign(new Error(`cannot reach ${urlOf(input)} with ${CANARY}`), {
          config: { headers: init?.headers },
          code: `E_${CANARY}`,
        });
        return Promise.reject(
          Object.assign(new TypeError('fetch failed', { cause }), { request: init }),
        );
      },
    },
  },
  {
    name: 'an apiKey function that fails with the key',
    answer: () => undefined,
    options: {
      apiKey: () => Promise.reject(new Error('no token', { cause: { secret: CANARY } })),
    },
  },
];

const PLACES = [
  LEDGER,
  { ...LEDGER, auth: { header: 'X-Api-Key', format: '{key}' } },
  { ...LEDGER, auth: { query: 'api_key' } },
  { ...LEDGER, auth: { basic: 'api:{key}' } },
];

test.each(FAILURES)(
  '$name: the key is in no error, event, report, token or log',
  async ({ answer, options }) => {
    const consoles = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(() => undefined),
    );
    for (const provider of PLACES) {
      const events: unknown[] = [];
      const log = (event: unknown): void => {
        events.push(event);
      };
      const { client } = await ledger(
        ({ url, ...request }, response, number) => {
          if (url.searchParams.get('cursor') === '2') answer({ url, ...request }, response, number);
          else json(response, pageAt(url.searchParams.get('cursor'), 4, 2));
        },
        {
          provider,
          retry: { ...AT_ONCE, limit: 1 },
          onRequest: log,
          onResponse: log,
          onRetry: log,
          ...options,
        },
      );
      const walk = client.history();
      const error = await rejection(walk.toArray());
      expect(error).toBeInstanceOf(Error);
      for (const value of [error, walk, walk.report, client, events]) expectNoKey(value);
      const { resumeToken } = walk;
      expectNoKey(resumeToken);
      expectNoKey(Buffer.from(resumeToken ?? '', 'base64url').toString());
    }
    for (const spy of consoles) expect(spy).not.toHaveBeenCalled();
  },
);

test.each([`${CANARY} `, ` ${CANARY}`, `  ${CANARY}  `])(
  'a key with blanks around it (%j) is blotted out without them, as it arrives',
  async (apiKey) => {
    const { client } = await ledger(echo, { apiKey });
    expectNoKey(await rejection(client.history().toArray()));
  },
);

test('a key that has been renewed is blotted out as well', async () => {
  let calls = 0;
  const { client } = await ledger(
    (_request, response) => {
      json(response, { message: `neither ${CANARY}-1 nor ${CANARY}-2` }, 401);
    },
    {
      apiKey: () => {
        calls += 1;
        return `${CANARY}-${String(calls)}`;
      },
    },
  );
  const error = await rejection(client.history().toArray());
  expect(error).toMatchObject({ vendorMessage: 'neither [key] nor [key]' });
  expectNoKey(error);
});

test('normalize blots the key out of what a vendor says, also before anything was requested', async () => {
  const { client } = await ledger(pages(3, 10));
  const body = JSON.stringify({ code: `KEY_${CANARY}`, message: `the key ${CANARY} is unknown` });
  let refusal: unknown;
  try {
    client.normalize('history', body, { status: 401 });
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toMatchObject({ vendorMessage: 'the key [key] is unknown' });
  expectNoKey(refusal);
});

test('a client shows no key to whoever inspects it', async () => {
  const client: CreditClient = await createClient({
    provider: LEDGER,
    baseUrl: 'https://api.example.com',
    apiKey: CANARY,
  });
  expectNoKey(client);
  expectNoKey(client.history());
});

test('wrong options do not quote the key', async () => {
  for (const options of [
    { provider: 'unknown', apiKey: CANARY },
    { provider: LEDGER, apiKey: CANARY, baseUrl: `https://${CANARY}@api.example.com` },
    { provider: LEDGER, apiKey: CANARY },
    { provider: {}, apiKey: CANARY },
  ]) {
    expectNoKey(await rejection(createClient(options as ClientOptions)));
  }
});

test('hooks hear of every request, response and retry, and can neither fail nor change anything', async () => {
  const events: [string, unknown][] = [];
  const { client } = await ledger(
    (request, response, number) => {
      if (number === 1) json(response, {}, 503);
      else pages(15, 10)(request, response, number);
    },
    {
      retry: AT_ONCE,
      onRequest: (event) => {
        events.push(['request', { ...event }]);
        Object.assign(event, { path: 'changed' });
      },
      onResponse: (event) => {
        events.push(['response', { ...event, durationMs: 0 }]);
        throw new Error('a logger that breaks');
      },
      onRetry: (event) => {
        events.push(['retry', { ...event }]);
        // Typed as a function without result; an async one fits all the same.
        return Promise.reject(new Error('an async logger that breaks')) as unknown;
      },
    },
  );
  expect(await client.history().toArray()).toHaveLength(15);
  const common = { provider: 'ledger', operation: 'history', method: 'GET', path: '/entries' };
  const bytes = (cursor: string | null): number => JSON.stringify(pageAt(cursor, 15, 10)).length;
  expect(events).toEqual([
    ['request', { ...common, page: 1, attempt: 1 }],
    ['response', { ...common, page: 1, attempt: 1, status: 503, bytes: 2, durationMs: 0 }],
    [
      'retry',
      {
        ...common,
        page: 1,
        attempt: 1,
        reason: 'status',
        status: 503,
        vendorCode: null,
        delayMs: 0,
      },
    ],
    ['request', { ...common, page: 1, attempt: 2 }],
    [
      'response',
      { ...common, page: 1, attempt: 2, status: 200, bytes: bytes(null), durationMs: 0 },
    ],
    ['request', { ...common, page: 2, attempt: 1 }],
    [
      'response',
      { ...common, page: 2, attempt: 1, status: 200, bytes: bytes('10'), durationMs: 0 },
    ],
  ]);
});

test.each([
  ['a vendor’s words, cut at 1,000 bytes', 980, { code: 'X' }],
  ['a value of a row, cut at 40', 0, {}],
])('a key that is cut off with %s shows no head either', async (_name, before, members) => {
  const key = `${CANARY}-${'0123456789abcdef'.repeat(4)}`;
  const text = ' '.repeat(before) + key;
  const { client } = await ledger(
    (_request, response) => {
      json(response, { ...members, message: text, rows: [{ id: '1', amount: text }] });
    },
    { apiKey: key },
  );
  const error = await rejection(client.history().toArray());
  expect(String(error)).toContain('[key]');
  expect(prints(error)).not.toContain(CANARY.slice(0, 12));
});

test('the name of a kind of key stays readable', async () => {
  const { client } = await ledger(
    (_request, response) => {
      json(response, { message: 'this is a sk_live_ key; use a sk_test_ key, Bearer scheme' }, 401);
    },
    { apiKey: 'sk_test_0123456789abcdef' },
  );
  expect(await rejection(client.history().toArray())).toMatchObject({
    vendorMessage: 'this is a sk_live_ key; use a sk_test_ key, Bearer scheme',
  });
});

test('a next URL that holds the key, in path or query, shows it nowhere, and the key goes once', async () => {
  const history = { ...LEDGER.operations.history, paging: { kind: 'url', from: '/next' } };
  const events: unknown[] = [];
  const log = (event: unknown): void => {
    events.push(event);
  };
  const { server, client } = await ledger(
    ({ url }, response, number) => {
      const next = `/entries/${CANARY}?api_key=an-older-key&api_key=${CANARY}&page=2&api_keys=x`;
      if (number === 1) json(response, { rows: [{ id: '1', amount: 1 }], next });
      else json(response, { message: url.href }, 403);
    },
    {
      provider: { ...LEDGER, auth: { query: 'api_key' }, operations: { history } },
      onRequest: log,
      onResponse: log,
    },
  );
  const error = await rejection(client.history().toArray());
  expect(error).toMatchObject({ page: 2, request: { path: '/entries/[key]' } });
  for (const value of [error, events]) expectNoKey(value);
  expect(server.requests[1]?.url.search).toBe(`?page=2&api_keys=x&api_key=${CANARY}`);
});
