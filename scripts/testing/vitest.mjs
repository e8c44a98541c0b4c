// Runs one project of vitest.config.ts.
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { reports, repository, run } from './run.mjs';

/** Each failed test with its reason, and each file that did not even load. */
function* failuresOf({ testResults }) {
  for (const { name, status, message, assertionResults } of testResults) {
    const file = relative(repository, name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    for (const test of failed) {
      yield { name: `${file}: ${test.fullName}`, output: test.failureMessages.join('\n') };
    }
    if (status === 'failed' && failed.length === 0) {
      yield { name: file, output: message };
    }
  }
}

export function vitest({ project }) {
  return async () => {
    const report = join(reports, `vitest-${project}.json`);
    const { code, output } = await run(
      [
        'node_modules/.bin/vitest',
        'run',
        `--project=${project}`,
        '--reporter=json',
        `--outputFile=${report}`,
        '--reporter=default',
      ],
      { env: { NO_COLOR: '1' } },
    );
    const results = await readFile(report, 'utf8').then(JSON.parse, () => undefined);
    if (results === undefined) {
      return { failed: 1, failures: [{ name: `vitest ${project}`, output }] };
    }
    const failures = [...failuresOf(results)];
    if (code !== 0 && failures.length === 0) {
      // What broke outside every test, an unhandled rejection for one, stands only in the text.
      failures.push({ name: `vitest ${project}`, output });
    }
    return {
      passed: results.numPassedTests,
      failed: failures.length,
      skipped: results.numPendingTests + results.numTodoTests,
      failures,
    };
  };
}
