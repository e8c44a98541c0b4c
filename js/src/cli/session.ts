/** What every command works with. */
import type { Attempted } from './connect.js';
import { explain } from './explain.js';
import { EXIT, type ExitCode } from './exit.js';
import type { Output } from './output.js';
import type { Stop } from './stop.js';

export interface Session {
  readonly output: Output;
  readonly stop: Stop;
  readonly attempted: Attempted;
  /** To standard error: never mixed with what a script reads. */
  readonly say: (text: string) => void;
}

/** The exit code of a command that was stopped; `null` where it was not. */
export function exitOfStop({ by }: Stop): ExitCode | null {
  switch (by) {
    case null:
      return null;
    case 'reader':
      // As much as was wanted, was read: "| head" is no failure.
      return EXIT.done;
    case 'SIGINT':
      return EXIT.interrupted;
    case 'SIGTERM':
      return EXIT.terminated;
  }
}

/** Says what went wrong and what to do next. */
export function sayFailure(session: Session, error: unknown): ReturnType<typeof explain> {
  const explained = explain(error, session.attempted);
  session.say(`creditkit: ${explained.message}\n`);
  if (explained.next !== null) {
    session.say(`${explained.next}.\n`);
  }
  return explained;
}
