/** What the process returns, for scripts. Documented in docs/cli.md; a number never changes its meaning. */
export const EXIT = {
  done: 0,
  /** The package itself failed: a bug, or an installation without its core. */
  fault: 1,
  usage: 2,
  authentication: 3,
  refused: 4,
  rateLimit: 5,
  network: 6,
  format: 7,
  /** Rows may be missing: the walk cannot promise that it saw all of them. */
  incomplete: 8,
  definition: 9,
  /** 128 + the signal's number, as shells have it. */
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Arguments that cannot be used. `next` says what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(
    message: string,
    readonly next: string,
    readonly exit: ExitCode = EXIT.usage,
  ) {
    super(message);
  }
}
