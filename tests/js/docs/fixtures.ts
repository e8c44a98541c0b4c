/**
 * The values that blocks of the documentation take for granted (declared in declarations.ts), and what must have
 * happened when a block was run. Runs in the block's own process.
 */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { CreditClient, CreditEntry, CreditPage } from 'creditkit';
import type { Role } from './declarations.js';
import { acmeResponse, KEY, packageRoot, urlOf } from './world.js';

type Scope = Record<string, unknown>;
type Exports = Record<string, unknown>;

export interface Fixture {
  readonly scope?: () => Promise<Scope> | Scope;
  /** What a user would notice. `logged`: what went to the console. */
  readonly check?: (exports: Exports, scope: Scope, logged: readonly unknown[][]) => unknown;
}

async function nametrust(): Promise<CreditClient<'nametrust'>> {
  const { createClient } = await import('creditkit');
  return createClient({ provider: 'nametrust', apiKey: KEY });
}

/** The first definition of docs/definitions.md. */
async function acme(): Promise<object> {
  const text = await readFile(`${packageRoot}/docs/definitions.md`, 'utf8');
  const [, definition = ''] = /^```json definition\n(.*?)^```$/ms.exec(text) ?? [];
  return JSON.parse(definition) as object;
}

/** A store that remembers, for walks that are cut and gone on with. */
function memory(): Scope & { readonly stored: unknown[]; readonly saved: unknown[] } {
  const stored: unknown[] = [];
  const saved: unknown[] = [];
  return {
    stored,
    saved,
    load: () => Promise.resolve(undefined),
    store: (value: unknown) => Promise.resolve(stored.push(value)),
    save: (value: unknown) => Promise.resolve(saved.push(value)),
  };
}

function sizeOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

export const FIXTURES: Readonly<Partial<Record<Role, Fixture>>> = {
  client: {
    scope: async () => ({ client: await nametrust(), ...memory() }),
    check(_, { stored, saved }, logged) {
      assert.ok(sizeOf(stored) + sizeOf(saved) + logged.length > 0);
    },
  },
  errors: {
    async scope() {
      const { createClient } = await import('creditkit');
      const failing: typeof fetch = (url, init) =>
        typeof init?.body === 'string' && init.body.includes('starting_after')
          ? Promise.resolve(new Response('{', { status: 200 }))
          : fetch(url, init);
      const client = await createClient({
        provider: 'klaim',
        apiKey: KEY,
        baseUrl: 'https://klaim.example',
        fetch: failing,
      });
      return { ...memory(), client, user_id: 'u1', saved: undefined };
    },
    check(_, { stored }) {
      assert.equal(sizeOf(stored), 20);
    },
  },
  paging: {
    async scope() {
      const { createClient } = await import('creditkit');
      const client = await createClient({
        provider: 'klaim',
        apiKey: KEY,
        baseUrl: 'https://klaim.example',
      });
      return { ...memory(), client, query: { user_id: 'u1' } };
    },
  },
  acme: {
    async scope() {
      const { createClient } = await import('creditkit');
      return { createClient, definition: await acme(), apiKey: KEY };
    },
    check(_, __, logged) {
      assert.deepEqual(logged, [
        ['12.50', 'credits'],
        ['100.00', 'credits'],
      ]);
    },
  },
  check: {
    async scope() {
      const { checkDefinition, init } = await import('creditkit');
      return { checkDefinition, init, definition: await acme() };
    },
    check(_, __, logged) {
      assert.deepEqual(logged, [[{ ok: true }]]);
    },
  },
  documented: {
    async scope() {
      const { createClient } = await import('creditkit');
      const client = await createClient({ provider: await acme(), apiKey: KEY });
      return { client, documentedResponse: acmeResponse };
    },
    check({ page }) {
      assert.equal((page as CreditPage).entries.length, 2);
    },
  },
  page: {
    check(_, __, logged) {
      assertBalance(logged);
    },
  },
  inline: {
    check(_, __, logged) {
      assertBalance(logged);
    },
  },
  esbuild: {
    async scope() {
      const folder = await mkdtemp(`${packageRoot}/build/docs/app-`);
      await writeFile(
        `${folder}/app.js`,
        "import { createClient } from 'creditkit';\nconsole.log(createClient);\n",
      );
      process.chdir(folder);
      return {};
    },
    async check() {
      assert.deepEqual((await readdir('out')).sort(), ['app.js', 'core.wasm.gz']);
      // What the bundle asks for is where it was copied to.
      assert.match(
        await readFile('out/app.js', 'utf8'),
        /new URL\("\.\/core\.wasm\.gz", import\.meta\.url\)/,
      );
      await WebAssembly.compile(gunzipSync(await readFile('out/core.wasm.gz')));
    },
  },
  proxied: {
    scope: () => ({ location: { origin: 'https://app.example' } }),
    check(_, __, logged) {
      assertBalance(logged);
    },
  },
  proxy: {
    scope: () => ({
      isSignedIn: ({ headers }: { headers: Record<string, string> }) =>
        Promise.resolve(headers['cookie'] !== 'none'),
    }),
    check: ({ server }) => checkProxy(server as Server),
  },
  wasm: {
    async check() {
      assert.equal(urlOf('/assets/core.wasm').asked, 1);
      assert.ok((await (await nametrust()).balance()).available);
    },
  },
  module: {
    scope: async () => ({
      core: await WebAssembly.compile(await readFile(`${packageRoot}/dist/core.wasm`)),
    }),
    async check() {
      assert.ok((await (await nametrust()).balance()).available);
    },
  },
  worker: {
    scope() {
      const posted: CreditEntry[][] = [];
      return { self: { postMessage: (entries: CreditEntry[]) => posted.push(entries) }, posted };
    },
    async check(_, { self, posted }) {
      const { onmessage } = self as { onmessage: (event: { data: object }) => Promise<void> };
      await onmessage({ data: { kind: 'consume' } });
      const entries = structuredClone(posted as CreditEntry[][]).flat();
      assert.ok(entries.length > 0);
      assert.ok(entries.every(({ kind }) => kind === 'usage'));
    },
  },
  edge: {
    async check(exports) {
      const worker = exports['default'] as {
        fetch: (request: Request, env: object) => Promise<Response>;
      };
      const request = new Request('https://edge.example/');
      const response = await worker.fetch(request, { NAMETRUST_KEY: KEY });
      const { available } = (await response.json()) as { available: string };
      assert.match(available, /^\d+$/);
    },
  },
};

function assertBalance(logged: readonly unknown[][]): void {
  const [[balance]] = logged as [[{ available: string }]];
  assert.match(balance.available, /^\d+$/);
}

async function checkProxy(server: Server): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const { createClient } = await import('creditkit');
  const client = await createClient({ provider: 'nametrust', baseUrl: `${origin}/nametrust` });
  assert.equal((await client.history().toArray()).length, 57);
  assert.ok((await client.balance()).available);
  for (const [path, cookie] of [
    ['/nametrust/credits', 'none'],
    ['/nametrust/domains', ''],
    ['/elsewhere', ''],
    ['/nametrust/credits/../domains', ''],
  ] as const) {
    const response = await fetch(origin + path, { headers: { cookie } });
    assert.equal(response.status, 403);
  }
  server.close();
  server.closeAllConnections();
}
