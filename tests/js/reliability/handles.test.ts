import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { type Answer, closing, json, LEDGER, pageAt, serve, STOPWATCH } from './support.js';

const answer: Answer = ({ url }, response) => {
  const [, state] = url.pathname.split('/');
  if (state === 'retry') response.writeHead(503, { 'retry-after': '20' }).end('{}');
  if (state === 'body') response.writeHead(200).write('{"rows":[');
  if (state === 'ahead' && !url.searchParams.has('cursor')) json(response, pageAt(null, 20, 10));
  // Else nothing: the client waits.
};

test(
  'a process that aborted in every state has no handle left and ends by itself',
  STOPWATCH,
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'creditkit-'));
    const outfile = join(folder, 'creditkit.mjs');
    await build({
      entryPoints: [fileURLToPath(new URL('../../../js/src/index.ts', import.meta.url))],
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile,
      logLevel: 'silent',
    });
    const server = closing(await serve(answer));
    const script = fileURLToPath(new URL('processes/abort-everywhere.mjs', import.meta.url));
    const wasm = new URL('../../../build/wasm/core.wasm', import.meta.url).href;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [script, pathToFileURL(outfile).href, wasm, server.origin, JSON.stringify(LEDGER)],
      // A pause of 20 s that was left behind would outlast it.
      { timeout: 15_000 },
    );
    await rm(folder, { recursive: true });
    const { unhandled, ...states } = JSON.parse(stdout) as Record<
      string,
      { settled: string; ms: number; handles: string[] }
    >;
    expect(unhandled).toBeUndefined();
    expect(Object.keys(states)).toHaveLength(5);
    for (const [name, { settled, ms, handles }] of Object.entries(states)) {
      expect([name, settled, handles]).toEqual([name, 'AbortError', []]);
      expect(ms, name).toBeLessThan(50);
    }
  },
);
