import { refused } from '../errors/usage.js';
import {
  abortSignal,
  callable,
  checkOptions,
  filledText,
  flag,
  isRecord,
  must,
  requireRecord,
  requireWhole,
  text,
  unchecked,
  wholeNumber,
} from './check-options.js';
import { isBrowser } from './browser.js';
import type { ParamsOf, Provider } from '../built-in.js';
import { TIMER_MS_MAX } from '../transport/bounds.js';
import type { ApiKey } from '../transport/credentials.js';
import type { Hooks } from '../transport/hooks.js';
import type { AuthPlacement } from '../wasm/contract.js';
import type { RetryOptions, RetryPolicy } from '../transport/retry-policy.js';

/** What {@link createClient} takes. Times are in milliseconds. */
export interface ClientOptions<P extends Provider = Provider> extends Hooks {
  /** A built-in provider's name, or a definition (docs/definitions.md). */
  readonly provider: P;
  /**
   * The key, or a function that gives one: called when a key is needed, and once more when the vendor refuses it.
   * May be left out where `baseUrl` is a proxy of yours that adds the key, or the vendor takes none.
   */
  readonly apiKey?: ApiKey | undefined;
  /** Replaces the definition's. Keys are sent to its scheme, host and port only. */
  readonly baseUrl?: string | undefined;
  /** Values for the definition's client-wide parameters, by its names. */
  readonly params?: ParamsOf<P> | undefined;
  /** In place of the runtime's own. It must obey `signal` and `redirect: 'manual'`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** For one attempt: headers and body together. Default 30,000. */
  readonly timeoutMs?: number | undefined;
  /** For a whole walk or call, from its first request on, with all retries and pauses. Default none. */
  readonly deadlineMs?: number | undefined;
  /** `false`: no retries. */
  readonly retry?: RetryOptions | false | undefined;
  /** Largest response, in decoded bytes. Default 16 MiB, less than 128 MiB. */
  readonly maxResponseBytes?: number | undefined;
  /** Aborts everything that the client does. */
  readonly signal?: AbortSignal | undefined;
  /** Send keys over plain http to other machines: everyone on the way can read them. */
  readonly allowInsecureHttp?: boolean | undefined;
  /** Take a key as plain text in a browser, where every visitor can read it. */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
}

/** Options after they were checked. */
export interface ClientSettings {
  readonly timeoutMs: number;
  readonly deadlineMs: number | null;
  readonly retry: RetryPolicy;
  readonly maxResponseBytes: number;
  readonly signal: AbortSignal | null;
}

/** A page of 1,000 rows is 150 to 196 KB at the built-in vendors: room for the slowest line, not for a hung server. */
const TIMEOUT_MS = 30_000;

/** Eighty such pages. Small enough that a phone holds several at once. */
const RESPONSE_BYTES = 16 * 1024 * 1024;

/** The core reads no larger body: its tokens hold sizes of 27 bits. */
export const RESPONSE_BYTES_MAX = 128 * 1024 * 1024 - 1;

const CLIENT_OPTIONS = {
  provider: unchecked,
  apiKey: unchecked,
  baseUrl: filledText,
  params: requireParams,
  fetch: callable,
  timeoutMs: wholeNumber(1, TIMER_MS_MAX),
  deadlineMs: wholeNumber(1, TIMER_MS_MAX),
  retry: must(
    'an object of options, or false for no retries',
    (value) => value === false || isRecord(value),
  ),
  maxResponseBytes: wholeNumber(1, RESPONSE_BYTES_MAX),
  signal: abortSignal,
  allowInsecureHttp: flag,
  dangerouslyAllowBrowser: flag,
  onRequest: callable,
  onResponse: callable,
  onRetry: callable,
};

/** More only multiplies an outage. */
const RETRIES_MAX = 20;

/** A pause is spread by up to baseDelayMs more; an hour stays far from the timer's range. */
const RETRY_AFTER_MS_MAX = 3_600_000;

const RETRY_OPTIONS = {
  limit: wholeNumber(0, RETRIES_MAX),
  baseDelayMs: wholeNumber(0, TIMER_MS_MAX),
  maxDelayMs: wholeNumber(0, TIMER_MS_MAX),
  maxRetryAfterMs: wholeNumber(0, RETRY_AFTER_MS_MAX),
};

function retryPolicy(options: RetryOptions | false | undefined): RetryPolicy {
  const given: RetryOptions = options === false ? { limit: 0 } : { ...options };
  checkOptions(given, RETRY_OPTIONS, 'retry', 'retry.');
  const { limit = 3, baseDelayMs = 300, maxDelayMs = 8_000, maxRetryAfterMs = 60_000 } = given;
  return { limit, baseDelayMs, maxDelayMs, maxRetryAfterMs };
}

/**
 * A copy, which no longer changes with the object that was given, and holds nothing that the object only inherits.
 * Throws ParameterError.
 */
export function ownOptions<P extends Provider>(options: ClientOptions<P>): ClientOptions<P> {
  requireRecord(options, 'options');
  return { ...options };
}

/** Throws ParameterError. */
export function clientSettings(options: ClientOptions): ClientSettings {
  checkOptions(options, CLIENT_OPTIONS, 'createClient');
  requireKey(options);
  return {
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    deadlineMs: options.deadlineMs ?? null,
    retry: retryPolicy(options.retry),
    maxResponseBytes: options.maxResponseBytes ?? RESPONSE_BYTES,
    signal: options.signal ?? null,
  };
}

function requireParams(params: unknown): void {
  requireRecord(params, 'params');
  for (const [name, value] of Object.entries<unknown>({ ...params })) {
    text(value, `params.${name}`);
    requireWhole(value, name);
  }
}

/** Throws ParameterError where a key is needed and there is none. */
export function requireKeyFor({ place }: AuthPlacement, { apiKey, baseUrl }: ClientOptions): void {
  if (apiKey === undefined && baseUrl === undefined && place !== 'none') {
    throw refused(
      'apiKey',
      'is missing; only with baseUrl, for a proxy that adds the key, may it be left out',
    );
  }
}

function requireKey({ apiKey, dangerouslyAllowBrowser }: ClientOptions): void {
  if (apiKey === undefined || typeof apiKey === 'function') {
    return;
  }
  if (typeof apiKey !== 'string' || apiKey.trim() === '') {
    throw refused('apiKey', 'must be a text that is not empty, or a function that returns one');
  }
  if (isBrowser() && dangerouslyAllowBrowser !== true) {
    throw refused(
      'apiKey',
      'is a secret, and in a browser every visitor can read it. Pass a function that fetches a short-lived token from your server, or the baseUrl of a proxy of yours that adds the key; or, where neither matters, set dangerouslyAllowBrowser',
    );
  }
}

/** What {@link CreditClient.history} takes beside the query. */
export interface HistoryOptions {
  /** Entries to yield, at most. */
  readonly limit?: number | undefined;
  /** Entries to ask for in a page; the vendor may send fewer. Default: the definition's. */
  readonly pageSize?: number | undefined;
  /** Pages to read, at most. */
  readonly maxPages?: number | undefined;
  /**
   * Of an earlier walk with the same definition and query: yields exactly the entries that it had not yielded. Empty:
   * from the beginning.
   */
  readonly resumeToken?: string | undefined;
  /**
   * Pages to fetch before they are asked for, at most 8. Where the vendor pages by a cursor only one is known ahead; by
   * offset or page number, that many are fetched in parallel once the total is known. Default 0.
   */
  readonly prefetch?: number | undefined;
  /** Give every entry its `raw` row. */
  readonly includeRaw?: boolean | undefined;
  /** Aborts this walk. */
  readonly signal?: AbortSignal | undefined;
}

/** Browsers open six connections to a host; a few more hide the gaps between them. */
const PREFETCH_MAX = 8;

const U32_MAX = 0xffffffff;

/** The core checks what it gets itself. */
export const HISTORY_OPTIONS = {
  limit: wholeNumber(1, Number.MAX_SAFE_INTEGER),
  pageSize: wholeNumber(1, U32_MAX),
  maxPages: wholeNumber(1, U32_MAX),
  resumeToken: text,
  prefetch: wholeNumber(0, PREFETCH_MAX),
  includeRaw: flag,
  signal: abortSignal,
};
