/** Standard output: in pieces of a useful size, never faster than it is read, and quiet when nobody reads any more. */
import { EXIT, UsageError } from './exit.js';
import { reasonOf } from './reason.js';
import type { Stop } from './stop.js';

/** As much as a pipe holds on Linux. */
const PIECE_CHARACTERS = 65_536;

export class Output {
  readonly #stream: NodeJS.WriteStream;
  #waiting = '';
  #scheduled = false;
  #gone = false;
  #failure: UsageError | null = null;
  #room: Promise<void> | undefined;
  #written: Promise<void> | undefined;

  constructor(stream: NodeJS.WriteStream, stop: Stop) {
    this.#stream = stream;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.#gone = true;
      if (error.code === 'EPIPE') {
        stop.stop('reader');
      } else {
        this.#failure = new UsageError(
          `standard output could not be written: ${reasonOf(error)}`,
          'What is there already is cut short: make room, and run the same command again',
          EXIT.fault,
        );
      }
    });
  }

  /** Resolves when the reader has caught up. Throws UsageError once the output cannot be written, as on a full disk. */
  async write(text: string): Promise<void> {
    this.#waiting += text;
    if (this.#waiting.length >= PIECE_CHARACTERS) {
      this.#send();
    } else if (!this.#scheduled) {
      // The entries of a page come without a pause; what waits goes out when the walk waits for the next page.
      this.#scheduled = true;
      setImmediate(() => {
        this.#scheduled = false;
        this.#send();
      });
    }
    await this.#room;
    this.#check();
  }

  /** Resolves when all that was written is out. Throws as {@link write} does. */
  async flush(): Promise<void> {
    this.#send();
    await this.#written;
    await this.#room;
    this.#check();
  }

  #check(): void {
    if (this.#failure !== null) {
      throw this.#failure;
    }
  }

  #send(): void {
    const text = this.#waiting;
    this.#waiting = '';
    if (text === '' || this.#gone) {
      return;
    }
    let done = (): void => undefined;
    this.#written = new Promise((resolve) => {
      done = resolve;
    });
    const hasRoom = this.#stream.write(text, () => {
      done();
    });
    if (!hasRoom) {
      this.#room = this.#drained();
    }
  }

  #drained(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.#stream.off('drain', done);
        this.#stream.off('error', done);
        this.#room = undefined;
        resolve();
      };
      this.#stream.once('drain', done);
      this.#stream.once('error', done);
    });
  }
}
