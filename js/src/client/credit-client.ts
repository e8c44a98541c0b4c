import { guarded } from '../core-access.js';
import { ParameterError } from '../errors/index.js';
import type { CreditBalance, CreditEntitlements, CreditPage, OperationName } from '../model.js';
import { requireKnown, requireScalars, wholeNumber } from './check-options.js';
import { HistoryWalk } from './history-walk.js';
import { checkHistoryOptions, type HistoryOptions } from './options.js';
import { type SessionHost, WalkSession } from './session.js';

/** A query by the vendor's own parameter names. Unknown ones are refused. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** What {@link CreditClient.balance} and {@link CreditClient.entitlements} take beside the query. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

/** What {@link CreditClient.normalize} takes beside the body. */
export interface NormalizeOptions {
  /** HTTP status of the response. Default 200. */
  readonly status?: number | undefined;
  /** Headers of the response, any case. */
  readonly headers?: Readonly<Record<string, string>> | Headers | undefined;
  readonly includeRaw?: boolean | undefined;
}

/** One vendor, one key. Any number of walks and calls may run side by side. */
export class CreditClient {
  readonly #host: SessionHost;
  readonly #signals: readonly AbortSignal[];

  /** @internal */
  constructor(host: SessionHost, signals: readonly AbortSignal[]) {
    this.#host = host;
    this.#signals = signals;
  }

  /** The provider's id, as in its definition. */
  get provider(): string {
    return this.#host.provider.info.id;
  }

  /** What this provider can be asked for. */
  get operations(): readonly OperationName[] {
    return this.#host.provider.info.operations;
  }

  /**
   * The movements of an account. Nothing is requested before the walk is read; a query or option that cannot be used
   * rejects then, with ParameterError.
   */
  history(query: Query = {}, options: HistoryOptions = {}): HistoryWalk {
    return new HistoryWalk(
      this.#session('history', query, options, () => {
        checkHistoryOptions(options);
      }),
    );
  }

  /** The balance as the vendor states it. */
  async balance(query: Query = {}, options: CallOptions = {}): Promise<CreditBalance> {
    const { balance } = await this.#onePage('balance', query, options);
    if (balance === null) {
      throw new Error('the core accepted a balance without one');
    }
    return balance;
  }

  /** What may be drawn, and how far beyond. */
  async entitlements(query: Query = {}, options: CallOptions = {}): Promise<CreditEntitlements> {
    const { provider, entitlements } = await this.#onePage('entitlements', query, options);
    return { provider, entitlements };
  }

  /** Reads a response that you have fetched yourself, or kept. Requests nothing. */
  normalize(
    operation: OperationName,
    body: Uint8Array | string,
    options: NormalizeOptions = {},
  ): CreditPage {
    requireKnown(options, ['status', 'headers', 'includeRaw'], 'normalize');
    const { core, provider } = this.#host.provider.now();
    const response = {
      status: wholeNumber(options.status, 'status', 100, 599, 200),
      headers: lowerCase(options.headers, this.#host.provider.info.responseHeaders),
      body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
    };
    const place = { provider: this.provider, operation, page: null, request: null };
    this.#requireOperation(operation);
    return guarded(
      core,
      () => provider.readPage(operation, response, options.includeRaw === true),
      place,
    );
  }

  async #onePage(
    operation: OperationName,
    query: Query,
    options: CallOptions,
  ): Promise<CreditPage> {
    const session = this.#session(operation, query, options, () => {
      requireKnown(options, ['signal'], operation);
    });
    await session.turn();
    const page = session.takeRest();
    session.leave();
    if (page === undefined) {
      throw new Error('the core ended a call without a page');
    }
    return page;
  }

  #session(
    operation: OperationName,
    query: Query,
    { signal, prefetch = 0, ...options }: HistoryOptions,
    checkOptions: () => void,
  ): WalkSession {
    return new WalkSession(this.#host, {
      operation,
      // A copy: the caller may reuse the object before the walk begins.
      query: { ...query },
      options,
      prefetch,
      signals: signal === undefined ? this.#signals : [...this.#signals, signal],
      check: () => {
        this.#requireOperation(operation);
        requireScalars(query);
        checkOptions();
      },
    });
  }

  #requireOperation(operation: OperationName): void {
    if (!this.operations.includes(operation)) {
      throw new ParameterError(
        `${this.provider} has no ${operation}; it has ${this.operations.join(', ')}`,
        {
          code: 'parameter',
          provider: this.provider,
          operation,
          parameter: 'operation',
        },
      );
    }
  }
}

function lowerCase(
  headers: NormalizeOptions['headers'],
  wanted: readonly string[],
): [string, string][] {
  if (headers === undefined || wanted.length === 0) {
    return [];
  }
  const pairs: Iterable<[string, string]> =
    headers instanceof Headers ? headers : Object.entries(headers);
  return Array.from(pairs, ([name, value]): [string, string] => [name.toLowerCase(), value]).filter(
    ([name]) => wanted.includes(name),
  );
}
