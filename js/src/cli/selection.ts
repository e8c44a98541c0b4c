/** Which entries of a history are shown. The walk reads all of them: no vendor's order is trusted to end it early. */
import type { CreditEntry } from '../index.js';
import type { Arguments } from './arguments.js';

export class Selection {
  readonly #since: number | null;
  readonly #until: number | null;
  readonly #kinds: Arguments['kinds'];
  #untimed = 0;

  constructor({ since, until, kinds }: Pick<Arguments, 'since' | 'until' | 'kinds'>) {
    this.#since = since;
    this.#until = until;
    this.#kinds = kinds;
  }

  /** False where every entry is shown. */
  get chooses(): boolean {
    return this.#choosesTime || this.#kinds.length > 0;
  }

  /** Entries left out because it is not known when they were. */
  get untimed(): number {
    return this.#untimed;
  }

  takes({ at, kind }: CreditEntry): boolean {
    if (this.#kinds.length > 0 && !this.#kinds.includes(kind)) {
      return false;
    }
    if (!this.#choosesTime) {
      return true;
    }
    if (at === null) {
      this.#untimed += 1;
      return false;
    }
    return at >= (this.#since ?? -Infinity) && at < (this.#until ?? Infinity);
  }

  get #choosesTime(): boolean {
    return this.#since !== null || this.#until !== null;
  }
}
