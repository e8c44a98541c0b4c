import { afterEach, expect, test } from 'vitest';
import {
  type ClientOptions,
  createClient,
  type CreditClient,
  type CreditKitError,
} from './support/core.js';
import {
  type Answer,
  ids,
  json,
  LEDGER,
  pageAt,
  pages,
  serve,
  type TestServer,
} from './support/ledger.js';

const open: TestServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function ledger(
  answer: Answer,
  options: Partial<ClientOptions> = {},
): Promise<{ server: TestServer; client: CreditClient }> {
  const server = await serve(answer);
  open.push(server);
  const client = await createClient({
    provider: LEDGER,
    baseUrl: server.origin,
    apiKey: 'the-secret-key',
    ...options,
  });
  return { server, client };
}

test('for await yields every entry once, in order, and the report says so', async () => {
  const { server, client } = await ledger(pages(25, 10));
  const walk = client.history();
  const seen: string[] = [];
  for await (const { id } of walk) {
    seen.push(id);
  }
  expect(seen).toEqual(ids(1, 25));
  expect(server.requests).toHaveLength(3);
  expect(walk.report).toMatchObject({
    complete: true,
    endedBy: 'end',
    pages: 3,
    requests: 3,
    retries: 0,
    entries: 25,
  });
});

test('while a page is being read, the report counts what was yielded and promises nothing', async () => {
  const { client } = await ledger(pages(5, 10));
  const walk = client.history();
  const iterator = walk[Symbol.asyncIterator]();
  await iterator.next();
  await iterator.next();
  expect(walk.report).toMatchObject({ complete: false, endedBy: null, entries: 2, pages: 1 });
});

test('nothing is requested before the walk is read', async () => {
  const { server, client } = await ledger(pages(5, 10));
  const walk = client.history();
  await new Promise((resolve) => setImmediate(resolve));
  expect(server.requests).toHaveLength(0);
  expect(walk.report).toMatchObject({ complete: false, endedBy: null, pages: 0, requests: 0 });
});

test('next() called many times at once fetches each page once and answers in order', async () => {
  const { server, client } = await ledger(pages(25, 10));
  const iterator = client.history()[Symbol.asyncIterator]();
  const results = await Promise.all(Array.from({ length: 40 }, () => iterator.next()));
  expect(results.filter(({ done }) => done !== true).map(({ value }) => value?.id)).toEqual(
    ids(1, 25),
  );
  expect(results.slice(25).every(({ done }) => done === true)).toBe(true);
  expect(server.requests).toHaveLength(3);
});

test('two iterators over one walk share its position', async () => {
  const { server, client } = await ledger(pages(4, 2));
  const walk = client.history();
  const [one, two] = [walk[Symbol.asyncIterator](), walk[Symbol.asyncIterator]()];
  const results = await Promise.all([one.next(), two.next(), one.next(), two.next()]);
  expect(results.map(({ value }) => value?.id)).toEqual(ids(1, 4));
  expect(server.requests).toHaveLength(2);
});

test('pages() yields pages as they come, an empty one in the middle too', async () => {
  const { client } = await ledger(({ url }, response) => {
    const cursor = url.searchParams.get('cursor');
    json(
      response,
      cursor === '2' ? { rows: [], next: '2b' } : pageAt(cursor === '2b' ? '2' : cursor, 4, 2),
    );
  });
  const sizes: number[] = [];
  const walk = client.history();
  for await (const { entries } of walk.pages()) {
    sizes.push(entries.length);
  }
  expect(sizes).toEqual([2, 0, 2]);
  expect(walk.report.complete).toBe(true);
});

test('after some entries, pages() goes on with the rest of the page', async () => {
  const { client } = await ledger(pages(6, 4));
  const walk = client.history();
  await walk[Symbol.asyncIterator]().next();
  const rest: string[][] = [];
  for await (const { entries } of walk.pages()) {
    rest.push(entries.map(({ id }) => id));
  }
  expect(rest).toEqual([ids(2, 4), ids(5, 6)]);
});

test('toArray holds at most max entries, then says where to go on without losing any', async () => {
  const { client } = await ledger(pages(25, 10));
  await expect(client.history().toArray({ max: 25 })).resolves.toHaveLength(25);
  const walk = client.history();
  await walk[Symbol.asyncIterator]().next();
  const error: unknown = await walk.toArray({ max: 23 }).catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    name: 'ParameterError',
    code: 'tooManyEntries',
    parameter: 'max',
    report: { complete: false, endedBy: 'error' },
  });
  const { resumeToken } = error as { resumeToken: string };
  const rest = await client.history({}, { resumeToken }).toArray();
  expect(rest.map(({ id }) => id)).toEqual(ids(2, 25));
});

test('leaving for await early ends the walk; its token goes on exactly there', async () => {
  const { server, client } = await ledger(pages(25, 10));
  const walk = client.history();
  for await (const { id } of walk) {
    if (id === '13') break;
  }
  expect(walk.report).toMatchObject({ complete: false, endedBy: 'abort', entries: 13, pages: 2 });
  expect(await walk.toArray()).toEqual([]);
  expect(server.requests).toHaveLength(2);
  const rest = await client.history({}, { resumeToken: walk.resumeToken ?? '' }).toArray();
  expect(rest.map(({ id }) => id)).toEqual(ids(14, 25));
});

test('leaving after the very last entry is a complete walk', async () => {
  const { client } = await ledger(pages(3, 10));
  const walk = client.history();
  for await (const { id } of walk) {
    if (id === '3') break;
  }
  expect(walk.report).toMatchObject({ complete: true, endedBy: 'end', entries: 3 });
});

test('return() while next() waits ends that next() with done, at once', async () => {
  const { client } = await ledger(({ url }, response) => {
    if (url.searchParams.has('cursor')) return;
    json(response, pageAt(null, 25, 10));
  });
  const walk = client.history();
  const iterator = walk[Symbol.asyncIterator]();
  for (let count = 0; count < 10; count += 1) await iterator.next();
  const waiting = iterator.next();
  await new Promise((resolve) => setTimeout(resolve, 20));
  await iterator.return?.();
  await expect(waiting).resolves.toEqual({ done: true, value: undefined });
  expect(walk.report).toMatchObject({ complete: false, endedBy: 'abort', entries: 10 });
});

test('return() in the moment in which a page has come whole ends the walk too', async () => {
  let leave = (): void => undefined;
  const { server, client } = await ledger(pages(30, 10), {
    onResponse: () => {
      leave();
    },
  });
  const walk = client.history();
  const iterator = walk[Symbol.asyncIterator]();
  await iterator.next();
  leave = () => void iterator.return?.();
  const rest: (string | undefined)[] = [];
  for (let index = 0; index < 12; index += 1) {
    rest.push((await iterator.next()).value?.id);
  }
  expect(rest).toEqual([...ids(2, 10), undefined, undefined, undefined]);
  expect(walk.report).toMatchObject({ complete: false, endedBy: 'abort', entries: 10 });
  const others = client.history({}, { resumeToken: walk.resumeToken ?? '' });
  expect((await others.toArray()).map(({ id }) => id)).toEqual(ids(11, 30));
  expect(server.requests.length).toBeGreaterThan(3);
});

test('resuming at any entry of any page yields exactly the rest, also in a new client', async () => {
  const { server, client } = await ledger(pages(12, 5));
  for (let read = 0; read <= 12; read += 1) {
    const walk = client.history();
    const iterator = walk[Symbol.asyncIterator]();
    for (let count = 0; count < read; count += 1) await iterator.next();
    const { resumeToken } = walk;
    const later = await createClient({
      provider: LEDGER,
      baseUrl: server.origin,
      apiKey: 'another-key',
    });
    const rest = await later.history({}, resumeToken === null ? {} : { resumeToken }).toArray();
    expect(rest.map(({ id }) => id)).toEqual(ids(read + 1, 12));
  }
});

test('a failed walk tells how far it got, and goes on failing the same way', async () => {
  const { client } = await ledger(({ url }, response) => {
    const cursor = url.searchParams.get('cursor');
    if (cursor === '10') json(response, { message: 'no such thing' }, 404);
    else json(response, pageAt(cursor, 25, 10));
  });
  const walk = client.history();
  const error: unknown = await walk.toArray().catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    name: 'NotFoundError',
    code: 'notFound',
    provider: 'ledger',
    operation: 'history',
    page: 2,
    status: 404,
    vendorMessage: 'no such thing',
    request: { method: 'GET', path: '/entries' },
    report: { complete: false, endedBy: 'error', pages: 1, entries: 10, requests: 2 },
  });
  expect(walk.report).toMatchObject({ endedBy: 'error' });
  await expect(walk[Symbol.asyncIterator]().next()).rejects.toBe(error);
  await expect(walk.toArray()).rejects.toBe(error);
});

test('a toArray() that fails loses no entry: its token stands before those that it had read', async () => {
  const { client } = await ledger(({ url }, response) => {
    const cursor = url.searchParams.get('cursor');
    if (cursor === '20') json(response, { message: 'no' }, 403);
    else json(response, pageAt(cursor, 30, 10));
  });
  const walk = client.history();
  const iterator = walk[Symbol.asyncIterator]();
  for (let count = 0; count < 4; count += 1) await iterator.next();
  for (let again = 0; again < 2; again += 1) {
    const error = (await walk.toArray().catch((reason: unknown) => reason)) as CreditKitError;
    expect(error).toMatchObject({ name: 'PermissionError', page: 3 });
    expect(error.resumeToken).toBe(walk.resumeToken);
  }
  const later = client.history({}, { resumeToken: walk.resumeToken ?? '', limit: 3 });
  expect((await later.toArray()).map(({ id }) => id)).toEqual(ids(5, 7));
});

test('several next() that wait on one failing page all fail; none looks like the end', async () => {
  const { server, client } = await ledger((_request, response) => {
    json(response, { message: 'no' }, 403);
  });
  const iterator = client.history()[Symbol.asyncIterator]();
  const results = await Promise.allSettled([iterator.next(), iterator.next(), iterator.next()]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(server.requests).toHaveLength(1);
});

test('prefetch fetches the next page while the consumer holds this one, and no further', async () => {
  const { server, client } = await ledger(pages(50, 10));
  const walk = client.history({}, { prefetch: 4 });
  const iterator = walk[Symbol.asyncIterator]();
  await iterator.next();
  await expect.poll(() => server.requests.length).toBe(2);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(server.requests).toHaveLength(2);
  const rest: string[] = [];
  for await (const { id } of walk) rest.push(id);
  expect(rest).toEqual(ids(2, 50));
  expect(server.requests).toHaveLength(5);
  expect(walk.report).toMatchObject({ complete: true, requests: 5, pages: 5, retries: 0 });
});

test('a resume token taken in the middle of a page is right although the next one is fetched already', async () => {
  const { server, client } = await ledger(pages(30, 10));
  const walk = client.history({}, { prefetch: 1 });
  const iterator = walk[Symbol.asyncIterator]();
  for (let count = 0; count < 14; count += 1) await iterator.next();
  await expect.poll(() => server.requests.length).toBe(3);
  const rest = await client.history({}, { resumeToken: walk.resumeToken ?? '' }).toArray();
  expect(rest.map(({ id }) => id)).toEqual(ids(15, 30));
});

test('limit and maxPages end the walk by limit, with a token for the rest', async () => {
  const { client } = await ledger(pages(25, 10));
  for (const [options, count] of [
    [{ limit: 13 }, 13],
    [{ maxPages: 2 }, 20],
  ] as const) {
    const walk = client.history({}, options);
    const first = await walk.toArray();
    expect(first.map(({ id }) => id)).toEqual(ids(1, count));
    expect(walk.report).toMatchObject({ complete: false, endedBy: 'limit', entries: count });
    const rest = await client.history({}, { resumeToken: walk.resumeToken ?? '' }).toArray();
    expect(rest.map(({ id }) => id)).toEqual(ids(count + 1, 25));
  }
});

test('two walks on one client do not disturb each other', async () => {
  const { client } = await ledger(pages(25, 10));
  const [one, two] = [client.history(), client.history()];
  const [left, right] = [one[Symbol.asyncIterator](), two[Symbol.asyncIterator]()];
  const seen: (string | undefined)[][] = [];
  for (let count = 0; count < 25; count += 1) {
    const [a, b] = await Promise.all([left.next(), right.next()]);
    seen.push([a.value?.id, b.value?.id]);
  }
  expect(seen).toEqual(ids(1, 25).map((id) => [id, id]));
});

test('a misspelt option or query parameter is refused before anything is requested', async () => {
  const { server, client } = await ledger(pages(5, 10));
  const misspelt = { pagesize: 10 };
  await expect(client.history({}, { limit: 5, ...misspelt }).toArray()).rejects.toMatchObject({
    name: 'ParameterError',
    parameter: 'pagesize',
  });
  await expect(client.history({ bad: 1 }).toArray()).rejects.toMatchObject({
    name: 'ParameterError',
    parameter: 'bad',
  });
  for (const value of [10n, Number.NaN, Infinity, {}, [], null, () => 1]) {
    const query: object = { cursor: value };
    await expect(client.history({ ...query }).toArray()).rejects.toMatchObject({
      name: 'ParameterError',
      parameter: 'cursor',
    });
  }
  await expect(client.history({}, { limit: 0 }).toArray()).rejects.toMatchObject({
    parameter: 'limit',
  });
  await expect(client.balance()).rejects.toMatchObject({ parameter: 'operation' });
  expect(server.requests).toHaveLength(0);
});
