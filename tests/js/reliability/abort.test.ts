import { getEventListeners } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, expect, test } from 'vitest';
import {
  type ClientOptions,
  type CreditClient,
  json,
  ledger,
  pageAt,
  pages,
  rejection,
  settledWithin,
  sleep,
  STOPWATCH,
  urlOf,
  type Answer,
  type HistoryWalk,
} from './support.js';

/** Settled within this many milliseconds of the abort. */
const AT_ONCE_MS = 50;

const unhandled: unknown[] = [];
const collect = (reason: unknown): void => {
  unhandled.push(reason);
};
process.on('unhandledRejection', collect);
afterAll(() => {
  process.off('unhandledRejection', collect);
  expect(unhandled).toEqual([]);
});

/** The first page at once, and then `answer`. */
function thenOn(answer: Answer): Answer {
  return (request, response, number) => {
    if (request.url.searchParams.has('cursor')) answer(request, response, number);
    else json(response, pageAt(null, 30, 10));
  };
}

/** Timers and requests under way: what would keep the process from ending. */
function handles(): string[] {
  return process
    .getActiveResourcesInfo()
    .filter((name) =>
      ['Timeout', 'Immediate', 'GetAddrInfoReqWrap', 'TCPConnectWrap'].includes(name),
    );
}

/** A promise inside an array: returned from an async function it would be awaited. */
async function pending(walk: HistoryWalk, waitMs: number): Promise<[Promise<unknown>]> {
  const iterator = walk[Symbol.asyncIterator]();
  for (let count = 0; count < 10; count += 1) await iterator.next();
  const next = iterator.next();
  next.catch(() => undefined);
  await sleep(waitMs);
  return [next];
}

const never = new Promise<never>(() => undefined);

const STATES: readonly {
  readonly name: string;
  readonly answer: Answer;
  readonly options?: Partial<ClientOptions>;
}[] = [
  {
    name: 'waiting for the response to begin',
    answer: thenOn(() => undefined),
  },
  {
    name: 'in the middle of the body',
    answer: thenOn((_request, response) => {
      response.writeHead(200);
      response.write('{"rows":[');
    }),
  },
  {
    name: 'waiting to retry',
    answer: thenOn((_request, response) => {
      response.writeHead(503, { 'retry-after': '6' }).end('{}');
    }),
  },
  {
    name: 'in a fetch that ignores its signal',
    answer: pages(30, 10),
    options: {
      fetch: async (input, init) => {
        return urlOf(input).includes('cursor')
          ? never
          : globalThis.fetch(input, { ...init, signal: null });
      },
    },
  },
];

test.each(STATES)(
  'abort $name settles at once with the reason and leaves nothing',
  STOPWATCH,
  async ({ answer, options }) => {
    const user = new AbortController();
    const { client } = await ledger(answer, options);
    const walk = client.history({}, { signal: user.signal });
    const before = handles();
    const [next] = await pending(walk, 100);
    const reason = new Error('the user went away');
    user.abort(reason);
    expect(await settledWithin(next)).toBeLessThan(AT_ONCE_MS);
    expect(await rejection(next)).toBe(reason);
    expect(walk.report).toMatchObject({ complete: false, endedBy: 'abort', entries: 10 });
    expect(getEventListeners(user.signal, 'abort')).toEqual([]);
    await expect.poll(handles).toEqual(before);
  },
);

test('abort before the first request: nothing is sent', async () => {
  const { server, client } = await ledger(pages(3, 10));
  const reason = new Error('no');
  const walk = client.history({}, { signal: AbortSignal.abort(reason) });
  expect(await rejection(walk.toArray())).toBe(reason);
  expect(walk.report).toMatchObject({ endedBy: 'abort', requests: 0 });
  expect(server.requests).toHaveLength(0);
});

test('abort while the apiKey function is asked settles at once', STOPWATCH, async () => {
  const user = new AbortController();
  const { client } = await ledger(pages(3, 10), { apiKey: () => never });
  const call = client.history({}, { signal: user.signal }).toArray();
  call.catch(() => undefined);
  await sleep(20);
  user.abort();
  expect(await settledWithin(call)).toBeLessThan(AT_ONCE_MS);
  expect(await rejection(call)).toMatchObject({ name: 'AbortError' });
  expect(getEventListeners(user.signal, 'abort')).toEqual([]);
});

test(
  'abort while the consumer holds a page: the next entry is not handed out, the prefetched page is dropped',
  STOPWATCH,
  async () => {
    const user = new AbortController();
    let closed = false;
    const { server, client } = await ledger(
      thenOn((_request, response) => {
        response.on('close', () => {
          closed = true;
        });
      }),
    );
    const walk = client.history({}, { signal: user.signal, prefetch: 1 });
    const iterator = walk[Symbol.asyncIterator]();
    for (let count = 0; count < 4; count += 1) await iterator.next();
    await expect.poll(() => server.requests.length).toBe(2);
    user.abort();
    const next = iterator.next();
    expect(await settledWithin(next)).toBeLessThan(AT_ONCE_MS);
    expect(await rejection(next)).toMatchObject({ name: 'AbortError' });
    expect(walk.report).toMatchObject({ complete: false, endedBy: 'abort', entries: 4 });
    expect(getEventListeners(user.signal, 'abort')).toEqual([]);
    await expect.poll(() => closed).toBe(true);
  },
);

test('abort between two pages', async () => {
  const user = new AbortController();
  const { server, client } = await ledger(pages(30, 10));
  const walk = client.history({}, { signal: user.signal });
  const iterator = walk.pages();
  await iterator.next();
  expect(getEventListeners(user.signal, 'abort')).toEqual([]);
  user.abort();
  expect(await rejection(iterator.next())).toMatchObject({ name: 'AbortError' });
  expect(server.requests).toHaveLength(1);
  expect(walk.report).toMatchObject({ endedBy: 'abort', entries: 10 });
});

test('the signal of the client aborts all its walks, and no listener stays on it after they end well', async () => {
  const user = new AbortController();
  const { client } = await ledger(
    thenOn(() => undefined),
    { signal: user.signal },
  );
  const walks = await Promise.all(Array.from({ length: 5 }, () => pending(client.history(), 0)));
  await sleep(50);
  user.abort();
  for (const [next] of walks) {
    expect(await rejection(next)).toMatchObject({ name: 'AbortError' });
  }
  expect(getEventListeners(user.signal, 'abort')).toEqual([]);

  const lasting = new AbortController();
  const good = await ledger(pages(30, 10), { signal: lasting.signal });
  await good.client.history({}, { prefetch: 1 }).toArray();
  expect(getEventListeners(lasting.signal, 'abort')).toEqual([]);
});

test('leaving for await early closes the connection of a page that is fetched ahead', async () => {
  let closed = false;
  const { server, client } = await ledger(
    thenOn((_request, response) => {
      response.on('close', () => {
        closed = true;
      });
    }),
  );
  const walk = client.history({}, { prefetch: 1 });
  for await (const { id } of walk) {
    if (id === '3') {
      await expect.poll(() => server.requests.length).toBe(2);
      break;
    }
  }
  expect(walk.report).toMatchObject({ complete: false, endedBy: 'abort', entries: 3 });
  await expect.poll(() => closed).toBe(true);
});

test('a walk that ended, failed, was aborted or left is not kept alive by a signal that lives on', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const lasting = new AbortController();
  const { client } = await ledger(
    ({ url }, response) => {
      const cursor = url.searchParams.get('cursor');
      if (cursor === '20') json(response, {}, 403);
      else json(response, pageAt(cursor, 30, 10));
    },
    { signal: lasting.signal },
  );
  const walks = await useWalks(client, lasting.signal);
  await expect
    .poll(() => {
      collectGarbage();
      return walks.filter((walk) => walk.deref() !== undefined).length;
    })
    .toBe(0);
});

/** In a function of its own, so that no local variable keeps a walk. */
async function useWalks(
  client: CreditClient,
  signal: AbortSignal,
): Promise<WeakRef<HistoryWalk>[]> {
  const ended = client.history({}, { signal, limit: 5 });
  await ended.toArray();
  const failed = client.history({}, { signal });
  await failed.toArray().catch(() => undefined);
  const aborted = client.history({}, { signal: AbortSignal.any([signal, AbortSignal.timeout(0)]) });
  await sleep(5);
  await aborted.toArray().catch(() => undefined);
  const left = client.history({}, { signal, prefetch: 1 });
  for await (const entry of left) {
    if (entry.id === '2') break;
  }
  const unread = client.history({}, { signal });
  return [ended, failed, aborted, left, unread].map((walk) => new WeakRef(walk));
}

test('a hundred walks under one signal put one listener on it, Node warns of no leak, and an abort ends them all', async () => {
  const warnings: Error[] = [];
  const warn = (warning: Error): void => {
    warnings.push(warning);
  };
  process.on('warning', warn);
  const user = new AbortController();
  const { server, client } = await ledger(() => undefined, { signal: user.signal });
  const walks = Array.from({ length: 100 }, () => client.history().toArray());
  const ended = Promise.allSettled(walks);
  await expect.poll(() => server.requests.length, { timeout: 20_000 }).toBe(100);
  expect(getEventListeners(user.signal, 'abort')).toHaveLength(1);
  user.abort();
  expect((await ended).every(({ status }) => status === 'rejected')).toBe(true);
  await sleep(0);
  process.off('warning', warn);
  expect(warnings).toEqual([]);
  expect(getEventListeners(user.signal, 'abort')).toEqual([]);
});

test('ten thousand pages under one signal leave no listener and no warning', async () => {
  const warnings: Error[] = [];
  const warn = (warning: Error): void => {
    warnings.push(warning);
  };
  process.on('warning', warn);
  const user = new AbortController();
  const { client } = await ledger(() => undefined, {
    signal: user.signal,
    fetch: (input) => {
      const url = new URL(urlOf(input));
      const body = pageAt(url.searchParams.get('cursor'), 10_000, 1);
      return Promise.resolve(Response.json(body));
    },
  });
  let count = 0;
  for await (const entry of client.history({}, { prefetch: 1 })) count += Number(entry.amount);
  process.off('warning', warn);
  expect(count).toBe(10_000);
  expect(warnings).toEqual([]);
  expect(getEventListeners(user.signal, 'abort')).toEqual([]);
});
