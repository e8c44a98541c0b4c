import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build as esbuild } from 'esbuild';
import { rollup } from 'rollup';
import { build as viteBuild } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromium } from '../browser/engines/chromium.js';
import type { Browser, Engine, Page } from '../browser/engines/engine.js';
import { firefox } from '../browser/engines/firefox.js';
import { webkit } from '../browser/engines/webkit.js';
import { install, type Installed } from './install.js';
import { missing } from './programs.js';
import { serveFolder, type Site, STRICT } from './serve.js';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const fetched = join(import.meta.dirname, 'node_modules');

let installed: Installed;
let expected: string;
let site: Site;
beforeAll(async () => {
  installed = await install();
  const { folder } = installed;
  expected = (await run(process.execPath, ['apps/esm.mjs'], { cwd: folder })).stdout.trim();
  await plainPages(folder);
  site = await serveFolder(folder);
});
afterAll(async () => {
  await site.close();
  await installed.remove();
});

const html = (script: string): string =>
  `<!doctype html><meta charset="utf-8"><title>credits</title><script type="module" src="${script}"></script><output></output>`;

/** What no bundler has touched: the browser asks for the package's own files. */
async function plainPages(folder: string): Promise<void> {
  await mkdir(join(folder, 'plain'));
  const source = await readFile(join(folder, 'apps/first-page.mjs'), 'utf8');
  const served = source.replace(
    /'creditkit(\/testing)?'/g,
    (_, testing) =>
      `'../node_modules/creditkit/dist/${testing === undefined ? 'index' : 'testing'}.js'`,
  );
  await writeFile(join(folder, 'plain/first-page.mjs'), served);
  for (const file of ['page.mjs', 'page-with-worker.mjs', 'worker.mjs']) {
    await copyFile(join(folder, 'apps', file), join(folder, 'plain', file));
  }
  await writeFile(join(folder, 'plain/page.html'), html('page.mjs'));
  await writeFile(join(folder, 'plain/worker.html'), html('page-with-worker.mjs'));
}

async function shown(page: Page, url: string): Promise<string> {
  await page.goto(url);
  for (let tries = 0; tries < 300; tries += 1) {
    const text = await page.evaluate(() => document.querySelector('output')?.textContent ?? '');
    if (text !== '') return text;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nothing was shown: ${(await page.problems()).join('\n')}`);
}

async function inBrowser<T>(engine: Engine, act: (page: Page) => Promise<T>): Promise<T> {
  const browser: Browser = await engine.launch();
  try {
    return await act(await browser.open());
  } finally {
    await browser.close();
  }
}

describe.each([chromium, firefox, webkit])('$name, under a strict policy', (engine) => {
  test.skipIf(engine.missing !== null)('a page and a worker without a bundler', async () => {
    await inBrowser(engine, async (page) => {
      expect(await shown(page, `${site.origin}/plain/page.html`)).toBe(expected);
      expect(await shown(page, `${site.origin}/plain/worker.html`)).toBe(expected);
    });
  });

  test.skipIf(engine.missing !== null)(
    'a policy without wasm-unsafe-eval is named as what is wrong',
    async () => {
      const strict = await serveFolder(installed.folder, STRICT.replace(" 'wasm-unsafe-eval'", ''));
      try {
        const text = await inBrowser(engine, (page) =>
          shown(page, `${strict.origin}/plain/page.html`),
        );
        expect(text).toContain("needs 'wasm-unsafe-eval' in script-src");
      } finally {
        await strict.close();
      }
    },
  );
});

const bundlers: Readonly<Record<string, (folder: string) => Promise<void>>> = {
  async Vite(folder) {
    await writeFile(join(folder, 'index.html'), html('/apps/page.mjs'));
    await viteBuild({ root: folder, base: './', logLevel: 'error', build: { outDir: 'Vite' } });
  },
  async esbuild(folder) {
    const outdir = join(folder, 'esbuild');
    await esbuild({
      absWorkingDir: folder,
      entryPoints: ['apps/page.mjs'],
      outdir,
      bundle: true,
      splitting: true,
      format: 'esm',
    });
    // It leaves new URL('./core.wasm', import.meta.url) as it stands.
    await copyFile(require.resolve('creditkit/core.wasm'), join(outdir, 'core.wasm'));
    await writeFile(join(outdir, 'index.html'), html('page.js'));
  },
  async Rollup(folder) {
    const { nodeResolve } = (await import(
      join(fetched, '@rollup/plugin-node-resolve/dist/es/index.js')
    )) as { readonly nodeResolve: (options: object) => never };
    const bundle = await rollup({
      input: join(folder, 'apps/page.mjs'),
      plugins: [nodeResolve({ browser: true })],
    });
    await bundle.write({ dir: join(folder, 'Rollup') });
    await copyFile(require.resolve('creditkit/core.wasm'), join(folder, 'Rollup/core.wasm'));
    await writeFile(join(folder, 'Rollup/index.html'), html('page.js'));
  },
  async webpack(folder) {
    const config = {
      mode: 'production',
      context: folder,
      entry: './apps/page.mjs',
      output: { path: join(folder, 'webpack'), filename: 'page.js' },
    };
    const script = `require(${JSON.stringify(join(fetched, 'webpack'))})(${JSON.stringify(config)}, (error, stats) => {
      if (error || stats.hasErrors()) { console.error(error ?? stats.toString()); process.exit(1); }
    });`;
    await run(process.execPath, ['--eval', script], { cwd: folder });
    await writeFile(join(folder, 'webpack/index.html'), html('page.js'));
  },
};

describe('a bundle that a browser loads under a strict policy', () => {
  const needed: Readonly<Record<string, string>> = {
    Rollup: join(fetched, '@rollup/plugin-node-resolve'),
    webpack: join(fetched, 'webpack'),
  };
  test.each(Object.entries(bundlers))('by %s', async (name, bundle) => {
    const program = needed[name];
    if (chromium.missing !== null || (program !== undefined && missing(program))) return;
    await bundle(installed.folder);
    const text = await inBrowser(chromium, (page) =>
      shown(page, `${site.origin}/${name}/index.html`),
    );
    expect(text).toBe(expected);
  });
});
