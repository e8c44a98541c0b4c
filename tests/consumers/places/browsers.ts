/** Pages and workers that no bundler has touched: browsers ask for the package's own files. */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '../../browser/engines/chromium.js';
import type { Engine } from '../../browser/engines/engine.js';
import { firefox } from '../../browser/engines/firefox.js';
import { webkit } from '../../browser/engines/webkit.js';
import { html, shownAt } from './pages.js';
import type { Place } from './place.js';

/** Where {@link writePlainPages} puts the pages. */
export const PLAIN_PAGE = '/plain/page.html';
const PLAIN_WORKER = '/plain/worker.html';

/** Once for all browsers. */
export async function writePlainPages(folder: string): Promise<void> {
  const plain = join(folder, 'plain');
  await mkdir(plain);
  const source = await readFile(join(folder, 'apps/first-page.mjs'), 'utf8');
  // In place of an import map, which would stand inline, where the policy forbids it.
  const served = source
    .replace("'creditkit'", "'../node_modules/creditkit/dist/index.js'")
    .replace("'creditkit/testing'", "'../node_modules/creditkit/dist/testing.js'");
  await writeFile(join(plain, 'first-page.mjs'), served);
  for (const file of ['page.mjs', 'page-with-worker.mjs', 'worker.mjs']) {
    await copyFile(join(folder, 'apps', file), join(plain, file));
  }
  await writeFile(join(folder, PLAIN_PAGE), html('page.mjs'));
  await writeFile(join(folder, PLAIN_WORKER), html('page-with-worker.mjs'));
}

const placesOf = (engine: Engine): readonly Place[] => [
  {
    name: `${engine.name}, \`<script type="module">\` under a strict policy`,
    missing: engine.missing,
    typing: 'bundler, page',
    show: ({ origin }) => shownAt(origin + PLAIN_PAGE, engine),
  },
  {
    name: `${engine.name}, Web Worker under a strict policy`,
    missing: engine.missing,
    typing: 'worker',
    show: ({ origin }) => shownAt(origin + PLAIN_WORKER, engine),
  },
];

export const engines: readonly Engine[] = [chromium, firefox, webkit];
export const browserPlaces: readonly Place[] = engines.flatMap(placesOf);
