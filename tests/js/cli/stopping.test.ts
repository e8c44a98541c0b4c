// A walk that is cut, by a person, a supervisor or a full pipe: what came is whole, and the rest can be had.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  CLI,
  expectReadable,
  KEY,
  linesOf,
  parsedLines,
  resultOf,
  tokenIn,
  vendor,
} from './command.js';

/** Page 4 never comes, so that there is all the time to stop. */
const STALLED = [{ kind: 'stall-headers', atRequest: 4 }] as const;

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s: entries until then, a token, and the rest behind it', async (signal, exit) => {
  const { simulator, start, run } = await vendor({
    provider: 'nametrust',
    rows: 100,
    faults: STALLED,
  });
  const options = ['--format', 'ndjson', '--page-size', '20'];
  const { child, result } = start('history', ...options);
  while (simulator.requests.length < 4) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  child.kill(signal);
  const cut = await result;
  expect(cut.code).toBe(exit);
  expect(linesOf(cut.stdout)).toHaveLength(60);
  expect(cut.stderr).toContain('stopped after 60 entries');
  expectReadable(cut.stderr);
  const rest = await run('history', ...options, '--resume', tokenIn(cut.stderr));
  expect(rest.code).toBe(0);
  const ids = parsedLines(cut.stdout + rest.stdout).map(({ id }) => id);
  expect(ids).toEqual(simulator.rows().map(({ id }) => id));
});

test.each(['table', 'json', 'csv'])('a stopped walk leaves a sound %s', async (format) => {
  const { simulator, start } = await vendor({ provider: 'nametrust', rows: 100, faults: STALLED });
  const { child, result } = start('history', '--format', format, '--page-size', '20');
  while (simulator.requests.length < 4) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  child.kill('SIGINT');
  const { stdout, stderr } = await result;
  if (format === 'json') {
    expect(JSON.parse(stdout)).toMatchObject({
      entries: { length: 60 },
      report: { complete: false, endedBy: 'abort' },
      resumeToken: tokenIn(stderr),
    });
  } else {
    expect(linesOf(stdout)).toHaveLength(61);
  }
});

test('an error on the way keeps what came and says how to go on', async () => {
  const { simulator, run } = await vendor({
    provider: 'nametrust',
    rows: 100,
    faults: [{ kind: 'malformed-json', atRequest: 3 }],
  });
  const options = ['--format', 'json', '--page-size', '20'];
  const cut = await run('history', ...options);
  expect(cut.code).toBe(7);
  expect(cut.stderr).toContain('40 entries came before that');
  const rest = await run('history', ...options, '--resume', tokenIn(cut.stderr));
  expect(rest.code).toBe(0);
  const ids = [cut, rest].flatMap(({ stdout }) =>
    (JSON.parse(stdout) as { entries: { id: string }[] }).entries.map(({ id }) => id),
  );
  expect(ids).toEqual(simulator.rows().map(({ id }) => id));
});

test('a reader that has enough is no failure, and the walk ends', async () => {
  const { simulator, connection } = await vendor({ provider: 'nametrust', rows: 20_000 });
  const child = spawn(
    'bash',
    [
      '-o',
      'pipefail',
      '-c',
      '"$@" | head -n 3',
      '-',
      process.execPath,
      CLI,
      'history',
      ...connection,
      '-f',
      'ndjson',
    ],
    {
      env: { PATH: process.env['PATH'] ?? '', CREDITKIT_API_KEY: KEY },
      // With a socket for standard input, bash would read the start-up files of a remote shell.
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const { code, stdout, stderr } = await resultOf(child);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(linesOf(stdout)).toHaveLength(3);
  // 200 pages in all.
  expect(simulator.requests.length).toBeLessThan(150);
});

test('a slow reader gets everything, and memory does not hold it meanwhile', async () => {
  const { simulator, start } = await vendor({ provider: 'nametrust', rows: 20_000 });
  const { child, result } = start('history', '--format', 'ndjson');
  child.stdout!.pause();
  let seen = -1;
  while (simulator.requests.length === 0 || simulator.requests.length > seen) {
    seen = simulator.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
  // 200 pages in all: what fits into pipes is read, and no more.
  expect(seen).toBeLessThan(100);
  child.stdout!.resume();
  const { code, stdout } = await result;
  expect(code).toBe(0);
  expect(linesOf(stdout)).toHaveLength(20_000);
});

/** A disk without room, as Linux has one for tests. */
const FULL = '/dev/full';

test.skipIf(!existsSync(FULL)).each([
  ['history', 'ndjson'],
  ['history', 'table'],
  ['balance', 'json'],
])('a full disk is said in words: %s as %s', async (command, format) => {
  const { connection } = await vendor({ provider: 'nametrust', rows: 500 });
  const full = openSync(FULL, 'w');
  const child = spawn(process.execPath, [CLI, command, ...connection, '-f', format], {
    env: { PATH: process.env['PATH'] ?? '', CREDITKIT_API_KEY: KEY },
    stdio: ['ignore', full, 'pipe'],
  });
  closeSync(full);
  const { code, stderr } = await resultOf(child);
  expect({ code, stderr }).toMatchObject({ code: 1 });
  expect(stderr).toContain('standard output could not be written: the disk is full');
  expectReadable(stderr);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends a command that waits for its key from a pipe',
  async (signal) => {
    const child = spawn(process.execPath, [CLI, 'balance', '-p', 'nametrust', '--key-file', '-'], {
      stdio: 'pipe',
    });
    const result = resultOf(child);
    // By then it reads: an earlier signal would end it by itself.
    await new Promise((resolve) => setTimeout(resolve, 500));
    child.kill(signal);
    expect(await result).toMatchObject({ signal });
  },
);
