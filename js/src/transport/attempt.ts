/** One request and its whole response, or the error that says why not. No retries here. */
import {
  ApiError,
  type CreditKitError,
  NetworkError,
  ResponseFormatError,
  TimeoutError,
} from '../errors/index.js';
import { leaveBody } from '../bytes.js';
import { prefix, type ErrorPlace } from '../errors/from-core.js';
import { Problem } from '../errors/problem.js';
import type { CoreRequest, CoreResponse } from '../wasm/contract.js';
import { BodyTooLarge, readBody } from './body.js';
import { requireResponse } from './response.js';
import { type Bounds, isAbortReason, now, TimeOver, within } from './bounds.js';
import type { Credential, Credentials } from './credentials.js';
import { requireOrigin } from './origin.js';
import { retryAfterMs } from './retry-after.js';
import type { Secrets } from './secrets.js';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What an attempt needs to know, the same for all attempts of a client. */
export interface AttemptSettings {
  readonly fetch: Fetch;
  readonly origin: string;
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  /** Lower case. Others are not copied. */
  readonly responseHeaders: readonly string[];
  readonly credentials: Credentials;
  readonly secrets: Secrets;
}

/** A response that was read to its end, whatever its status. */
export interface Received {
  readonly response: CoreResponse;
  readonly credential: Credential;
  readonly retryAfterMs: number | null;
  readonly durationMs: number;
}

/** How far an attempt got, for the error that ends it. */
interface Progress {
  phase: 'key' | 'headers' | 'body';
  bytes: number;
  /** The call that is waited for. */
  key: Promise<Credential> | null;
}

/** Rejects with a public error, or with the user's abort reason as it is. */
export async function attempt(
  request: CoreRequest,
  place: ErrorPlace,
  bounds: Bounds,
  settings: AttemptSettings,
): Promise<Received> {
  const progress: Progress = { phase: 'key', bytes: 0, key: null };
  try {
    return await within(bounds, settings.timeoutMs, (signal) =>
      exchange(request, settings, progress, signal),
    );
  } catch (error) {
    if (progress.phase === 'key' && progress.key !== null) {
      // Whoever asks next must not wait for a call that had no answer in time.
      settings.credentials.giveUp(progress.key);
    }
    if (isAbortReason(bounds.signals, error)) {
      throw error;
    }
    throw describe(error, place, settings, progress);
  }
}

async function exchange(
  request: CoreRequest,
  settings: AttemptSettings,
  progress: Progress,
  signal: AbortSignal,
): Promise<Received> {
  const url = requireOrigin(request.url, settings.origin);
  progress.key = settings.credentials.get();
  const credential = await progress.key;
  signal.throwIfAborted();
  progress.phase = 'headers';
  const startedAt = now();
  const answer: unknown = await settings.fetch(withKey(url, credential), {
    method: request.method,
    headers: headersOf(request, credential),
    // Node and browsers would carry custom key headers along to wherever a redirect leads.
    redirect: 'manual',
    signal,
    ...(request.body === null ? {} : { body: request.body }),
  });
  const response = requireResponse(answer);
  if (signal.aborted || isRedirect(response)) {
    leaveBody(response);
    signal.throwIfAborted();
    throw redirect(response);
  }
  progress.phase = 'body';
  const body = await readBody(response, settings.maxResponseBytes, signal, (bytes) => {
    progress.bytes = bytes;
  });
  return {
    response: {
      status: response.status,
      headers: pick(response.headers, settings.responseHeaders),
      body,
    },
    credential,
    retryAfterMs: retryAfterMs(response.headers, response.status, Date.now()),
    durationMs: now() - startedAt,
  };
}

/**
 * As text: URLSearchParams would write the rest of the query anew. A next URL may hold the key with which the page before
 * was fetched; it gives way to the one in use.
 */
function withKey(url: URL, { sent }: Credential): string {
  if (sent.query === null) {
    return url.href;
  }
  const [name, key] = sent.query.map(encodeURIComponent) as [string, string];
  const others = url.search
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && part !== name && !part.startsWith(`${name}=`));
  return `${url.origin}${url.pathname}?${[...others, `${name}=${key}`].join('&')}`;
}

function headersOf(request: CoreRequest, { sent }: Credential): [string, string][] {
  const headers = request.headers.map(([name, value]): [string, string] => [name, value]);
  return sent.header === null ? headers : [...headers, [...sent.header]];
}

function pick(headers: Headers, names: readonly string[]): [string, string][] {
  return names.flatMap((name): [string, string][] => {
    // Headers of a mock may give undefined for what is not there.
    const value: unknown = headers.get(name);
    return typeof value === 'string' ? [[name, value]] : [];
  });
}

/** Browsers hide status and target of a redirect that is not followed; a fetch that followed one all the same tells. */
function isRedirect(response: Response): boolean {
  return (
    response.type === 'opaqueredirect' ||
    response.redirected ||
    [301, 302, 303, 307, 308].includes(response.status)
  );
}

function redirect(response: Response): Problem {
  const status = response.type === 'opaqueredirect' ? null : response.status;
  const what = response.redirected
    ? "a redirect was followed, although fetch was given redirect: 'manual', and may have taken the key along"
    : `the server answered with a redirect${status === null ? '' : ` (HTTP ${String(status)})`}; it was not followed, for the key goes nowhere else`;
  return new Problem(ApiError, `${what}: set baseUrl to where the API is`, {
    code: 'redirect',
    status,
  });
}

function describe(
  error: unknown,
  place: ErrorPlace,
  { timeoutMs, maxResponseBytes, secrets }: AttemptSettings,
  progress: Progress,
): CreditKitError {
  if (error instanceof TimeOver) {
    return timeoutError(error, place, timeoutMs, howFar(progress));
  }
  if (error instanceof BodyTooLarge) {
    return new ResponseFormatError(
      `${prefix(place)}the body is larger than maxResponseBytes (${String(maxResponseBytes)}); reading was stopped`,
      { ...place, code: 'tooLarge' },
    );
  }
  if (error instanceof Problem) {
    return error.at(place);
  }
  const cause = secrets.safeCause(error);
  const reason =
    cause.cause instanceof Error ? `${cause.message}: ${cause.cause.message}` : cause.message;
  return new NetworkError(`${prefix(place)}${reason} ${howFar(progress)}`, {
    ...place,
    code: 'network',
    cause,
  });
}

export function timeoutError(
  over: TimeOver,
  place: ErrorPlace,
  timeoutMs: number,
  state: string,
): TimeoutError {
  return over.limit === 'attempt'
    ? new TimeoutError(
        `${prefix(place)}no whole response within timeoutMs (${String(timeoutMs)}) ${state}`,
        {
          ...place,
          code: 'timeout',
        },
      )
    : new TimeoutError(`${prefix(place)}deadlineMs was over ${state}`, {
        ...place,
        code: 'deadline',
      });
}

function howFar({ phase, bytes }: Progress): string {
  switch (phase) {
    case 'key':
      return '(while waiting for the apiKey function)';
    case 'headers':
      return '(while waiting for the response to begin)';
    case 'body':
      return `(in the body, after ${String(bytes)} bytes)`;
  }
}
