import { ParameterError } from '../errors/index.js';
import type { CreditEntry, CreditPage, WalkReport } from '../model.js';
import { checkOptions, wholeNumber } from './check-options.js';
import type { WalkSession } from './session.js';

/** What {@link HistoryWalk.toArray} takes. */
export interface ToArrayOptions {
  /** Entries to hold, at most. Default 100,000: about 40 MB of objects. */
  readonly max?: number | undefined;
}

const TO_ARRAY_MAX = 100_000;

/**
 * One pass over a credit history, page after page as they are needed. Reading by entries, by pages or into an array
 * shares one position. Leaving a `for await` early ends the walk.
 *
 * An abort rejects with the signal's own reason; everything else with a {@link CreditKitError} that carries `report` and
 * `resumeToken`. A walk that failed goes on failing the same way: it never looks as if it had ended.
 */
export interface HistoryWalk<Entry extends CreditEntry = CreditEntry> extends AsyncIterable<
  Entry,
  undefined
> {
  /** What the walk did so far, and what it can promise. Valid at any time, also after an error. */
  readonly report: WalkReport;

  /**
   * Where to go on after the entries that were yielded so far. Valid at any time, also after an error; opaque, without
   * key or URL. `null` where nothing was read yet, or where the vendor pages by URLs that a token must not hold.
   */
  readonly resumeToken: string | null;

  /** Entries, oldest or newest first as the vendor serves them. Parallel `next()` are answered in order. */
  [Symbol.asyncIterator](): AsyncIterableIterator<Entry, undefined>;

  /** Pages as they come; one may be empty. After entries were read, the first is the rest of the page at hand. */
  pages(): AsyncIterableIterator<CreditPage<Entry>, undefined>;

  /**
   * All entries at once. Past `max` it ends the walk with a {@link ParameterError} of code `tooManyEntries`. Wherever it
   * rejects, the entries that it had read are gone, and `resumeToken`, the error's and the walk's, stands where it began:
   * use `for await` where they shall be kept.
   */
  toArray(options?: ToArrayOptions): Promise<Entry[]>;
}

export class SessionWalk implements HistoryWalk {
  readonly #session: WalkSession;
  #lastInLine: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(session: WalkSession) {
    this.#session = session;
  }

  get report(): WalkReport {
    return this.#session.report;
  }

  get resumeToken(): string | null {
    return this.#session.resumeToken;
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<CreditEntry, undefined> {
    return this.#iterator(() => this.#session.take());
  }

  pages(): AsyncIterableIterator<CreditPage, undefined> {
    return this.#iterator(() => this.#session.takeRest());
  }

  async toArray(options: ToArrayOptions = {}): Promise<CreditEntry[]> {
    checkOptions(options, { max: wholeNumber(1) }, 'toArray');
    const { max = TO_ARRAY_MAX } = options;
    const { resumeToken } = this;
    const entries: CreditEntry[] = [];
    try {
      for await (const page of this.pages()) {
        if (entries.length + page.entries.length > max) {
          const message = `the history has more than ${String(max)} entries: read it with for await, or raise max`;
          throw this.#session.refuse(
            new ParameterError(message, { code: 'tooManyEntries', parameter: 'max' }),
          );
        }
        // One by one: Safari takes no more than 65,536 arguments, and a page may hold more.
        for (const entry of page.entries) {
          entries.push(entry);
        }
      }
    } catch (error) {
      this.#session.takeBack(resumeToken);
      throw error;
    }
    return entries;
  }

  #iterator<T extends object>(take: () => T | undefined): AsyncIterableIterator<T, undefined> {
    const iterator: AsyncIterableIterator<T, undefined> = {
      next: () => this.#next(take),
      return: () => {
        this.#session.leave();
        return Promise.resolve(DONE);
      },
      [Symbol.asyncIterator]: () => iterator,
    };
    return iterator;
  }

  /** At once where the page at hand has one and nobody else is waiting; in turn otherwise. */
  #next<T extends object>(take: () => T | undefined): Promise<IteratorResult<T, undefined>> {
    const value = this.#waiting === 0 ? take() : undefined;
    if (value !== undefined) {
      return Promise.resolve({ done: false, value });
    }
    this.#waiting += 1;
    const result = this.#lastInLine.then(() => this.#read(take));
    this.#lastInLine = result.then(
      () => {
        this.#waiting -= 1;
      },
      () => {
        this.#waiting -= 1;
      },
    );
    return result;
  }

  async #read<T extends object>(take: () => T | undefined): Promise<IteratorResult<T, undefined>> {
    for (;;) {
      const value = take();
      if (value !== undefined) {
        return { done: false, value };
      }
      if (!(await this.#session.turn())) {
        return DONE;
      }
    }
  }
}

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };
