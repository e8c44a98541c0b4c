import type { EntryOf, Given, Provider, Query, QueryOf } from '../built-in.js';
import { kindOf } from '../bytes.js';
import { guarded } from '../core-access.js';
import { ParameterError } from '../errors/index.js';
import { refused } from '../errors/usage.js';
import type {
  CreditBalance,
  CreditEntitlements,
  CreditEntry,
  CreditPage,
  OperationName,
} from '../model.js';
import {
  abortSignal,
  checkOptions,
  flag,
  isSignal,
  requireRecord,
  requireScalars,
  requireWhole,
  text,
  unchecked,
  wholeNumber,
} from './check-options.js';
import { type HistoryWalk, SessionWalk } from './history-walk.js';
import { HISTORY_OPTIONS, type HistoryOptions, RESPONSE_BYTES_MAX } from './options.js';
import { type SessionHost, WalkSession } from './session.js';

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
export interface CreditClient<P extends Provider = Provider> {
  /** The provider's id, as in its definition. */
  readonly provider: string;

  /** What this provider can be asked for. */
  readonly operations: readonly OperationName[];

  /**
   * The movements of an account, each with its row as the vendor sent it. Nothing is requested before the walk is read;
   * a query or option that cannot be used rejects then, with ParameterError.
   */
  history(
    query: QueryOf<P, 'history'>,
    options: HistoryOptions & { readonly includeRaw: true },
  ): HistoryWalk<EntryOf<P> & { readonly raw: string }>;
  /**
   * The movements of an account. Nothing is requested before the walk is read; a query or option that cannot be used
   * rejects then, with ParameterError.
   */
  history(...given: Given<QueryOf<P, 'history'>, HistoryOptions>): HistoryWalk<EntryOf<P>>;

  /** The balance as the vendor states it. */
  balance(...given: Given<QueryOf<P, 'balance'>, CallOptions>): Promise<CreditBalance>;

  /** What may be drawn, and how far beyond. */
  entitlements(
    ...given: Given<QueryOf<P, 'entitlements'>, CallOptions>
  ): Promise<CreditEntitlements>;

  /** Reads a response that you have fetched yourself, or kept. Requests nothing. */
  normalize(
    operation: OperationName,
    body: Uint8Array | string,
    options?: NormalizeOptions,
  ): CreditPage<EntryOf<P>>;
}

const NORMALIZE_OPTIONS = {
  status: wholeNumber(100, 599),
  headers: unchecked,
  includeRaw: flag,
};

export class SessionClient implements CreditClient {
  readonly #host: SessionHost;
  readonly #signals: readonly AbortSignal[];

  constructor(host: SessionHost, signals: readonly AbortSignal[]) {
    this.#host = host;
    this.#signals = signals;
  }

  get provider(): string {
    return this.#host.provider.info.id;
  }

  get operations(): readonly OperationName[] {
    return this.#host.provider.info.operations;
  }

  history(
    query: Query,
    options: HistoryOptions & { readonly includeRaw: true },
  ): HistoryWalk<CreditEntry & { readonly raw: string }>;
  history(query?: Query, options?: HistoryOptions): HistoryWalk;
  history(query: Query = {}, options: HistoryOptions = {}): HistoryWalk {
    return new SessionWalk(
      this.#session('history', query, options, (given) => {
        checkOptions(given, HISTORY_OPTIONS, 'history');
      }),
    );
  }

  async balance(query: Query = {}, options: CallOptions = {}): Promise<CreditBalance> {
    const { balance } = await this.#onePage('balance', query, options);
    if (balance === null) {
      throw new Error('the core accepted a balance without one');
    }
    return balance;
  }

  async entitlements(query: Query = {}, options: CallOptions = {}): Promise<CreditEntitlements> {
    const { provider, entitlements } = await this.#onePage('entitlements', query, options);
    return { provider, entitlements };
  }

  normalize(
    operation: OperationName,
    body: Uint8Array | string,
    options: NormalizeOptions = {},
  ): CreditPage {
    text(operation, 'operation');
    checkOptions(options, NORMALIZE_OPTIONS, 'normalize');
    const { core, provider } = this.#host.provider.now();
    const response = {
      status: options.status ?? 200,
      headers: lowerCase(options.headers, this.#host.provider.info.responseHeaders),
      // One byte too many is refused as all of them would be, for which the core's memory has no room.
      body: bytesOf(body).subarray(0, RESPONSE_BYTES_MAX + 1),
    };
    const place = { provider: this.provider, operation, page: null, request: null };
    this.#requireOperation(operation);
    return guarded(
      core,
      () => provider.readPage(operation, response, options.includeRaw === true),
      place,
      this.#host.secrets.clean,
    );
  }

  async #onePage(
    operation: OperationName,
    query: Query,
    options: CallOptions,
  ): Promise<CreditPage> {
    const session = this.#session(operation, query, options, (given) => {
      checkOptions<CallOptions>(given, { signal: abortSignal }, operation);
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
    options: HistoryOptions,
    check: (given: HistoryOptions) => void,
  ): WalkSession {
    // Copies: the caller may reuse the objects before the walk begins.
    const given = { ...options };
    const parameters = { ...query };
    const { signal, prefetch = 0, ...core } = given;
    return new WalkSession(this.#host, {
      operation,
      query: parameters,
      options: core,
      prefetch,
      signals: isSignal(signal) ? [...this.#signals, signal] : this.#signals,
      check: () => {
        this.#requireOperation(operation);
        requireRecord(query, 'query');
        requireScalars(parameters);
        requireRecord(options, 'options');
        check(given);
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

/** By its tag, not its class: a test environment may have a class of its own. */
function bytesOf(body: unknown): Uint8Array {
  if (typeof body === 'string') {
    requireWhole(body, 'body');
    return new TextEncoder().encode(body);
  }
  if (ArrayBuffer.isView(body) && kindOf(body) === 'Uint8Array') {
    return body as Uint8Array;
  }
  throw refused(
    'body',
    'must be a text or a Uint8Array; an ArrayBuffer goes into a new Uint8Array',
  );
}

function lowerCase(headers: unknown, wanted: readonly string[]): [string, string][] {
  if (headers === undefined) {
    return [];
  }
  const names = wanted.map((name) => name.toLowerCase());
  const lower: [string, string][] = [];
  for (const pair of pairsOf(headers)) {
    const [name, value] = (Array.isArray(pair) ? pair : []) as unknown[];
    if (typeof name !== 'string') {
      throw refused('headers', 'must be Headers, or an object of names and texts');
    }
    const known = name.toLowerCase();
    if (names.includes(known)) {
      text(value, `headers.${known}`);
      requireWhole(value, `headers.${known}`);
      lower.push([known, value as string]);
    }
  }
  return lower;
}

/** Of what holds none, something that is no pair. */
function pairsOf(headers: unknown): Iterable<unknown> {
  if (typeof headers !== 'object' || headers === null) {
    return [headers];
  }
  return Symbol.iterator in headers ? (headers as Iterable<unknown>) : Object.entries(headers);
}
