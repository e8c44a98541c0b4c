/** Bundles, in Chromium under the strict policy. */
import { copyFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build as esbuild } from 'esbuild';
import { type InputPluginOption, rollup } from 'rollup';
import { chromium } from '../../browser/engines/chromium.js';
import { missing, nodeResolve, print, webpack } from '../programs.js';
import { html, shownAt } from './pages.js';
import type { Place } from './place.js';

const core = createRequire(import.meta.url).resolve('creditkit/core.wasm.gz');

/** For bundlers that leave `new URL('./core.wasm.gz', import.meta.url)` as it stands. */
const copyCore = (out: string): Promise<void> => copyFile(core, join(out, 'core.wasm.gz'));

/** Bundles `apps/page.mjs` as `page.js` into the folder `out`. */
type Bundle = (folder: string, out: string) => Promise<void>;

const byEsbuild: Bundle = async (folder, out) => {
  await esbuild({
    absWorkingDir: folder,
    entryPoints: ['apps/page.mjs'],
    outdir: out,
    bundle: true,
    splitting: true,
    format: 'esm',
  });
  await copyCore(out);
};

const byRollup: Bundle = async (folder, out) => {
  const plugin = (await import(nodeResolve)) as {
    readonly nodeResolve: (options: { readonly browser: boolean }) => InputPluginOption;
  };
  const bundle = await rollup({
    input: join(folder, 'apps/page.mjs'),
    plugins: [plugin.nodeResolve({ browser: true })],
  });
  await bundle.write({ dir: out });
  await bundle.close();
  await copyCore(out);
};

const byWebpack: Bundle = async (folder, out) => {
  const config = {
    mode: 'production',
    context: folder,
    entry: './apps/page.mjs',
    output: { path: out, filename: 'page.js' },
  };
  const script = `require(${JSON.stringify(webpack)})(${JSON.stringify(config)}, (error, stats) => {
    if (error || stats.hasErrors()) { console.error(error ?? stats.toString()); process.exit(1); }
  });`;
  await print(folder, process.execPath, ['--eval', script]);
};

const placeOf = (name: string, bundle: Bundle, needed: string | null): Place => ({
  name: `${name}, in Chromium under a strict policy`,
  missing: needed ?? chromium.missing,
  typing: 'bundler, page',
  async show({ folder, origin }) {
    const out = `bundle-${name}`;
    await bundle(folder, join(folder, out));
    await writeFile(join(folder, out, 'index.html'), html('page.js'));
    return shownAt(`${origin}/${out}/index.html`);
  },
});

export const bundlerPlaces: readonly Place[] = [
  placeOf('webpack', byWebpack, missing(webpack)),
  placeOf('Rollup', byRollup, missing(nodeResolve)),
  placeOf('esbuild', byEsbuild, null),
];
