// What only shows on a terminal. `script` (util-linux) gives the command one.
import { spawn, spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { CLI, KEY, linesOf, resultOf, type Result, vendor } from './command.js';

const ESC = '\u001b';
const hasScript = spawnSync('script', ['--version']).status === 0;

/** With `redirect`, a shell's, standard output or error may be no terminal. */
function onTerminal(args: readonly string[], redirect = ''): Promise<Result> {
  const words = [process.execPath, CLI, ...args].map((word) => `'${word}'`).join(' ');
  return resultOf(
    spawn('script', ['--quiet', '--return', '--command', `${words} ${redirect}`, '/dev/null'], {
      env: { PATH: process.env['PATH'] ?? '', CREDITKIT_API_KEY: KEY, TERM: 'xterm' },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}

/** What a person still sees at the end: what was written over is gone. */
function visible(output: string): string {
  return output
    .split('\n')
    .map((line) => line.replace(/\r$/, '').split(`${ESC}[K`).at(-1)!)
    .join('\n');
}

describe.runIf(hasScript)('on a terminal', () => {
  test('a line tells how far it is, and is gone in the end', async () => {
    const { connection } = await vendor({ provider: 'nametrust', rows: 90 });
    const { code, stdout } = await onTerminal(['history', ...connection, '--page-size', '20']);
    expect(code).toBe(0);
    expect(stdout).toContain('asking for page 1');
    expect(stdout).toContain('asking for page 4 (60 entries of 3 pages)');
    expect(visible(stdout)).not.toContain('asking');
    expect(visible(stdout)).toContain('90 entries; the history was read to its proved end.');
    expect(linesOf(visible(stdout))).toHaveLength(92);
  });

  test('it says why it waits', async () => {
    const { connection } = await vendor({
      provider: 'nametrust',
      faults: [{ kind: 'status', status: 503, retryAfter: 0 }],
    });
    const { stdout } = await onTerminal(['history', ...connection]);
    expect(stdout).toMatch(/HTTP 503, again in \d\.\d s \(1 retries\)/);
  });

  test('rows that stream to the same terminal are not torn apart by it', async () => {
    const { connection } = await vendor({ provider: 'nametrust', rows: 90 });
    const { stdout } = await onTerminal(['history', ...connection, '--format', 'ndjson']);
    expect(stdout).not.toContain('asking');
    expect(stdout).not.toContain(ESC);
  });

  test('it is shown while rows go to a file', async () => {
    const { connection } = await vendor({ provider: 'nametrust', rows: 90 });
    const { stdout } = await onTerminal(
      ['history', ...connection, '--format', 'ndjson'],
      '> /dev/null',
    );
    expect(stdout).toContain('asking for page 1');
  });

  test('it is not written where standard error is no terminal', async () => {
    const { connection } = await vendor({ provider: 'nametrust', rows: 90 });
    const { stdout } = await onTerminal(['history', ...connection], '2> /dev/null');
    expect(stdout).not.toContain('asking');
    expect(stdout).not.toContain(ESC);
  });
});

test('in a pipe there is none', async () => {
  const { run } = await vendor({ provider: 'nametrust', rows: 90 });
  const { stdout, stderr } = await run('history', '--page-size', '20');
  expect(stderr).toBe('');
  expect(stdout).not.toContain(ESC);
});
