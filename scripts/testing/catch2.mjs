// Builds a native preset and runs every test executable that CMake knows in it.
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { mapConcurrently, reports, run, sum } from './run.mjs';

const toolchain = 'scripts/with-toolchain';

async function executables(preset) {
  const { code, output } = await run([
    toolchain,
    'ctest',
    '--test-dir',
    `build/${preset}`,
    '--show-only=json-v1',
  ]);
  if (code !== 0) {
    throw new Error(output);
  }
  // A test whose executable was never built has no command.
  return JSON.parse(output.slice(output.indexOf('{'))).tests;
}

/** Catch2's console report is for people, its JSON report for the counts. */
async function runExecutable({ name, command }) {
  const report = join(reports, `core-${name}.json`);
  const { code, output } = await run(
    [toolchain, ...command, '--reporter', 'console', '--reporter', `json::out=${report}`],
    {
      env: {
        UBSAN_OPTIONS: 'print_stacktrace=1',
        ASAN_OPTIONS: 'strict_string_checks=1:detect_stack_use_after_return=1',
      },
    },
  );
  const totals = await readFile(report, 'utf8').then(
    (text) => JSON.parse(text)['test-run'].totals['test-cases'],
    () => undefined,
  );
  if (totals === undefined) {
    return { failed: 1, failures: [{ name, output }] };
  }
  // A sanitizer ends the process after the report was begun: the exit code has the last word.
  const failed = code === 0 ? 0 : Math.max(totals.failed, 1);
  return {
    passed: totals.passed + totals['fail-but-ok'],
    failed,
    skipped: totals.skipped,
    failures: failed > 0 ? [{ name, output }] : [],
  };
}

export function catch2({ build: preset }) {
  return async () => {
    // -k 0: what does not compile must not hide what the rest says.
    const configured = await run(['make', '--no-print-directory', `build/${preset}/build.ninja`]);
    if (configured.code !== 0) {
      return { failed: 1, failures: [{ name: 'configuring', output: configured.output }] };
    }
    const built = await run([
      toolchain,
      'cmake',
      '--build',
      '--preset',
      preset,
      '--',
      '--quiet',
      '-k',
      '0',
    ]);
    const build =
      built.code === 0 ? {} : { failed: 1, failures: [{ name: 'building', output: built.output }] };
    const tests = await executables(preset);
    const runnable = tests.filter((test) => test.command !== undefined);
    return sum([
      build,
      ...(await mapConcurrently(runnable, availableParallelism(), runExecutable)),
    ]);
  };
}
