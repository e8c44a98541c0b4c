// Help that can be pasted, and a demo whose commands work.
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { linesOf, run, start } from './command.js';

const COMMANDS = ['history', 'balance', 'entitlements', 'check', 'demo'];

describe('help', () => {
  test.each(COMMANDS)('%s --help, -h and help give the same, on standard output', async (name) => {
    const texts = await Promise.all(
      [
        [name, '--help'],
        [name, '-h'],
        ['help', name],
      ].map(async (args) => run(args)),
    );
    expect(new Set(texts.map(({ stdout }) => stdout)).size).toBe(1);
    expect(texts[0]).toMatchObject({ code: 0, stderr: '' });
    expect(texts[0]!.stdout).toMatch(new RegExp(`^ +npx creditkit ${name} `, 'm'));
  });

  test('every option of an example exists', async () => {
    for (const name of COMMANDS) {
      const { stdout } = await run([name, '--help']);
      const examples = linesOf(stdout).filter((line) => line.startsWith('  npx creditkit '));
      expect(examples.length).toBeGreaterThan(0);
      for (const example of examples) {
        const words = example
          .trim()
          .replace(/ >.*/, '')
          .split(' ')
          .slice(2)
          .filter((word) => word !== 'TOKEN');
        // --help wins over everything but a wrong option.
        const { code, stderr } = await run([...words.map(sound), '--help']);
        expect({ example, code, stderr }).toMatchObject({ code: 0 });
      }
    }
  });

  test('without a command it goes to standard error and returns 2', async () => {
    const [none, overview] = [await run([]), await run(['--help'])];
    expect(none).toMatchObject({ code: 2, stdout: '', stderr: overview.stdout });
    expect(overview.code).toBe(0);
  });

  test('the version is that of the package', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    expect(await run(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` });
  });
});

/** A value that was a placeholder. */
function sound(word: string): string {
  return word === '--resume' ? '--resume=AAAA' : word;
}

test('each command that the demo prints works, and Ctrl-C ends it', async () => {
  const { child, result } = start(['demo']);
  let printed = '';
  await new Promise<void>((resolve) => {
    child.stdout!.on('data', (text: string) => {
      printed += text;
      if (printed.includes('balance --provider nametrust') && printed.endsWith('\n')) {
        resolve();
      }
    });
  });
  const [, key = ''] = /^export CREDITKIT_API_KEY=(\S+)$/m.exec(printed) ?? [];
  const commands = linesOf(printed).filter((line) => line.startsWith('npx creditkit '));
  expect(commands).toHaveLength(10);
  for (const command of commands) {
    const args = command.split(' ').slice(2);
    const { code, stdout, stderr } = await run(args, { env: { CREDITKIT_API_KEY: key } });
    expect({ command, code, stderr }).toEqual({ command, code: 0, stderr: '' });
    expect(linesOf(stdout).length).toBeGreaterThan(1);
  }
  child.kill('SIGINT');
  expect(await result).toMatchObject({ code: 0, stderr: '' });
  // Eleven processes: on a busy machine they take their time.
}, 120_000);

test('a port that is taken is said so', async () => {
  const first = start(['demo']);
  const [text] = (await new Promise<string[]>((resolve) => {
    first.child.stdout!.once('data', (chunk: string) => {
      resolve([chunk]);
    });
  })) as [string];
  const [, port = ''] = /127\.0\.0\.1:(\d+)/.exec(text) ?? [];
  expect(await run(['demo', '--port', port])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('the port is taken') as string,
  });
  first.child.kill('SIGTERM');
  await first.result;
});
