/**
 * The packed package in every place where users have it. Writes its table into docs/runtimes.md with
 * `npx vitest run --project consumers tests/consumers/runtimes.test.ts -u`, and fails when the table there is another
 * one.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { install, type Installed } from './install.js';
import { browserPlaces, writePlainPages } from './places/browsers.js';
import { bundlerPlaces } from './places/bundlers.js';
import { denoAndBunPlaces } from './places/deno-bun.js';
import { edgePlaces } from './places/edge.js';
import { nodePlaces } from './places/node.js';
import type { Consumer, Place } from './places/place.js';
import { vitePlaces } from './places/vite.js';
import { print } from './programs.js';
import { serveFolder, type Site } from './serve.js';
import { type Row, withTable } from './table.js';
import { typeErrors } from './typing.js';

const DOCUMENT = fileURLToPath(new URL('../../docs/runtimes.md', import.meta.url));

const groups: Readonly<Record<string, readonly Place[]>> = {
  Node: nodePlaces,
  'Deno and Bun': denoAndBunPlaces,
  Edge: edgePlaces,
  Browsers: browserPlaces,
  Bundlers: [...vitePlaces, ...bundlerPlaces],
};

let installed: Installed;
let site: Site;
let consumer: Consumer;
/** What the package shows that is installed beside the tests. */
let expected: string;
const seen = new Map<string, Row>();

beforeAll(async () => {
  installed = await install();
  const { folder } = installed;
  await writePlainPages(folder);
  site = await serveFolder(folder);
  consumer = { folder, origin: site.origin };
  expected = await print(folder, process.execPath, ['apps/esm.mjs']);
  expect(JSON.parse(expected.split('\n')[1]!)).toHaveLength(20);
});
afterAll(async () => {
  await site.close();
  await installed.remove();
});

describe.each(Object.entries(groups))('%s', (_, places) => {
  for (const place of places) {
    const { name, missing, typing } = place;
    test.skipIf(missing !== null)(name, async () => {
      const shown = await place.show(consumer).catch(String);
      const errors = await typeErrors(consumer.folder, typing).catch(String);
      seen.set(name, {
        imported: shown.startsWith('imported\n'),
        page: shown === expected,
        typing: errors === '' ? typing : null,
      });
      // Twenty entries, twice, would hide what is wrong.
      const page = shown === expected ? 'as everywhere' : shown;
      expect({ page, errors }).toEqual({ page: 'as everywhere', errors: '' });
    });
  }
});

test('docs/runtimes.md says what has just been seen', async () => {
  const recorded = await readFile(DOCUMENT, 'utf8');
  await expect(await withTable(DOCUMENT, recorded, groups, seen)).toMatchFileSnapshot(DOCUMENT);
});
