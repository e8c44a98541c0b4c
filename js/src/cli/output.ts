/** Standard output: in pieces of a useful size, never faster than it is read, and quiet when nobody reads any more. */
import type { Stop } from './stop.js';

/** As much as a pipe holds on Linux. */
const PIECE_CHARACTERS = 65_536;

export class Output {
  readonly #stream: NodeJS.WriteStream;
  #waiting = '';
  #scheduled = false;
  #gone = false;
  #room: Promise<void> | undefined;

  constructor(stream: NodeJS.WriteStream, stop: Stop) {
    this.#stream = stream;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.#gone = true;
      if (error.code !== 'EPIPE') {
        throw error;
      }
      stop.stop('reader');
    });
  }

  /** Resolves when the reader has caught up. */
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
  }

  async flush(): Promise<void> {
    this.#send();
    await this.#room;
  }

  #send(): void {
    const text = this.#waiting;
    this.#waiting = '';
    if (text !== '' && !this.#gone && !this.#stream.write(text)) {
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
