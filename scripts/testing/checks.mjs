// The static checks, each of which counts as one test.
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { clangTidy } from './clang_tidy.mjs';
import { mapConcurrently, run, sum } from './run.mjs';

const bin = 'node_modules/.bin';

/** Git knows which files are the project's; what is not committed yet counts too. */
async function files(...patterns) {
  // The clone may belong to another user than the one who tests.
  const git = [
    'git',
    '-c',
    'safe.directory=*',
    'ls-files',
    '--cached',
    '--others',
    '--exclude-standard',
    '--',
  ];
  const { code, output } = await run([...git, ...patterns]);
  const found = output.split('\n').filter((line) => line !== '' && existsSync(line));
  if (code !== 0 || found.length === 0) {
    throw new Error(`no files to check: ${output}`);
  }
  return found;
}

const command = (name, make, explain = (output) => output) => ({
  name,
  check: async () => {
    const { code, output } = await run(await make());
    return { ok: code === 0, output: explain(output) };
  },
});

/** Which files, not which columns: `make format` mends them all. */
function misformatted(output) {
  const names = new Set([...output.matchAll(/^(\S+?):\d+:\d+: error/gm)].map(([, name]) => name));
  return names.size > 0 ? `make format would change:\n${[...names].join('\n')}` : output;
}

const all = [
  command(
    'clang-format',
    async () => [
      'scripts/with-toolchain',
      'clang-format',
      '--dry-run',
      '--Werror',
      ...(await files('*.cpp', '*.hpp')),
    ],
    misformatted,
  ),
  command('tsc', () => [`${bin}/tsc`]),
  command('tsc web-demo', () => [`${bin}/tsc`, '--noEmit', '--project', 'web-demo']),
  command('eslint', () => [
    `${bin}/eslint`,
    '--cache',
    '--cache-location',
    'build/eslint-cache',
    '.',
  ]),
  command('prettier', () => [
    `${bin}/prettier`,
    '--check',
    '--log-level=warn',
    '--cache',
    '--cache-location=build/prettier-cache',
    '.',
  ]),
];

export async function checks() {
  const results = await mapConcurrently(
    all,
    Math.min(2, availableParallelism()),
    async ({ name, check }) => {
      const { ok, output } = await check();
      return ok ? { passed: 1 } : { failed: 1, failures: [{ name, output }] };
    },
  );
  return sum(results);
}

export async function tidy() {
  const { ok, output } = await clangTidy(await files('src/*.cpp', 'tests/*.cpp', 'bindings/*.cpp'));
  return ok ? { passed: 1 } : { failed: 1, failures: [{ name: 'clang-tidy', output }] };
}
