// A suite of commands, each of which counts as one test, and one that reads a command's own counts.
import { run, sum } from './run.mjs';

/** Runs every command; exit code 0 is a pass. */
export function steps(...commands) {
  return async () => {
    const results = [];
    for (const command of commands) {
      const { code, output } = await run(command);
      results.push(
        code === 0 ? { passed: 1 } : { failed: 1, failures: [{ name: command.join(' '), output }] },
      );
    }
    return sum(results);
  };
}

/** Runs a command whose output ends with "N passed, N failed, N skipped". */
export function counted(command) {
  return async () => {
    const { code, output } = await run(command);
    const [passed, failed, skipped] = (
      /(\d+) passed, (\d+) failed, (\d+) skipped\s*$/.exec(output)?.slice(1) ?? [0, 0, 0]
    ).map(Number);
    const broken = code !== 0 || failed > 0;
    return {
      passed,
      failed: broken ? Math.max(failed, 1) : 0,
      skipped,
      failures: broken ? [{ name: command.join(' '), output }] : [],
    };
  };
}
