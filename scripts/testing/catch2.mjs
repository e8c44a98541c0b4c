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

/** The last line of Catch2's XML report has the counts. Its JSON report would be nearer, but 3.7 writes it broken. */
function readTotals(xml) {
  const attributes = /<OverallResultsCases ([^>]*)\/>/.exec(xml)?.[1];
  if (attributes === undefined) {
    return undefined;
  }
  const count = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(attributes)?.[1] ?? 0);
  return {
    passed: count('successes') + count('expectedFailures'),
    failed: count('failures'),
    skipped: count('skips'),
  };
}

const sanitizers = {
  UBSAN_OPTIONS: 'print_stacktrace=1',
  ASAN_OPTIONS: 'strict_string_checks=1:detect_stack_use_after_return=1',
};

/** The console report is for people. */
async function runExecutable({ name, command }) {
  const report = join(reports, `core-${name}.xml`);
  const reporters = ['--reporter', 'console', '--reporter', `xml::out=${report}`];
  const { code, output } = await run([toolchain, ...command, ...reporters], { env: sanitizers });
  const totals = readTotals(await readFile(report, 'utf8').catch(() => ''));
  if (totals === undefined) {
    return { failed: 1, failures: [{ name, output }] };
  }
  // A sanitizer ends the process after the report was begun: the exit code has the last word.
  const failed = code === 0 ? 0 : Math.max(totals.failed, 1);
  return { ...totals, failed, failures: failed > 0 ? [{ name, output }] : [] };
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
