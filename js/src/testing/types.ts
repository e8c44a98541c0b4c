import type { CloudreveOptions, CloudreveRow } from './cloudreve.js';
import type { DodoOptions, DodoRow } from './dodo.js';
import type { Fault, FaultKind, RandomFaults } from './faults.js';
import type { KlaimOptions, KlaimRow } from './klaim.js';
import type { NameTrustOptions, NameTrustRow } from './nametrust.js';
import type { NebulaOptions, NebulaRow } from './nebula.js';

/** The five vendors. */
export type Provider = 'klaim' | 'cloudreve' | 'dodo' | 'nebula' | 'nametrust';

/**
 * What a simulator answers. `balances` is Dodo's list of all customers' balances of one
 * entitlement.
 */
export type SimulatedOperation = 'history' | 'balance' | 'balances' | 'entitlements';

/** A vendor's row of history. */
export interface RowOf {
  readonly klaim: KlaimRow;
  readonly cloudreve: CloudreveRow;
  readonly dodo: DodoRow;
  readonly nebula: NebulaRow;
  readonly nametrust: NameTrustRow;
}

/** What only one vendor's simulator can be told. */
export interface VendorOptions {
  readonly klaim: KlaimOptions;
  readonly cloudreve: CloudreveOptions;
  readonly dodo: DodoOptions;
  readonly nebula: NebulaOptions;
  readonly nametrust: NameTrustOptions;
}

/** What every simulator can be told. */
export interface CommonOptions<P extends Provider> {
  readonly provider: P;
  /**
   * How many rows an account's history has (default 57), or the rows themselves, in the order in
   * which the vendor serves them by default: oldest first at Klaim and Cloudreve, newest first at
   * the others. Given rows are served at every account.
   */
  readonly rows?: number | readonly RowOf[P][];
  /**
   * Rows a page. At Klaim the server alone decides (default 20); at Dodo (10), Nebula (100) and
   * NameTrust (20) it is what a request gets that asks for no size. Cloudreve has no default: there
   * each request must ask.
   */
  readonly pageSize?: number;
  /** How many accounts there are, or their ids. Default 1. */
  readonly accounts?: number | readonly string[];
  /**
   * The key that is accepted. Default `test-key`. Where the key says whose credits are read
   * (Cloudreve, Nebula, NameTrust), the first account has this key and the others have keys made
   * from it; {@link Simulator.accounts} lists them.
   */
  readonly apiKey?: string;
  /**
   * Where the simulator's `fetch` answers. Default: the vendor's documented address, or one under
   * `.example`.
   */
  readonly baseUrl?: string;
  /** What goes wrong, and when. */
  readonly faults?: readonly Fault[] | RandomFaults;
  /** Rows, ids and random faults depend on it and on nothing else. Default 1. */
  readonly seed?: number | string;
  /** Pause before each answer, in milliseconds. Default 0. */
  readonly latencyMs?: number;
  /**
   * The clock for `Retry-After` dates, in milliseconds since the Unix epoch. Default `Date.now`.
   */
  readonly now?: () => number;
}

export type SimulatorOptions<P extends Provider = Provider> = CommonOptions<P> & VendorOptions[P];

/** Whose credits can be read, and how. */
export interface SimulatedAccount {
  readonly id: string;
  /** The key that reads this account. */
  readonly apiKey: string;
  /**
   * The vendor's own parameters that name this account, for instance `user_id` or
   * `subscription_id`.
   */
  readonly params: Readonly<Record<string, string>>;
  /**
   * Headers that a request must carry besides the key (`x-org-id` for NameTrust's personal keys).
   */
  readonly headers: Readonly<Record<string, string>>;
}

/** A row of history that was served. */
export interface ServedRow<Row> {
  readonly account: string;
  /** 0-based number of the page, counted by the position of its first row. */
  readonly page: number;
  /** The request that it answered, as counted in {@link RequestRecord.number}. */
  readonly request: number;
  readonly row: Row;
  /** The row's exact JSON text on the wire. */
  readonly json: string;
}

/** A request that reached a simulator. The key is in none of these members. */
export interface RequestRecord {
  /** 1 for the first. */
  readonly number: number;
  readonly method: string;
  /** Path and query below the vendor's base URL. Keys, should they stand here, are blotted out. */
  readonly target: string;
  /**
   * Only those of an allow-list: what asks for and describes content, and the vendors' own headers.
   */
  readonly headers: Readonly<Record<string, string>>;
  /** The names of all headers that came. */
  readonly headerNames: readonly string[];
  /** Keys, should they stand here, are blotted out. */
  readonly body: string;
  /** True where a valid key came in the place where the vendor expects it. */
  readonly authorized: boolean;
  /** What was asked for; `null` where no documented operation fits. */
  readonly operation: SimulatedOperation | null;
  /** The status of the answer; `null` where none was sent. */
  readonly status: number | null;
  /** Rows in the answer that arrive whole. */
  readonly rows: number;
  /** The faults that struck. */
  readonly faults: readonly FaultKind[];
}

/** A request that left the vendor's origin: because a redirect or a link led it there. */
export interface ForeignRequest {
  readonly method: string;
  /** Keys, should they stand here, are blotted out. */
  readonly url: string;
  readonly headerNames: readonly string[];
  /** True where a key of the simulator stands in a header, in the URL or in the body. */
  readonly carriesKey: boolean;
}

/** A request as a simulator reads it, without a socket. */
export interface SimulatedRequest {
  readonly method: string;
  /**
   * Path and query below the vendor's base URL, percent-encoded as sent, for instance
   * `/user/creditChanges?page_size=50`.
   */
  readonly target: string;
  readonly headers: Headers;
  readonly body: string;
}

/** An answer as bytes, and how they reach the client. */
export interface SimulatedReply {
  readonly status: number;
  /** Pairs, because a header may come twice. Without `content-length`. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array<ArrayBuffer>;
  readonly delivery: Delivery;
  /** Pause before the first byte, in milliseconds. */
  readonly delayMs: number;
}

/** How an answer reaches the client. `afterBytes: null` is: not even the status line. */
export type Delivery =
  | { readonly how: 'whole' }
  | { readonly how: 'reset'; readonly afterBytes: number | null }
  | { readonly how: 'stall'; readonly afterBytes: number | null }
  | { readonly how: 'drip'; readonly chunkBytes: number; readonly delayMs: number }
  | { readonly how: 'truncated-gzip' }
  | { readonly how: 'content-length'; readonly by: number }
  | { readonly how: 'oversize'; readonly bytes: number; readonly gzip: boolean };

/** What is known outside of the vendor. */
export interface Surroundings {
  /** Where redirects and next links lead. Default `https://elsewhere.example`. */
  readonly foreignOrigin?: string;
}

/** A vendor's server, in memory. */
export interface Simulator<P extends Provider = Provider> {
  readonly provider: P;
  /** Where `fetch` answers, without a slash at the end. */
  readonly baseUrl: string;
  /** The part of `baseUrl` after the origin: `/api/v4` at Cloudreve, empty at Klaim. */
  readonly basePath: string;
  /** The key of the first account. */
  readonly apiKey: string;
  readonly accounts: readonly SimulatedAccount[];
  /**
   * WHATWG `fetch` (a URL and options, or a `Request`). Aborts in every state, streams bodies,
   * fails with a `TypeError` where a connection would. Requests to other origins than the vendor's
   * get a harmless answer and are recorded in `foreignRequests`.
   */
  readonly fetch: typeof globalThis.fetch;
  /**
   * The rows of history that were served, in order. A page that was cut or mangled on its way was
   * not served.
   */
  readonly served: readonly ServedRow<RowOf[P]>[];
  /** The requests that came, in order. */
  readonly requests: readonly RequestRecord[];
  /** Requests that `fetch` saw leave the vendor's origin. */
  readonly foreignRequests: readonly ForeignRequest[];
  /**
   * An account's whole history as it stands now, in the order in which the vendor serves it by
   * default. Default: the first account.
   */
  rows(account?: string): readonly RowOf[P][];
  /** Answers one request: no socket, no clock, no promise. */
  handle(request: SimulatedRequest, surroundings?: Surroundings): SimulatedReply;
  /** From now on the old keys are refused and keys made from `apiKey` are accepted. */
  rotateKey(apiKey: string): void;
  /** True where `text` contains a key that is or was accepted. */
  carriesKey(text: string): boolean;
}
