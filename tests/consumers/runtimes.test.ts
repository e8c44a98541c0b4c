import { execFile } from 'node:child_process';
import { copyFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { createServer, build as viteBuild } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { install, type Installed } from './install.js';
import { bun, deno, missing, nodes, type Runtime, workerd } from './programs.js';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

let installed: Installed;
/** The page as the package of this very tree reads it. */
let expected: string;
beforeAll(async () => {
  installed = await install();
  const { stdout } = await run(process.execPath, ['apps/esm.mjs'], { cwd: installed.folder });
  expected = stdout;
  expect(JSON.parse(stdout)).toHaveLength(20);
}, 120_000);
afterAll(() => installed.remove());

async function output(runtime: Runtime, file: string, ...flags: string[]): Promise<string> {
  const given = [...flags, ...runtime.arguments, file];
  const { stdout } = await run(runtime.program, given, { cwd: installed.folder });
  return stdout;
}

describe.each(nodes)('$name', (runtime) => {
  test.skipIf(missing(runtime.program))('as an ES module', async () => {
    expect(await output(runtime, 'apps/esm.mjs')).toBe(expected);
  });

  test.skipIf(missing(runtime.program))('as CommonJS', async () => {
    expect(await output(runtime, 'apps/commonjs.cjs')).toBe(expected);
  });

  test.skipIf(missing(runtime.program))('from one file', async () => {
    expect(await output(runtime, 'apps/inline.mjs')).toBe(expected);
  });

  test.skipIf(missing(runtime.program))('where code from strings is forbidden', async () => {
    const flag = '--disallow-code-generation-from-strings';
    expect(await output(runtime, 'apps/esm.mjs', flag)).toBe(expected);
  });
});

describe.each([deno, bun])('$name', (runtime) => {
  test.skipIf(missing(runtime.program))('as an ES module', async () => {
    expect(await output(runtime, 'apps/esm.mjs')).toBe(expected);
  });

  test.skipIf(missing(runtime.program))('from one file', async () => {
    expect(await output(runtime, 'apps/inline.mjs')).toBe(expected);
  });
});

test.skipIf(missing(workerd))(
  'workerd: the core is a module that it compiles before the program runs',
  async () => {
    const { folder } = installed;
    await build({
      absWorkingDir: folder,
      entryPoints: ['apps/workerd.mjs'],
      outfile: join(folder, 'worker/main.js'),
      bundle: true,
      format: 'esm',
      conditions: ['workerd', 'worker', 'browser'],
      external: ['*.wasm'],
    });
    await copyFile(require.resolve('creditkit/core.wasm'), join(folder, 'worker/core.wasm'));
    await writeFile(
      join(folder, 'worker/config.capnp'),
      `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "main", worker = (
  modules = [
    (name = "main.js", esModule = embed "main.js"),
    (name = "core.wasm", wasm = embed "core.wasm"),
  ],
  compatibilityDate = "2025-09-01",
))]);
`,
    );
    const { stdout } = await run(workerd, ['test', join(folder, 'worker/config.capnp')]);
    expect(stdout).toContain(expected.trim());
  },
);

describe('Vite, on the server', () => {
  test('a build for the server runs', async () => {
    const { folder } = installed;
    await viteBuild({
      root: folder,
      logLevel: 'error',
      build: { ssr: 'apps/esm.mjs', outDir: 'server', target: 'node20' },
    });
    const { stdout } = await run(process.execPath, ['server/esm.js'], { cwd: folder });
    expect(stdout).toBe(expected);
  });

  test('a module that the dev server loads for a page runs', async () => {
    const server = await createServer({
      root: installed.folder,
      logLevel: 'error',
      appType: 'custom',
      server: { middlewareMode: true, watch: null, ws: false },
      optimizeDeps: { noDiscovery: true },
    });
    try {
      const { firstPage } = (await server.ssrLoadModule('/apps/first-page.mjs')) as {
        readonly firstPage: () => Promise<string>;
      };
      expect(`${await firstPage()}\n`).toBe(expected);
    } finally {
      await server.close();
    }
  });
});

describe('TypeScript', () => {
  const modes = [
    { module: 'nodenext', file: 'apps/types.mts' },
    { module: 'nodenext', file: 'apps/types.cts' },
    { module: 'esnext', file: 'apps/types.mts', more: ['--moduleResolution', 'bundler'] },
  ];
  test.each(modes)('$module, $file', async ({ module, file, more = [] }) => {
    const strict = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--target', 'es2022'];
    const { stdout } = await run(
      process.execPath,
      [require.resolve('typescript/bin/tsc'), ...strict, '--module', module, ...more, file],
      { cwd: installed.folder },
    );
    expect(stdout).toBe('');
  });
});
