import { refused } from '../errors/usage.js';
import {
  requireBoolean,
  requireFunction,
  requireKnown,
  requireRecord,
  requireSignal,
  requireText,
  wholeNumber,
} from './check-options.js';
import { isBrowser } from './browser.js';
import type { ParamsOf, Provider } from '../built-in.js';
import { TIMER_MS_MAX } from '../transport/bounds.js';
import type { ApiKey } from '../transport/credentials.js';
import type { Hooks } from '../transport/hooks.js';
import { type RetryOptions, retryPolicy, type RetryPolicy } from '../transport/retry-policy.js';

/** What {@link createClient} takes. Times are in milliseconds. */
export interface ClientOptions<P extends Provider = Provider> extends Hooks {
  /** A built-in provider's name, or a definition (docs/definitions.md). */
  readonly provider: P;
  /**
   * The key, or a function that gives one: called when a key is needed, and once more when the vendor refuses it.
   * May be left out where `baseUrl` is a proxy of yours that adds the key.
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
  /** Largest response, in decoded bytes. Default 16 MiB. */
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

const CLIENT_OPTIONS: readonly (keyof ClientOptions)[] = [
  'provider',
  'apiKey',
  'baseUrl',
  'params',
  'fetch',
  'timeoutMs',
  'deadlineMs',
  'retry',
  'maxResponseBytes',
  'signal',
  'allowInsecureHttp',
  'dangerouslyAllowBrowser',
  'onRequest',
  'onResponse',
  'onRetry',
];

const FUNCTIONS = ['fetch', 'onRequest', 'onResponse', 'onRetry'] as const;

const SWITCHES = ['allowInsecureHttp', 'dangerouslyAllowBrowser'] as const;

/** A page of 1,000 rows is 150 to 196 KB at the built-in vendors: room for the slowest line, not for a hung server. */
const TIMEOUT_MS = 30_000;

/** Eighty such pages. Small enough that a phone holds several at once. */
const RESPONSE_BYTES = 16 * 1024 * 1024;

/** The core's memory is 32-bit; half a GiB leaves it room for what it makes of a body. */
const RESPONSE_BYTES_MAX = 512 * 1024 * 1024;

/** Throws ParameterError. */
export function clientSettings(options: ClientOptions): ClientSettings {
  requireKnown(options, CLIENT_OPTIONS, 'createClient');
  requireKey(options);
  requireText(options.baseUrl, 'baseUrl');
  requireParams(options.params);
  requireSignal(options.signal);
  for (const name of FUNCTIONS) {
    requireFunction(options[name], name);
  }
  for (const name of SWITCHES) {
    requireBoolean(options[name], name);
  }
  return {
    timeoutMs: wholeNumber(options.timeoutMs, 'timeoutMs', 1, TIMER_MS_MAX, TIMEOUT_MS),
    deadlineMs: wholeNumber(options.deadlineMs, 'deadlineMs', 1, TIMER_MS_MAX, null),
    retry: retryPolicy(options.retry),
    maxResponseBytes: wholeNumber(
      options.maxResponseBytes,
      'maxResponseBytes',
      1,
      RESPONSE_BYTES_MAX,
      RESPONSE_BYTES,
    ),
    signal: options.signal ?? null,
  };
}

function requireParams(params: ClientOptions['params']): void {
  if (params === undefined) {
    return;
  }
  requireRecord(params, 'params');
  for (const [name, value] of Object.entries<unknown>(params)) {
    if (typeof value !== 'string') {
      throw refused(`params.${name}`, 'must be a text');
    }
  }
}

function requireKey({ apiKey, baseUrl, dangerouslyAllowBrowser }: ClientOptions): void {
  if (apiKey === undefined) {
    if (baseUrl === undefined) {
      throw refused(
        'apiKey',
        'is missing; only with baseUrl, for a proxy that adds the key, may it be left out',
      );
    }
    return;
  }
  if (typeof apiKey === 'function') {
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

const HISTORY_OPTIONS: readonly (keyof HistoryOptions)[] = [
  'limit',
  'pageSize',
  'maxPages',
  'resumeToken',
  'prefetch',
  'includeRaw',
  'signal',
];

/** Browsers open six connections to a host; a few more hide the gaps between them. */
const PREFETCH_MAX = 8;

/** Throws ParameterError. The core checks what it gets itself. */
export function checkHistoryOptions(options: HistoryOptions): void {
  requireKnown(options, HISTORY_OPTIONS, 'history');
  wholeNumber(options.limit, 'limit', 1, Number.MAX_SAFE_INTEGER, 0);
  wholeNumber(options.pageSize, 'pageSize', 1, U32_MAX, 0);
  wholeNumber(options.maxPages, 'maxPages', 1, U32_MAX, 0);
  wholeNumber(options.prefetch, 'prefetch', 0, PREFETCH_MAX, 0);
  requireText(options.resumeToken, 'resumeToken');
  requireBoolean(options.includeRaw, 'includeRaw');
  requireSignal(options.signal);
}

const U32_MAX = 0xffffffff;
