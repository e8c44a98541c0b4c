// Runs one project of vitest.config.ts.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reports, run } from './run.mjs';

export function vitest({ project }) {
  return async () => {
    const report = join(reports, `vitest-${project}.json`);
    const { code, output } = await run([
      'node_modules/.bin/vitest',
      'run',
      `--project=${project}`,
      '--reporter=json',
      `--outputFile=${report}`,
      '--reporter=default',
    ]);
    const results = await readFile(report, 'utf8').then(JSON.parse, () => undefined);
    if (results === undefined) {
      return { failed: 1, failures: [{ name: `vitest ${project}`, output }] };
    }
    const failed = code === 0 ? 0 : Math.max(results.numFailedTests, 1);
    return {
      passed: results.numPassedTests,
      failed,
      skipped: results.numPendingTests + results.numTodoTests,
      failures: failed > 0 ? [{ name: `vitest ${project}`, output }] : [],
    };
  };
}
