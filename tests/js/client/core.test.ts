import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type * as Package from '../../../js/src/index.js';
import { checkDefinition, createClient, init } from './support/core.js';
import { withSmallMemory } from './support/small-memory.js';
import { ids, json, LEDGER, pages, serve, type TestServer } from './support/ledger.js';

const WASM = new URL('../../../build/wasm/core.wasm', import.meta.url);

const open: TestServer[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serving(answer: Parameters<typeof serve>[0]): Promise<TestServer> {
  const server = await serve(answer);
  open.push(server);
  return server;
}

/** The package as a program finds it that has just started. */
async function fresh(): Promise<typeof Package> {
  vi.resetModules();
  return import('../../../js/src/index.js');
}

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('it was expected to reject');
    },
    (error: unknown) => error,
  );
}

/** Larger than the memory that {@link small} has. */
const LARGE = `{"rows":[{"id":"1","amount":1}]${' '.repeat(40_000_000)}}`;

/** The package on a core that may use 32 MB. */
async function small(): Promise<typeof Package> {
  const loaded = await fresh();
  await loaded.init(withSmallMemory(await readFile(WASM), 512));
  return loaded;
}

describe('when the core runs out of memory', () => {
  test('that walk ends in a typed error, and the client goes on with a fresh instance', async () => {
    const server = await serving(({ url }, response, number) => {
      if (number === 2) response.writeHead(200).end(LARGE);
      else pages(25, 10)({ url, method: 'GET', headers: {}, body: '' }, response, number);
    });
    const { createClient: create } = await small();
    const client = await create({
      provider: LEDGER,
      baseUrl: server.origin,
      apiKey: 'the-secret-key',
      maxResponseBytes: 50_000_000,
    });
    const walk = client.history();
    const written = vi.spyOn(console, 'error');
    const yielded: string[] = [];
    const reading = async (): Promise<void> => {
      for await (const { id } of walk) yielded.push(id);
    };
    const error = await rejection(reading());
    expect(yielded).toEqual(ids(1, 10));
    expect(written).not.toHaveBeenCalled();
    expect(error).toMatchObject({
      name: 'CoreTrapError',
      code: 'coreTrap',
      provider: 'ledger',
      page: 2,
      report: { complete: false, endedBy: 'error', entries: 10, pages: 1, requests: 2 },
    });
    expect(walk.report).toMatchObject({ endedBy: 'error', entries: 10 });
    const rest = client.history({}, { resumeToken: walk.resumeToken ?? '' });
    expect((await rest.toArray()).map(({ id }) => id)).toEqual(ids(11, 25));
    expect(rest.report.complete).toBe(true);
  });

  test('walks beside it end in the same error, with a token for their own place', async () => {
    const server = await serving((request, response, number) => {
      if (request.url.searchParams.get('cursor') === '20') response.writeHead(200).end(LARGE);
      else pages(25, 10)(request, response, number);
    });
    const { createClient: create } = await small();
    const client = await create({
      provider: LEDGER,
      baseUrl: server.origin,
      apiKey: 'the-secret-key',
      maxResponseBytes: 50_000_000,
    });
    const beside = client.history();
    const iterator = beside[Symbol.asyncIterator]();
    for (let count = 0; count < 4; count += 1) await iterator.next();
    expect(await rejection(client.history().toArray())).toMatchObject({ name: 'CoreTrapError' });
    // What it holds already is still good.
    const seen: (string | undefined)[] = [];
    for (let count = 4; count < 10; count += 1) seen.push((await iterator.next()).value?.id);
    expect(seen).toEqual(ids(5, 10));
    expect(await rejection(iterator.next())).toMatchObject({ name: 'CoreTrapError', page: 2 });
    const rest = client.history({}, { resumeToken: beside.resumeToken ?? '', limit: 3 });
    expect((await rest.toArray()).map(({ id }) => id)).toEqual(ids(11, 13));
  });
});

describe('loading', () => {
  test('without init, checkDefinition says what to do', async () => {
    const { checkDefinition: check, WasmLoadError } = await fresh();
    expect(() => check(LEDGER)).toThrow(WasmLoadError);
    expect(() => check(LEDGER)).toThrow('await init() first');
  });

  test('a core that is not there, a page in its place, and garbage are WasmLoadErrors; a later init succeeds', async () => {
    const server = await serving(({ url }, response) => {
      if (url.pathname === '/missing.wasm') json(response, {}, 404);
      else if (url.pathname === '/page.wasm') response.writeHead(200).end('<!doctype html>');
      else response.writeHead(200).end('no wasm');
    });
    const loaded = await fresh();
    for (const path of ['/missing.wasm', '/page.wasm', '/garbage.wasm']) {
      const error = await rejection(loaded.init(`${server.origin}${path}`));
      expect(error).toBeInstanceOf(loaded.WasmLoadError);
      expect(String(error)).toContain(path);
    }
    await expect(loaded.init(await readFile(WASM))).resolves.toBeUndefined();
    expect(loaded.checkDefinition(LEDGER)).toEqual({ ok: true });
  });

  test('init twice, or many times at once, loads one core', async () => {
    const loaded = await fresh();
    const compile = vi.spyOn(WebAssembly, 'Module');
    const bytes = await readFile(WASM);
    await Promise.all([loaded.init(bytes), loaded.init(bytes), loaded.init()]);
    await loaded.init();
    expect(compile).toHaveBeenCalledTimes(1);
  });

  test('no process-wide listener is added', async () => {
    const count = (): number =>
      process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
    const before = count();
    const loaded = await fresh();
    await loaded.init(await readFile(WASM));
    expect(count()).toBe(before);
  });
});

describe('definitions', () => {
  test('checkDefinition names each fault by its JSON Pointer', async () => {
    await init();
    expect(checkDefinition(LEDGER)).toEqual({ ok: true });
    const { operations } = LEDGER;
    const broken = {
      ...LEDGER,
      operations: { history: { ...operations.history, paging: { kind: 'guess' } } },
    };
    expect(checkDefinition(broken)).toMatchObject({
      ok: false,
      faults: [{ pointer: '/operations/history/paging/kind' }],
    });
    expect(checkDefinition(null).ok).toBe(false);
    expect(checkDefinition({}).ok).toBe(false);
  });

  test('createClient refuses a broken one with the same faults', async () => {
    const options = { baseUrl: 'https://api.example.com', apiKey: 'the-secret-key' };
    const error = await rejection(createClient({ ...options, provider: { id: 'x' } }));
    expect(error).toMatchObject({ name: 'DefinitionError', code: 'definition' });
    expect((error as Package.DefinitionError).faults).toEqual(
      (checkDefinition({ id: 'x' }) as { faults: unknown }).faults,
    );
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    expect(await rejection(createClient({ ...options, provider: circular }))).toMatchObject({
      name: 'DefinitionError',
    });
    expect(checkDefinition(circular)).toMatchObject({ ok: false, faults: [{ pointer: '' }] });
  });

  test('what happens to the object afterwards does not change the client', async () => {
    const server = await serving(pages(3, 10));
    const mine = structuredClone<{ id: string }>(LEDGER);
    const client = await createClient({
      provider: mine,
      baseUrl: server.origin,
      apiKey: 'the-secret-key',
    });
    mine.id = 'changed';
    expect(client.provider).toBe('ledger');
    const [entry] = await client.history().toArray();
    expect(entry?.provider).toBe('ledger');
  });

  test('an unknown provider, a missing baseUrl and an unknown option are refused by name', async () => {
    const cases: [object, string][] = [
      [{ provider: 'unknown', apiKey: 'the-secret-key' }, 'provider'],
      [{ provider: 'klaim', apiKey: 'the-secret-key' }, 'baseUrl'],
      [{ provider: 'nebula', apiKey: '' }, 'apiKey'],
      [{ provider: 'nebula', apiKey: 'the-secret-key', timeout: 5 }, 'timeout'],
      [{ provider: 'nebula', apiKey: 'the-secret-key', retry: { limit: -1 } }, 'retry.limit'],
      [{ provider: 'nebula', apiKey: 'the-secret-key', retry: { tries: 1 } }, 'retry.tries'],
      [{ provider: 'nebula', apiKey: 'the-secret-key', maxResponseBytes: 0 }, 'maxResponseBytes'],
    ];
    for (const [options, parameter] of cases) {
      const error = await rejection(createClient(options as Package.ClientOptions));
      expect(error).toMatchObject({ name: 'ParameterError', parameter });
    }
  });
});

describe('normalize', () => {
  const body = '{"rows":[{"id":"a","amount":-2.50},{"id":"b","amount":1e3}],"next":"x"}';

  test('reads a response that was fetched elsewhere, from text or bytes', async () => {
    const client = await createClient({ provider: LEDGER, baseUrl: 'https://api.example.com' });
    const page = client.normalize('history', body);
    expect(page.entries.map(({ id, amount, kind }) => [id, amount, kind])).toEqual([
      ['a', '-2.50', 'usage'],
      ['b', '1000', 'grant'],
    ]);
    expect(client.normalize('history', new TextEncoder().encode(body))).toEqual(page);
    const [entry] = client.normalize('history', body, { includeRaw: true }).entries;
    expect(entry?.raw).toBe('{"id":"a","amount":-2.50}');
  });

  test('throws what the walk would', async () => {
    const client = await createClient({ provider: LEDGER, baseUrl: 'https://api.example.com' });
    const caught = (act: () => unknown): unknown => {
      try {
        act();
      } catch (error) {
        return error;
      }
      return undefined;
    };
    expect(caught(() => client.normalize('history', '{"rows":['))).toMatchObject({
      name: 'ResponseFormatError',
      provider: 'ledger',
      operation: 'history',
      page: null,
    });
    expect(caught(() => client.normalize('history', '{}', { status: 404 }))).toMatchObject({
      name: 'NotFoundError',
      status: 404,
    });
    expect(caught(() => client.normalize('balance', '{}'))).toMatchObject({
      parameter: 'operation',
    });
    expect(caught(() => client.normalize('history', '{}', { status: 99 }))).toMatchObject({
      parameter: 'status',
    });
  });
});
