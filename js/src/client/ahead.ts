/** Pages that are fetched before the walk asks for them. */
import type { CoreRequest } from '../wasm/contract.js';
import type { Outcome } from '../transport/transport.js';

interface Sent {
  readonly outcome: Promise<Outcome>;
  readonly cancel: AbortController;
}

/** One attempt at a request; it never rejects. */
export type SendAhead = (
  request: CoreRequest,
  signal: AbortSignal,
  pagesAhead: number,
) => Promise<Outcome>;

export class Ahead {
  readonly #pages: number;
  readonly #send: SendAhead;
  readonly #sent = new Map<string, Sent>();

  /** `pages`: how many to have under way, at most. */
  constructor(pages: number, send: SendAhead) {
    this.#pages = pages;
    this.#send = send;
  }

  /** Sends what `predict` foresees and is not under way yet; cancels what it no longer foresees. */
  fill(predict: (pagesAhead: number) => CoreRequest | null): void {
    const wanted = new Map<string, CoreRequest>();
    for (let pagesAhead = 1; pagesAhead <= this.#pages; pagesAhead += 1) {
      const request = predict(pagesAhead);
      if (request === null) {
        break;
      }
      wanted.set(keyOf(request), request);
    }
    for (const [key, sent] of this.#sent) {
      if (!wanted.has(key)) {
        this.#drop(key, sent);
      }
    }
    let pagesAhead = 0;
    for (const [key, request] of wanted) {
      pagesAhead += 1;
      if (!this.#sent.has(key)) {
        const cancel = new AbortController();
        this.#sent.set(key, { outcome: this.#send(request, cancel.signal, pagesAhead), cancel });
      }
    }
  }

  /** The attempt under way at exactly this request, or `null`: a guess that missed must never answer another one. */
  take(request: CoreRequest): Promise<Outcome> | null {
    const key = keyOf(request);
    const sent = this.#sent.get(key);
    this.#sent.delete(key);
    return sent?.outcome ?? null;
  }

  cancel(): void {
    for (const [key, sent] of this.#sent) {
      this.#drop(key, sent);
    }
  }

  #drop(key: string, { cancel }: Sent): void {
    this.#sent.delete(key);
    cancel.abort();
  }
}

function keyOf({ method, url, headers, body }: CoreRequest): string {
  return JSON.stringify([method, url, body, headers]);
}
