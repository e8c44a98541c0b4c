// test.mjs [SUITE…]: runs the suites of suites.mjs and ends with one line over all of them.
import { mkdir, rm } from 'node:fs/promises';
import { suites } from './suites.mjs';
import { repository, reports } from './testing/run.mjs';

/** What every suite returns: counts, and the failures with what they printed; `notes` are lines to show in any case. */
const nothing = { passed: 0, failed: 0, skipped: 0, failures: [] };

function chosen(names) {
  for (const name of names) {
    if (!suites.some((suite) => suite.name === name)) {
      console.error(
        `No suite is called "${name}". There are: ${suites.map((suite) => suite.name).join(', ')}`,
      );
      process.exit(2);
    }
  }
  return suites.filter((suite) =>
    names.length === 0 ? suite.onlyByName !== true : names.includes(suite.name),
  );
}

/** A suite that breaks, or in which nothing ran, has failed: silence must never read as success. */
async function runSuite(suite) {
  try {
    const result = { ...nothing, ...(await suite.run(suite)) };
    if (result.passed + result.failed > 0) {
      return result;
    }
    return { ...result, failed: 1, failures: [{ name: suite.name, output: 'nothing ran' }] };
  } catch (error) {
    return {
      ...nothing,
      failed: 1,
      failures: [{ name: suite.name, output: String(error?.stack ?? error) }],
    };
  }
}

const counts = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

function indent(text) {
  return text.trimEnd().replace(/^/gm, '    ');
}

process.chdir(repository);
await rm(reports, { recursive: true, force: true });
await mkdir(reports, { recursive: true });

const total = { ...nothing };
for (const suite of chosen(process.argv.slice(2))) {
  const start = performance.now();
  const result = await runSuite(suite);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  for (const key of ['passed', 'failed', 'skipped']) {
    total[key] += result[key];
  }
  console.log(`${result.failed === 0 ? '✓' : '✗'} ${suite.name}: ${counts(result)} (${seconds} s)`);
  for (const note of result.notes ?? []) {
    console.log(`  ${note}`);
  }
  for (const reason of result.skips ?? []) {
    console.log(`  skipped: ${reason}`);
  }
  for (const { name, output } of result.failures) {
    console.log(`  ✗ ${name}\n${indent(output)}`);
  }
}

console.log(`\n${counts(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;
