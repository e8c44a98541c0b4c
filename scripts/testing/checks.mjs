// The static checks, each of which counts as one test.
import { availableParallelism } from 'node:os';
import { clangTidy } from './clang_tidy.mjs';
import { mapConcurrently, run, sum } from './run.mjs';

const bin = 'node_modules/.bin';

/** Git knows which files are the project's; what is not committed yet counts too. */
async function files(...patterns) {
  const { output } = await run([
    'git',
    'ls-files',
    '--cached',
    '--others',
    '--exclude-standard',
    '--',
    ...patterns,
  ]);
  return output.split('\n').filter((line) => line !== '');
}

const command = (name, make) => ({
  name,
  check: async () => {
    const { code, output } = await run(await make());
    return { ok: code === 0, output };
  },
});

const all = [
  {
    name: 'clang-tidy',
    check: async () => clangTidy(await files('src/*.cpp', 'tests/*.cpp', 'bindings/*.cpp')),
  },
  command('clang-format', async () => [
    'scripts/with-toolchain',
    'clang-format',
    '--dry-run',
    '--Werror',
    ...(await files('*.cpp', '*.hpp')),
  ]),
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
  // clang-tidy takes all cores itself; the others share what it leaves.
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
