/**
 * The one way to wait in this package. Every wait (for a key, a response, a body, a pause before a retry) ends at once
 * when the user aborts or a time is over, and leaves no timer and no listener.
 */

import { whenAborted } from './when-aborted.js';

/** What may end all work of a walk or a call. */
export interface Bounds {
  /** Aborting any of them rejects with its reason. */
  readonly signals: readonly AbortSignal[];
  /** On the clock of {@link now}. */
  readonly deadlineAt: number | null;
}

/** A time was over. Internal: the transport says of which request. */
export class TimeOver extends Error {
  constructor(readonly limit: 'attempt' | 'deadline') {
    super(limit);
  }
}

/** Monotonic, in milliseconds: a clock that is set back must not move a deadline. */
export function now(): number {
  return performance.now();
}

/** Longer timers fire after 1 ms in every runtime (the delay is a 32-bit integer): 24.8 days. */
export const TIMER_MS_MAX = 2_147_483_647;

export function remainingMs(bounds: Bounds): number {
  return bounds.deadlineAt === null ? Infinity : bounds.deadlineAt - now();
}

/** Whether `error` is the reason of an abort, which is handed on as it is, whatever it is. */
export function isAbortReason(signals: readonly AbortSignal[], error: unknown): boolean {
  return signals.some((signal) => signal.aborted && signal.reason === error);
}

/** Throws what would have stopped a wait that began now. */
export function throwIfOver(bounds: Bounds): void {
  for (const signal of bounds.signals) {
    signal.throwIfAborted();
  }
  if (remainingMs(bounds) <= 0) {
    throw new TimeOver('deadline');
  }
}

/**
 * Runs `work` until it settles, `limitMs` is over, or the bounds end it; then its signal is aborted and nobody waits
 * for it any more, whether it listens or not.
 */
export async function within<T>(
  bounds: Bounds,
  limitMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  throwIfOver(bounds);
  const deadlineMs = remainingMs(bounds);
  const waitMs = Math.min(limitMs, deadlineMs);
  const inner = new AbortController();
  let release = noop;
  const stopped = new Promise<never>((_resolve, reject) => {
    const stop = (reason: unknown): void => {
      release();
      // What an abort rejects with is the user's own reason, as in fetch.
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      reject(reason);
      inner.abort(reason);
    };
    const timer =
      waitMs > TIMER_MS_MAX
        ? undefined
        : setTimeout(() => {
            stop(new TimeOver(deadlineMs < limitMs ? 'deadline' : 'attempt'));
          }, waitMs);
    const takeBack = bounds.signals.map((signal) =>
      whenAborted(signal, () => {
        stop(signal.reason);
      }),
    );
    release = () => {
      clearTimeout(timer);
      for (const forget of takeBack) {
        forget();
      }
    };
  });
  const working = work(inner.signal);
  // Whichever loses the race may still reject, and nobody would be listening.
  working.catch(noop);
  stopped.catch(noop);
  try {
    return await Promise.race([working, stopped]);
  } finally {
    release();
  }
}

/** A pause that the bounds can end. */
export async function pause(bounds: Bounds, delayMs: number): Promise<void> {
  await within(
    bounds,
    Infinity,
    (signal) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, delayMs);
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
        });
      }),
  );
}

export function noop(): void {
  // Nothing to do.
}
