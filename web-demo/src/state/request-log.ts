import { signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { RequestEvent, RetryEvent } from 'creditkit';

import type { Connection } from '../data.js';

/** How a request ended. */
export type Outcome = 'waiting' | 'answered' | 'refused' | 'failed' | 'aborted';

/** One HTTP request that the package made. */
export interface LoggedRequest {
  /** 1 for the first. */
  readonly number: number;
  readonly method: string;
  /** Without the key; long values of parameters are cut, since a cursor may say whose it is. */
  readonly url: string;
  /** Which page of the walk, from 1; 0 where it is not known. */
  readonly page: number;
  /** Which attempt at this page, from 1. */
  readonly attempt: number;
  /** Why the package asks once more, and after which pause. */
  readonly retry: { readonly reason: string; readonly delayMs: number } | null;
  /** Milliseconds since the log began. */
  readonly startMs: number;
  readonly ms: number | null;
  readonly status: number | null;
  readonly retryAfter: string | null;
  readonly bytes: number | null;
  /** Rows that the package read from the answer. */
  readonly rows: number | null;
  readonly outcome: Outcome;
}

/** Bodies are kept for the view of a raw page; of a long walk only the first ones, so that memory stays bounded. */
const keptBodies = 40;
const keptBodyBytes = 512 * 1024;
const shownValue = 12;

/** Hands requests on to `send` and writes down what became of them. Keys never enter it. */
export class RequestLog {
  /** Grows and changes in place; `changes` counts. A copy for each of 10,000 requests would be felt. */
  readonly requests: LoggedRequest[] = [];
  readonly changes: Signal<number> = signal(0);
  readonly bodies = new Map<number, Uint8Array>();
  readonly #began = performance.now();
  readonly #send: typeof fetch;
  readonly #secret: string;
  readonly #base: string;
  readonly #copies = new Set<Promise<void>>();
  #next: { page: number; attempt: number } = { page: 0, attempt: 1 };

  constructor({ fetch, apiKey, baseUrl }: Connection) {
    this.#send = fetch ?? globalThis.fetch.bind(globalThis);
    this.#secret = apiKey;
    this.#base = baseUrl?.replace(/\/$/, '') ?? '';
  }

  readonly onRequest = ({ page, attempt }: RequestEvent): void => {
    this.#next = { page, attempt };
  };

  readonly onRetry = ({ reason, delayMs }: RetryEvent): void => {
    this.#change(this.requests.length, { retry: { reason, delayMs } });
  };

  readonly fetch: typeof fetch = async (input, init) => {
    const request = input instanceof Request ? input : null;
    const number = this.#open(
      init?.method ?? request?.method ?? 'GET',
      typeof input === 'string' ? input : input instanceof URL ? input.href : input.url,
    );
    const signal = init?.signal ?? request?.signal;
    try {
      const response = await this.#send(input, init);
      this.#answered(number, response);
      const copy = this.#readCopy(number, response.clone(), signal);
      this.#copies.add(copy);
      void copy.finally(() => this.#copies.delete(copy));
      return response;
    } catch (error) {
      this.#close(number, { outcome: signal?.aborted === true ? 'aborted' : 'failed' });
      throw error;
    }
  };

  /** The package read `rows` rows from the request answered last. */
  readRows(rows: number): number {
    const last = this.requests.findLast(
      ({ outcome }) => outcome === 'answered' || outcome === 'waiting',
    );
    if (last === undefined) return 0;
    this.#change(last.number, { rows });
    return last.number;
  }

  /** Once all answers so far are written down. */
  async settled(): Promise<void> {
    await Promise.all(this.#copies);
  }

  #open(method: string, url: string): number {
    const number = this.requests.length + 1;
    const opened: LoggedRequest = {
      number,
      method,
      url: withoutSecrets(url, this.#base, this.#secret),
      ...this.#next,
      retry: null,
      startMs: performance.now() - this.#began,
      ms: null,
      status: null,
      retryAfter: null,
      bytes: null,
      rows: null,
      outcome: 'waiting',
    };
    this.requests.push(opened);
    this.changes.value += 1;
    return number;
  }

  #answered(number: number, response: Response): void {
    this.#change(number, {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
    });
  }

  async #readCopy(
    number: number,
    copy: Response,
    signal: AbortSignal | null | undefined,
  ): Promise<void> {
    const refused = !copy.ok;
    try {
      const bytes = new Uint8Array(await copy.arrayBuffer());
      if (this.bodies.size < keptBodies && bytes.length <= keptBodyBytes)
        this.bodies.set(number, bytes);
      this.#close(number, { bytes: bytes.length, outcome: refused ? 'refused' : 'answered' });
    } catch {
      this.#close(number, { outcome: signal?.aborted === true ? 'aborted' : 'failed' });
    }
  }

  #close(number: number, what: Partial<LoggedRequest>): void {
    const request = this.requests[number - 1];
    if (request === undefined) return;
    this.#change(number, { ...what, ms: performance.now() - this.#began - request.startMs });
  }

  #change(number: number, what: Partial<LoggedRequest>): void {
    const request = this.requests[number - 1];
    if (request === undefined) return;
    this.requests[number - 1] = { ...request, ...what };
    this.changes.value += 1;
  }
}

/** The path below `base` and the query, as people may see them: no origin's credentials, no key, no whole cursor. */
export function withoutSecrets(url: string, base: string, secret: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null) return '(not a URL)';
  const prefix = URL.canParse(base) ? new URL(base).pathname.replace(/\/$/, '') : '';
  const path = parsed.pathname.startsWith(`${prefix}/`)
    ? parsed.pathname.slice(prefix.length)
    : parsed.pathname;
  const query = [...parsed.searchParams].map(
    ([name, value]) => `${name}=${shortened(blotted(value, secret))}`,
  );
  return blotted(path + (query.length === 0 ? '' : `?${query.join('&')}`), secret);
}

/** A text that may have the key in it, without. */
export function blotted(text: string, secret: string): string {
  return secret === ''
    ? text
    : text.replaceAll(secret, '•••').replaceAll(encodeURIComponent(secret), '•••');
}

function shortened(value: string): string {
  return value.length <= shownValue
    ? value
    : `${value.slice(0, 4)}… (${String(value.length)} characters)`;
}
