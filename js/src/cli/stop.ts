/** For the last words. Whoever waits for input or for a reader's room hears of no signal, and must not outlive it. */
const LAST_WORDS_MS = 1_000;

/** What ends a command early: a signal, or a reader of our output that has gone. */
export class Stop {
  readonly #controller = new AbortController();
  #by: 'SIGINT' | 'SIGTERM' | 'reader' | null = null;

  get by(): 'SIGINT' | 'SIGTERM' | 'reader' | null {
    return this.#by;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Once each: a second Ctrl-C ends the process at once, as it does by default. */
  listen(): void {
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.once(name, () => {
        this.stop(name);
        // By the signal's own default, which also ends what is blocked in the system.
        setTimeout(() => process.kill(process.pid, name), LAST_WORDS_MS).unref();
      });
    }
  }

  stop(by: 'SIGINT' | 'SIGTERM' | 'reader'): void {
    this.#by ??= by;
    this.#controller.abort(new Error('stopped'));
  }
}
