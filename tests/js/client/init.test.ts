import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type * as Package from '../../../js/src/index.js';
import { LEDGER, serve, type TestServer } from './support/ledger.js';

const WASM = new URL('../../../build/wasm/core.wasm', import.meta.url);
const bytes = await readFile(WASM);
const gzipped = gzipSync(bytes);

const open: TestServer[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** The package as a program finds it that has just started. */
async function fresh(): Promise<typeof Package> {
  vi.resetModules();
  return import('../../../js/src/index.js');
}

async function serving(): Promise<string> {
  const server = await serve(({ url }, response) => {
    const page = '\n<!doctype html><title>an app</title>';
    if (url.pathname === '/core.wasm') response.writeHead(200).end(bytes);
    else if (url.pathname === '/core.wasm.gz') response.writeHead(200).end(gzipped);
    else if (url.pathname === '/told/core.wasm.gz')
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipped);
    else if (url.pathname === '/twice/core.wasm.gz')
      // As WebKit hands it on where a server says that it has gzipped a gzipped file.
      response.writeHead(200).end(gzipSync(gzipped));
    else if (url.pathname === '/gone/core.wasm') response.writeHead(404).end(page);
    else if (url.pathname === '/app/core.wasm') response.writeHead(200).end(page.trim());
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  });
  open.push(server);
  return server.origin;
}

async function message(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'it did not fail',
    (error: unknown) => String(error),
  );
}

/** As V8 refuses where a policy or its embedder forbids it. */
function refuseToCompile(why: string): void {
  vi.spyOn(WebAssembly, 'Module').mockImplementation(function refuse() {
    throw new WebAssembly.CompileError(why);
  });
}

describe('init takes the core from', () => {
  const sources: Readonly<Record<string, (origin: string) => Parameters<typeof Package.init>[0]>> =
    {
      'a URL': (origin) => new URL(`${origin}/core.wasm`),
      'a text': (origin) => `${origin}/core.wasm`,
      'a gzipped file': (origin) => `${origin}/core.wasm.gz`,
      'a gzipped file of which the server says so': (origin) => `${origin}/told/core.wasm.gz`,
      'a gzipped file that a server gzipped once more': (origin) => `${origin}/twice/core.wasm.gz`,
      'a file URL, in Node': () => WASM,
      'a file URL as text, in Node': () => WASM.href,
      'a Response': () => new Response(new Uint8Array(bytes)),
      bytes: () => bytes,
      'gzipped bytes': () => gzipped,
      'an ArrayBuffer': () => new Uint8Array(bytes).buffer,
      'a part of a larger buffer': () => {
        const larger = new Uint8Array(bytes.length + 16);
        larger.set(bytes, 8);
        return larger.subarray(8, 8 + bytes.length);
      },
      'a WebAssembly.Module': () => new WebAssembly.Module(bytes),
    };
  test.each(Object.entries(sources))('%s', async (_name, source) => {
    const origin = await serving();
    const loaded = await fresh();
    await loaded.init(source(origin));
    expect(loaded.checkDefinition(LEDGER)).toEqual({ ok: true });
  });
});

describe('a core that cannot be loaded is a WasmLoadError that names', () => {
  test('the URL and its status', async () => {
    const origin = await serving();
    const { init } = await fresh();
    expect(await message(init(`${origin}/gone/core.wasm`))).toBe(
      `WasmLoadError: could not load the WASM core from ${origin}/gone/core.wasm: the server answered HTTP 404`,
    );
  });

  test.each(['/app/core.wasm', '/any/path/core.wasm'])(
    'the page that came in its place (%s)',
    async (path) => {
      const origin = await serving();
      const { init } = await fresh();
      expect(await message(init(new URL(path, origin)))).toContain(
        `from ${origin}${path}: that is a page (HTML), not WebAssembly`,
      );
    },
  );

  test('the page whose bytes were passed', async () => {
    const { init } = await fresh();
    expect(await message(init(new TextEncoder().encode('<!doctype html>')))).toContain(
      'from the Uint8Array given: that is a page (HTML)',
    );
  });

  test('a server that cannot be reached', async () => {
    const server = await serve(() => undefined);
    await server.close();
    const { init } = await fresh();
    const text = await message(init(`${server.origin}/core.wasm`));
    expect(text).toContain(`could not load the WASM core from ${server.origin}/core.wasm`);
    expect(text).toContain('fetch failed');
  });

  test('the default place, and what else can be done, where a bundler lost the file', async () => {
    const { init } = await fresh();
    const text = await message(init());
    expect(text).toMatch(/from file:\/\/.*\/core\.wasm: ENOENT/);
    expect(text).toContain('creditkit/inline');
  });

  test('a gzipped file that came in half, or changed on its way', async () => {
    const { init } = await fresh();
    const half = gzipped.subarray(0, gzipped.length / 2);
    expect(await message(init(half))).toContain('could not load the WASM core from the');
    const changed = Uint8Array.from(gzipped);
    changed.set([(changed.at(-9) ?? 0) ^ 1], changed.length - 9);
    expect(await message(init(changed))).toContain('could not load the WASM core from the');
  });

  test('another module than the core', async () => {
    const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
    const { init } = await fresh();
    expect(await message(init(empty))).toContain('it is not the core of this package');
  });

  test('a policy that forbids WebAssembly, with what the policy needs', async () => {
    const { init } = await fresh();
    refuseToCompile(
      'WebAssembly.Module(): Refused to compile or instantiate WebAssembly module because ' +
        "'unsafe-eval' is not an allowed source of script in the following Content Security Policy directive",
    );
    expect(await message(init(bytes))).toContain("needs 'wasm-unsafe-eval' in script-src");
  });

  test('a runtime that compiles nothing, with what it needs', async () => {
    const { init } = await fresh();
    refuseToCompile('WebAssembly.Module(): Wasm code generation disallowed by embedder');
    expect(await message(init(bytes))).toContain('WebAssembly.Module of creditkit/core.wasm');
  });
});

test('a failure is forgotten: the next init, with another source, succeeds; from then on the source is decided', async () => {
  const origin = await serving();
  const loaded = await fresh();
  const compile = vi.spyOn(WebAssembly, 'Module');
  await expect(loaded.init(`${origin}/gone/core.wasm`)).rejects.toBeInstanceOf(
    loaded.WasmLoadError,
  );
  await Promise.all([loaded.init(bytes), loaded.init(bytes)]);
  await loaded.init(`${origin}/gone/core.wasm`);
  expect(compile).toHaveBeenCalledTimes(1);
});

test('the cause stays at hand', async () => {
  const { init, WasmLoadError } = await fresh();
  const error: unknown = await init(new Uint8Array(8)).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(WasmLoadError);
  expect(error).toMatchObject({ code: 'wasmLoad', cause: { cause: { name: 'CompileError' } } });
});
