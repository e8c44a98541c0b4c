import type { Provider } from './types.js';

/**
 * When a fault strikes. Requests are counted from 1 in the order in which they reach the simulator,
 * the retries of a client included. A fault waits for a request that it can strike: a page fault
 * lets a balance pass.
 */
export interface FaultTiming {
  /** The first request that it may strike. Default 1. */
  readonly atRequest?: number;
  /**
   * How many requests it strikes. Default 1; `Infinity` for what is a server's lasting habit
   * (`clamp`, `ignored-position`, `repeated-cursor`, `cycle`, `total`) and wherever `rate` is
   * given.
   */
  readonly times?: number;
  /** Strikes a request with this probability (0 to 1), drawn from the simulator's seed. */
  readonly rate?: number;
}

/** An HTTP status instead of an answer, with the body that this vendor has for it. */
export interface StatusFault {
  readonly kind: 'status';
  /** Default 503. */
  readonly status?: number;
  /**
   * `Retry-After`: a number is seconds, a text goes out as it stands (garbage too), `{ dateInMs }`
   * is an HTTP date that far from now (negative: in the past), a list becomes several header lines.
   */
  readonly retryAfter?: RetryAfter | readonly RetryAfter[];
  /** Further headers, for instance `RateLimit-Reset`. */
  readonly headers?: Readonly<Record<string, string>>;
}

export type RetryAfter = number | string | { readonly dateInMs: number };

/**
 * The vendor's own refusal, in its own shape: Cloudreve's `code` with HTTP 200 (default 50001),
 * Nebula's `"status":"failed"` with HTTP 200, the error bodies of Dodo (default
 * `INTERNAL_SERVER_ERROR`, 500), NameTrust (default `credit.usage.failed`, 500) and Klaim (400).
 */
export interface VendorErrorFault {
  readonly kind: 'vendor-error';
  readonly code?: number | string;
  readonly message?: string;
  /** The HTTP status, where it shall not be the vendor's usual one. */
  readonly status?: number;
}

/** The connection is reset and not one byte of an answer arrives. */
export interface ResetHeadersFault {
  readonly kind: 'reset-headers';
}

/** The connection is reset after a part of the body. */
export interface ResetBodyFault {
  readonly kind: 'reset-body';
  /** Bytes that still arrive. Default: half of the body. */
  readonly afterBytes?: number;
}

/** No answer ever comes; the connection stays open until the client gives up. */
export interface StallHeadersFault {
  readonly kind: 'stall-headers';
}

/** The body stops for ever; the connection stays open until the client gives up. */
export interface StallBodyFault {
  readonly kind: 'stall-body';
  /** Bytes that still arrive. Default: half of the body. */
  readonly afterBytes?: number;
}

/** The body comes in small pieces. The answer itself is sound. */
export interface DripFault {
  readonly kind: 'drip';
  /** Bytes in a piece. Default 1: every character is cut where it can be. */
  readonly chunkBytes?: number;
  /** Pause before each piece. Default 0. */
  readonly delayMs?: number;
}

/**
 * The body is compressed and cut in the middle of the stream. Fetch implementations differ in what
 * they make of it: Node hands out what it could decompress and ends the body in good order. So does
 * the simulator's `fetch`.
 */
export interface TruncatedGzipFault {
  readonly kind: 'truncated-gzip';
}

/**
 * `Content-Length` is wrong by so many bytes. Default 7: more promised than sent. Negative: the
 * body is longer than promised.
 */
export interface ContentLengthFault {
  readonly kind: 'content-length';
  readonly by?: number;
}

/**
 * Blanks follow the JSON up to so many bytes, compressed on the way where `gzip` is set (a
 * decompression bomb).
 */
export interface OversizeFault {
  readonly kind: 'oversize';
  /** Bytes after decompression. Default 64 MiB. */
  readonly bytes?: number;
  readonly gzip?: boolean;
}

/** A page for people instead of JSON, as captive portals and broken proxies send it. */
export interface HtmlFault {
  readonly kind: 'html';
  /** Default 200. */
  readonly status?: number;
}

/** 204 without a body. */
export interface NoContentFault {
  readonly kind: 'no-content';
}

/** A byte order mark before the JSON. */
export interface BomFault {
  readonly kind: 'bom';
}

/**
 * `Content-Type` and the bytes are at odds: by default the bytes are UTF-16 and the header says
 * UTF-8.
 */
export interface CharsetFault {
  readonly kind: 'charset';
  /** What the header says. Default `utf-8`. */
  readonly declared?: string;
  /** What the bytes are. Default `utf-16le`. */
  readonly encoding?: 'utf-8' | 'utf-16le';
}

/** A redirect, by default to the foreign origin, where the simulator records what arrives. */
export interface RedirectFault {
  readonly kind: 'redirect';
  /** Default 302. */
  readonly status?: 301 | 302 | 303 | 307 | 308;
  /** `Location`. Default: the same path at the foreign origin. */
  readonly to?: string;
}

/**
 * The answer carries a next link to a foreign host, in a `Link` header and as a `next` member;
 * nobody documented either.
 */
export interface NextUrlFault {
  readonly kind: 'next-url';
  /** Default: the same path at the foreign origin. */
  readonly url?: string;
}

/** The body is no JSON. */
export interface MalformedJsonFault {
  readonly kind: 'malformed-json';
  /**
   * Default `cut`: the end is missing. `comma`: one too many. `garbage`: something follows. `nan`:
   * `NaN` for a member's value.
   */
  readonly how?: 'cut' | 'comma' | 'garbage' | 'nan';
}

/** Any body: `null`, `[]`, an empty text, JSON of another API. */
export interface BodyFault {
  readonly kind: 'body';
  /** Default: empty. */
  readonly text?: string;
  /** Default 200. */
  readonly status?: number;
  /** Default `application/json`. */
  readonly contentType?: string;
}

/** The server gives fewer rows a page than were asked for, and counts its pages by that size. */
export interface ClampFault {
  readonly kind: 'clamp';
  /** The most rows a page. Default 5. */
  readonly to?: number;
}

/** The server pays no attention to cursor, page or offset: each answer is the first page. */
export interface IgnoredPositionFault {
  readonly kind: 'ignored-position';
}

/**
 * Rows come or go before the page is read. New rows are the newest: first in lists that are newest
 * first, last in the others. Rows that go are those that were served first.
 */
export interface DriftFault {
  readonly kind: 'drift';
  /** Rows that come. Default 1 where `remove` is not given, else 0. */
  readonly insert?: number;
  /** Rows that go. Default 0. */
  readonly remove?: number;
}

/**
 * The cursor leads back to the page that it came with. Where pages are counted, the page before is
 * served once more.
 */
export interface RepeatedCursorFault {
  readonly kind: 'repeated-cursor';
}

/** The walk is led in a circle of so many pages. */
export interface CycleFault {
  readonly kind: 'cycle';
  /** Pages in the circle. Default 2. */
  readonly length?: number;
}

/**
 * A page without rows, and yet more to come (a filter on the server's side ate them). At cursors no
 * row is lost by it, at counted pages those of that page are.
 */
export interface EmptyPageFault {
  readonly kind: 'empty-page';
}

/** The total is wrong, or moves from page to page. */
export interface TotalFault {
  readonly kind: 'total';
  /** Rows too many (or too few, negative). Default 3, or 0 where `step` is given. */
  readonly by?: number;
  /** Added once more at each page that it strikes. Default 0. */
  readonly step?: number;
}

/**
 * The member that says how to go on is of another type: the cursor, or `has_next`, or the total.
 */
export interface CursorTypeFault {
  readonly kind: 'cursor-type';
  /** Default `number`. */
  readonly as?: 'number' | 'string' | 'boolean' | 'object' | 'array';
}

/** A row lacks its amount. */
export interface MissingAmountFault {
  readonly kind: 'missing-amount';
  /** Index of the row on the page. Default: the last one. */
  readonly row?: number;
}

/** Faults that decide how a page is made. */
export type PageFault =
  | ClampFault
  | IgnoredPositionFault
  | DriftFault
  | RepeatedCursorFault
  | CycleFault
  | EmptyPageFault
  | TotalFault
  | CursorTypeFault
  | MissingAmountFault;

/** Faults that answer in the vendor's place: no row is served. */
export type ReplacingFault =
  | StatusFault
  | VendorErrorFault
  | ResetHeadersFault
  | StallHeadersFault
  | HtmlFault
  | NoContentFault
  | RedirectFault
  | BodyFault;

/** Faults that befall the vendor's answer on its way. */
export type TransitFault =
  | ResetBodyFault
  | StallBodyFault
  | DripFault
  | TruncatedGzipFault
  | ContentLengthFault
  | OversizeFault
  | BomFault
  | CharsetFault
  | NextUrlFault
  | MalformedJsonFault;

/** What goes wrong. */
export type FaultSpec = PageFault | ReplacingFault | TransitFault;

export type FaultKind = FaultSpec['kind'];

/** What goes wrong, and when. */
export type Fault = FaultSpec & FaultTiming;

/** Faults at random, the same for the same seed and the same order of requests. */
export interface RandomFaults {
  /** The probability that a request is struck, 0 to 1. */
  readonly rate: number;
  /**
   * One of these, each as likely as the next. Default: those that a retry repairs (`status`,
   * `reset-headers`, `reset-body`).
   */
  readonly kinds?: readonly (FaultKind | FaultSpec)[];
  /** Default: the simulator's seed. */
  readonly seed?: number | string;
  /**
   * How often in a row the same request may be struck. Default: no bound. With 2, a client that
   * tries three times gets through.
   */
  readonly maxInARow?: number;
}

// Every kind with its defaults, in the three groups that are treated differently.

const PAGE_FAULTS: readonly PageFault[] = [
  { kind: 'clamp' },
  { kind: 'ignored-position' },
  { kind: 'drift' },
  { kind: 'repeated-cursor' },
  { kind: 'cycle' },
  { kind: 'empty-page' },
  { kind: 'total' },
  { kind: 'cursor-type' },
  { kind: 'missing-amount' },
];

const REPLACING_FAULTS: readonly ReplacingFault[] = [
  { kind: 'status' },
  { kind: 'vendor-error' },
  { kind: 'reset-headers' },
  { kind: 'stall-headers' },
  { kind: 'html' },
  { kind: 'no-content' },
  { kind: 'redirect' },
  { kind: 'body' },
];

const TRANSIT_FAULTS: readonly TransitFault[] = [
  { kind: 'reset-body' },
  { kind: 'stall-body' },
  { kind: 'drip' },
  { kind: 'truncated-gzip' },
  { kind: 'content-length' },
  { kind: 'oversize' },
  { kind: 'bom' },
  { kind: 'charset' },
  { kind: 'next-url' },
  { kind: 'malformed-json' },
];

const DEFAULTS: readonly FaultSpec[] = [...PAGE_FAULTS, ...REPLACING_FAULTS, ...TRANSIT_FAULTS];

const PAGE_KINDS: ReadonlySet<FaultKind> = new Set(PAGE_FAULTS.map((fault) => fault.kind));
const REPLACING_KINDS: ReadonlySet<FaultKind> = new Set(
  REPLACING_FAULTS.map((fault) => fault.kind),
);

/** Every kind of fault, for tests that run through all of them. */
export const faultKinds: readonly FaultKind[] = DEFAULTS.map((fault) => fault.kind);

/** The fault of a kind, with all its defaults. */
export function faultOfKind(kind: FaultKind): FaultSpec {
  const fault = DEFAULTS.find((spec) => spec.kind === kind);
  if (fault === undefined) throw new RangeError(`no fault is called "${kind}"`);
  return fault;
}

/**
 * Under these the rows still arrive whole; under the others of their group the page was not served.
 */
const SOUND_TRANSIT_KINDS: ReadonlySet<FaultKind> = new Set<TransitFault['kind']>([
  'drip',
  'next-url',
  'bom',
  'oversize',
]);

/** Which kinds have no meaning at a vendor, because it has no such member. */
const INAPPLICABLE: Readonly<Record<Provider, ReadonlySet<FaultKind>>> = {
  klaim: new Set(['total']),
  cloudreve: new Set(['total']),
  dodo: new Set(['total', 'cursor-type']),
  nebula: new Set(),
  nametrust: new Set(),
};

/**
 * False where a vendor has nothing that this fault could strike: a total at Klaim, a cursor at
 * Dodo.
 */
export function faultApplies(kind: FaultKind, provider: Provider): boolean {
  return !INAPPLICABLE[provider].has(kind);
}

export function isPageFault(fault: FaultSpec): fault is PageFault {
  return PAGE_KINDS.has(fault.kind);
}

export function isReplacingFault(fault: FaultSpec): fault is ReplacingFault {
  return REPLACING_KINDS.has(fault.kind);
}

export function isTransitFault(fault: FaultSpec): fault is TransitFault {
  return !PAGE_KINDS.has(fault.kind) && !REPLACING_KINDS.has(fault.kind);
}

/** True where the rows still arrive whole. */
export function isSoundTransit(fault: TransitFault): boolean {
  return SOUND_TRANSIT_KINDS.has(fault.kind);
}
