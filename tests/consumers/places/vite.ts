/** Vite: its dev server and its build for pages, and the same two for the server's side. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vite from 'vite';
import { chromium } from '../../browser/engines/chromium.js';
import { missing, print, vite7 } from '../programs.js';
import { STRICT } from '../serve.js';
import { html, shownAt } from './pages.js';
import type { Consumer, Place } from './place.js';

/** As a user has it who configures nothing. */
const config = (folder: string): vite.InlineConfig => ({
  root: folder,
  configFile: false,
  logLevel: 'error',
});

const writePage = ({ folder }: Consumer): Promise<void> =>
  writeFile(join(folder, 'index.html'), html('/apps/page.mjs'));

async function showBuild(consumer: Consumer): Promise<string> {
  await writePage(consumer);
  const { folder, origin } = consumer;
  await vite.build({ ...config(folder), base: './', build: { outDir: 'bundle-Vite' } });
  return shownAt(`${origin}/bundle-Vite/index.html`);
}

async function showDev(
  { createServer }: Pick<typeof vite, 'createServer'>,
  consumer: Consumer,
): Promise<string> {
  await writePage(consumer);
  const server = await createServer({
    ...config(consumer.folder),
    server: {
      host: '127.0.0.1',
      port: 0,
      headers: { 'content-security-policy': `${STRICT}; connect-src 'self' ws:` },
    },
  });
  try {
    await server.listen();
    return await shownAt(server.resolvedUrls!.local[0]!);
  } finally {
    await server.close();
  }
}

async function showServerBuild({ folder }: Consumer): Promise<string> {
  await vite.build({
    ...config(folder),
    build: { ssr: 'apps/esm.mjs', outDir: 'server', target: 'node20' },
  });
  return print(folder, process.execPath, ['server/esm.js']);
}

async function showServerDev({ folder }: Consumer): Promise<string> {
  const server = await vite.createServer({
    ...config(folder),
    appType: 'custom',
    server: { middlewareMode: true, watch: null, ws: false },
    optimizeDeps: { noDiscovery: true },
  });
  try {
    const { outcome } = (await server.ssrLoadModule('/apps/first-page.mjs')) as {
      readonly outcome: () => Promise<string>;
    };
    return await outcome();
  } finally {
    await server.close();
  }
}

export const vitePlaces: readonly Place[] = [
  {
    name: 'Vite, `dev`, in Chromium under a strict policy',
    missing: chromium.missing,
    typing: 'bundler, page',
    show: (consumer) => showDev(vite, consumer),
  },
  {
    // The last whose dev server bundles packages without the files that lie beside them.
    name: 'Vite 7, `dev`, in Chromium under a strict policy',
    missing: chromium.missing ?? missing(vite7),
    typing: 'bundler, page',
    show: async (consumer) => showDev((await import(vite7)) as typeof vite, consumer),
  },
  {
    name: 'Vite, `build`, in Chromium under a strict policy',
    missing: chromium.missing,
    typing: 'bundler, page',
    show: showBuild,
  },
  {
    name: 'Vite, dev server, server side (SSR)',
    missing: null,
    typing: 'bundler',
    show: showServerDev,
  },
  {
    name: 'Vite, build for the server (SSR)',
    missing: null,
    typing: 'bundler',
    show: showServerBuild,
  },
];
