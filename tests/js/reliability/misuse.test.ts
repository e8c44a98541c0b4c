/**
 * What people write who have no compiler to stop them: each gets a typed error that names the option, at once, and the
 * core that all clients share is not touched.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadedCore } from '../../../js/src/wasm/load.js';
import {
  AT_ONCE,
  CANARY,
  createClient,
  ids,
  json,
  ledger,
  LEDGER,
  pageAt,
  pages,
  rejection,
  sleep,
} from './support.js';

let coreBefore: unknown;
const unhandled: unknown[] = [];
const note = (reason: unknown): void => {
  unhandled.push(reason);
};

beforeEach(() => {
  coreBefore = loadedCore();
  process.on('unhandledRejection', note);
});

afterEach(async () => {
  await sleep(0);
  process.off('unhandledRejection', note);
  expect(unhandled.splice(0)).toEqual([]);
  // A type error inside the core would have stopped it, for every walk of the program.
  expect(loadedCore()).toBe(coreBefore);
});

const SOUND = { provider: LEDGER, baseUrl: 'https://api.example.com', apiKey: CANARY };

test.each<[parameter: string, options: unknown]>([
  ['options', undefined],
  ['options', null],
  ['options', 'klaim'],
  ['options', new Map()],
  ['provider', { ...SOUND, provider: 7 }],
  ['apiKey', { ...SOUND, apiKey: null }],
  ['apiKey', { ...SOUND, apiKey: Promise.resolve('a key') }],
  ['apiKey', { ...SOUND, apiKey: '  ' }],
  ['baseUrl', { ...SOUND, baseUrl: new URL('https://api.example.com') }],
  ['baseUrl', { ...SOUND, baseUrl: '' }],
  ['params', { ...SOUND, params: 'x' }],
  ['params.org', { ...SOUND, params: { org: 7 } }],
  ['org', { ...SOUND, params: { org: 'half a \ud83d' } }],
  ['org', { ...SOUND, provider: { ...LEDGER, params: { org: {} } }, params: { org: '\0' } }],
  ['fetch', { ...SOUND, fetch: 'fetch' }],
  ['signal', { ...SOUND, signal: new AbortController() }],
  ['signal', { ...SOUND, signal: {} }],
  ['timeoutMs', { ...SOUND, timeoutMs: '300' }],
  ['deadlineMs', { ...SOUND, deadlineMs: 10n }],
  ['maxResponseBytes', { ...SOUND, maxResponseBytes: 1e12 }],
  ['maxResponseBytes', { ...SOUND, maxResponseBytes: 128 * 1024 * 1024 }],
  ['retry', { ...SOUND, retry: 5 }],
  ['retry', { ...SOUND, retry: true }],
  ['retry.limit', { ...SOUND, retry: { limit: -1 } }],
  ['retry.baseDelayMs', { ...SOUND, retry: { baseDelayMs: Number.NaN } }],
  ['retry.tries', { ...SOUND, retry: { tries: 3 } }],
  ['onRetry', { ...SOUND, onRetry: {} }],
  ['allowInsecureHttp', { ...SOUND, allowInsecureHttp: 'no' }],
  ['dangerouslyAllowBrowser', { ...SOUND, dangerouslyAllowBrowser: 1 }],
  ['headers', { ...SOUND, headers: {} }],
])('createClient refuses %s that it cannot use: %o', async (parameter, options) => {
  const error = await rejection(createClient(options as never));
  expect(error).toMatchObject({ name: 'ParameterError', code: 'parameter', parameter });
});

test('options that are frozen or behind a proxy are options', async () => {
  for (const options of [Object.freeze({ ...SOUND }), new Proxy({ ...SOUND }, {})]) {
    await expect(createClient(options)).resolves.toBeDefined();
  }
});

test.each<[parameter: string, query: unknown]>([
  ['query', null],
  ['query', 'user_id=1'],
  ['query', new URLSearchParams('user_id=1')],
  ['query', new Map([['user_id', '1']])],
  ['query', ['user_id']],
  ['user_id', { user_id: { id: 1 } }],
  ['user_id', { user_id: 'half a \ud83d face' }],
  ['__proto__', JSON.parse('{"__proto__":"x"}')],
])('history refuses the query %s: %o', async (parameter, query) => {
  const { server, client } = await ledger(pages(3, 10));
  expect(await rejection(client.history(query as never).toArray())).toMatchObject({
    name: 'ParameterError',
    parameter,
  });
  expect(server.requests).toHaveLength(0);
});

test.each<[parameter: string, options: unknown]>([
  ['options', null],
  ['options', 5],
  ['limit', { limit: '5' }],
  ['limit', { limit: Number.NaN }],
  ['pageSize', { pageSize: 2 ** 32 }],
  ['maxPages', { maxPages: 0 }],
  ['prefetch', { prefetch: -1 }],
  ['prefetch', { prefetch: 9 }],
  ['resumeToken', { resumeToken: 5 }],
  ['resumeToken', { resumeToken: null }],
  ['resumeToken', { resumeToken: 'x'.repeat(1_000_000) }],
  ['includeRaw', { includeRaw: 'yes' }],
  ['signal', { signal: new AbortController() }],
  ['signal', { signal: 'stop' }],
])('history refuses the option %s: %o', async (parameter, options) => {
  const { server, client } = await ledger(pages(3, 10));
  const walk = client.history({}, options as never);
  expect(await rejection(walk.toArray())).toMatchObject({ name: 'ParameterError', parameter });
  expect(walk.report).toMatchObject({ complete: false, endedBy: 'error', requests: 0 });
  expect(server.requests).toHaveLength(0);
});

test.each<[parameter: string, options: unknown]>([
  ['options', null],
  ['limit', { limit: 5 }],
  ['max', { max: Infinity }],
  ['max', { max: '5' }],
])('toArray refuses the option %s: %o', async (parameter, options) => {
  const { server, client } = await ledger(pages(3, 10));
  expect(await rejection(client.history().toArray(options as never))).toMatchObject({
    name: 'ParameterError',
    parameter,
  });
  expect(server.requests).toHaveLength(0);
});

test.each<[parameter: string, values: readonly unknown[]]>([
  ['body', ['history', undefined]],
  ['body', ['history', { rows: [] }]],
  ['body', ['history', new ArrayBuffer(8)]],
  ['body', ['history', new Float64Array(2)]],
  ['operation', ['nothing', '{}']],
  ['operation', ['constructor', '{}']],
  ['operation', [Symbol('history'), '{}']],
  ['operation', [Object.create(null), '{}']],
  ['options', ['history', '{}', null]],
  ['status', ['history', '{}', { status: 'ok' }]],
  ['body', ['history', '{"note":"\ud83d"}']],
  ['headers', ['history', '{}', { headers: null }]],
  ['headers', ['history', '{}', { headers: 'link: x' }]],
  ['headers', ['history', '{}', { headers: ['link', 'x'] }]],
  ['headers', ['history', '{}', { headers: [[5, 'x']] }]],
  ['headers', ['history', '{}', { headers: new Set([1]) }]],
  ['includeRaw', ['history', '{}', { includeRaw: 1 }]],
])('normalize refuses %s: %o', async (parameter, values) => {
  const { client } = await ledger(pages(3, 10));
  const normalize = client.normalize.bind(client) as (...values: readonly unknown[]) => unknown;
  expect(() => normalize(...values)).toThrow(
    expect.objectContaining({ name: 'ParameterError', parameter }) as Error,
  );
});

test('normalize refuses a header that the definition reads and that came more than once or holds half a character', async () => {
  const { history } = LEDGER.operations;
  const paging = { kind: 'url', from: { link: 'next' } };
  const client = await createClient({
    ...SOUND,
    provider: { ...LEDGER, operations: { history: { ...history, paging } } },
  });
  const headers = { Link: ['</a>', '</b>'] } as never;
  expect(() => client.normalize('history', '{"rows":[]}', { headers })).toThrow('headers.link');
  const half = { Link: '</\udc00>; rel="next"' };
  expect(() => client.normalize('history', '{"rows":[]}', { headers: half })).toThrow(
    'half a character',
  );
});

test('normalize refuses a body that is larger than the memory of the core, which all others go on using', async () => {
  const { client } = await ledger(pages(3, 10));
  for (const bytes of [2 ** 31 + 5, 2 ** 32 - 8]) {
    expect(() => client.normalize('history', new Uint8Array(bytes))).toThrow(
      'expected a body below 128 MiB',
    );
  }
});

test('objects that are changed after history() change nothing', async () => {
  const { client } = await ledger(pages(25, 10));
  const query: Record<string, unknown> = {};
  const options: Record<string, unknown> = { limit: 3 };
  const walk = client.history(query as never, options);
  // Both would be refused; a bigint would even stop the core.
  query['user_id'] = 10n;
  options['limit'] = -1;
  expect((await walk.toArray()).map(({ id }) => id)).toEqual(ids(1, 3));
});

const H = new Headers();
const page = (): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(JSON.stringify(pageAt(null, 3, 10)));
const streamOf = (chunk: unknown): ReadableStream =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(chunk);
      controller.close();
    },
  });

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['a number', 5],
  ['an empty object', {}],
  ['the mock of many tests', { ok: true, json: () => Promise.resolve({ rows: [] }) }],
  ['one without headers', { status: 200, body: null, arrayBuffer: () => page().buffer }],
  ['one without a status', { headers: H, body: null, arrayBuffer: () => page().buffer }],
  ['Response.error()', Response.error()],
  ['one without a body or a way to one', { status: 204, headers: H, body: null }],
  ['a stream of texts', { status: 200, headers: H, body: streamOf('{"rows":[]}') }],
  ['a stream of arrays', { status: 200, headers: H, body: streamOf([1, 2]) }],
  ['a text for a buffer', { status: 200, headers: H, arrayBuffer: () => 'x' }],
])('a fetch that returns %s is a ParameterError, and is called once', async (_name, answer) => {
  let calls = 0;
  const { client } = await ledger(() => undefined, {
    retry: AT_ONCE,
    fetch: () => {
      calls += 1;
      return answer as never;
    },
  });
  const error = await rejection(client.history().toArray());
  expect(error).toMatchObject({ name: 'ParameterError', parameter: 'fetch', page: 1 });
  expect(String(error)).toContain('the function given as fetch returned no usable Response');
  expect(calls).toBe(1);
});

test.each<[string, unknown]>([
  ['a Response, not a promise of one', new Response(page())],
  [
    'what has only arrayBuffer',
    { status: 200, headers: new Map(), arrayBuffer: () => page().buffer },
  ],
  [
    'a stream of other views',
    { status: 200, headers: H, body: streamOf(new DataView(page().buffer)) },
  ],
])('a fetch that returns %s is read', async (_name, answer) => {
  // A definition that reads a header: a Map gives undefined for one that is not there.
  const provider = { ...LEDGER, error: { correlationId: { header: 'x-request-id' } } };
  const { client } = await ledger(() => undefined, { provider, fetch: () => answer as never });
  expect(await client.history().toArray()).toHaveLength(3);
});

test.each<[string, unknown, string]>([
  ['a text', 'no route', 'no route'],
  ['null', null, 'no reason was given'],
  ['an error of another realm', { name: 'TypeError', message: 'fetch failed' }, 'fetch failed'],
  [
    'an error whose message is only in its code',
    Object.assign(
      new TypeError('fetch failed', {
        cause: Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' }),
      }),
    ),
    'fetch failed: ECONNREFUSED',
  ],
])('a fetch that fails with %s is a NetworkError that says why', async (_name, thrown, why) => {
  const { client } = await ledger(() => undefined, {
    retry: false,
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    fetch: () => Promise.reject(thrown),
  });
  const error = await rejection(client.history().toArray());
  expect(error).toMatchObject({ name: 'NetworkError', code: 'network' });
  expect(String(error)).toContain(why);
});

test('a hook that aborts, throws, or returns what cannot be awaited leaves the walk as it is', async () => {
  const hooks: readonly (() => unknown)[] = [
    () => new Promise(() => undefined),
    () => ({
      get then(): never {
        throw new Error('no');
      },
    }),
  ];
  for (const hook of hooks) {
    const { client } = await ledger(pages(15, 10), { onRequest: hook, onResponse: hook });
    expect(await client.history().toArray()).toHaveLength(15);
  }
  const user = new AbortController();
  const reason = new Error('enough');
  const { client } = await ledger(pages(15, 10), {
    onResponse: () => {
      user.abort(reason);
    },
    signal: user.signal,
  });
  expect(await rejection(client.history().toArray())).toBe(reason);
});

test('a walk that one reader ends ends for the reader beside it too, at once and in the same error', async () => {
  const { client } = await ledger(({ url }, response) => {
    const cursor = url.searchParams.get('cursor');
    // The fourth page never comes: who waits for it must be told.
    if (cursor !== '30') json(response, pageAt(cursor, 60, 10));
  });
  const walk = client.history();
  // They take turns: the first is full at the third page, when the second waits for the fourth.
  const [one, two] = await Promise.all([
    rejection(walk.toArray({ max: 15 })),
    rejection(walk.toArray({ max: 15 })),
  ]);
  expect(one).toMatchObject({ code: 'tooManyEntries', report: { complete: false } });
  expect(two).toBe(one);
  expect(await rejection(walk.toArray())).toBe(one);
});

test('a walk that is over answers everything, again and again', async () => {
  const { client } = await ledger(pages(3, 10));
  const walk = client.history();
  const iterator = walk[Symbol.asyncIterator]();
  await walk.toArray();
  for (let times = 0; times < 3; times += 1) {
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    expect(await iterator.return?.()).toEqual({ done: true, value: undefined });
    expect(await walk.toArray()).toEqual([]);
    expect(walk.report).toMatchObject({ complete: true, endedBy: 'end', entries: 3 });
  }
});
