import type { Arguments } from './arguments.js';
import { faultsIn } from './definition-file.js';
import { EXIT, type ExitCode, UsageError } from './exit.js';
import { faultLine } from './explain.js';
import type { Session } from './session.js';

/** The faults are what was asked for, so they go to standard output. Throws UsageError. */
export async function check(given: Arguments, { output }: Session): Promise<ExitCode> {
  if (given.operand === null) {
    throw new UsageError('check needs a file', 'Write: npx creditkit check my-vendor.json');
  }
  const { path, faults } = await faultsIn(given.operand);
  const lines = faults.map((fault) => `${path}:${faultLine(fault)}\n`);
  const count = faults.length === 1 ? '1 fault' : `${String(faults.length)} faults`;
  await output.write(faults.length === 0 ? `${path}: no faults\n` : `${lines.join('')}${count}\n`);
  return faults.length === 0 ? EXIT.done : EXIT.definition;
}
