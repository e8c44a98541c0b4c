/** One line on standard error that says how far a walk is. Only on a terminal; nothing else is ever written over. */
import type { Hooks } from '../index.js';

const START_OF_LINE = '\r';
const CLEAR_LINE = '\r\u001b[K';
const DEFAULT_COLUMNS = 80;

export class Progress {
  readonly #stream: NodeJS.WriteStream;
  readonly #shown: boolean;
  #pages = 0;
  #entries = 0;
  #retries = 0;

  constructor(stream: NodeJS.WriteStream, shown: boolean) {
    this.#stream = stream;
    this.#shown = shown && stream.isTTY;
  }

  get hooks(): Hooks {
    return {
      onRequest: ({ provider, operation, page }) => {
        this.#draw(`${provider} ${operation}: asking for page ${String(page)}${this.#soFar()}`);
      },
      onResponse: ({ page, status }) => {
        this.#pages = status < 400 ? Math.max(this.#pages, page) : this.#pages;
      },
      onRetry: ({ provider, operation, status, delayMs }) => {
        this.#retries += 1;
        const why = status === null ? 'no answer' : `HTTP ${String(status)}`;
        const seconds = (delayMs / 1000).toFixed(1);
        this.#draw(`${provider} ${operation}: ${why}, again in ${seconds} s${this.#soFar()}`);
      },
    };
  }

  entry(): void {
    this.#entries += 1;
  }

  clear(): void {
    if (this.#shown) {
      this.#stream.write(CLEAR_LINE);
    }
  }

  #soFar(): string {
    const parts = [
      this.#pages > 0 ? `${String(this.#entries)} entries of ${String(this.#pages)} pages` : '',
      this.#retries > 0 ? `${String(this.#retries)} retries` : '',
    ].filter((part) => part !== '');
    return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
  }

  #draw(text: string): void {
    if (this.#shown) {
      // A line that wraps could not be cleared.
      const room = (this.#stream.columns || DEFAULT_COLUMNS) - 1;
      this.#stream.write(CLEAR_LINE + text.slice(0, room) + START_OF_LINE);
    }
  }
}
