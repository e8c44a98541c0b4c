/**
 * Requests with their retries. A retry is decided after the core has read the body, because some vendors say "slow
 * down" or "sign in again" inside HTTP 200.
 */
import { errorFromCore, type ErrorPlace } from '../errors/from-core.js';
import type { OperationName } from '../model.js';
import {
  type CoreError,
  CoreFailure,
  type CoreRequest,
  type CoreResponse,
} from '../wasm/contract.js';
import { attempt, type AttemptSettings, type Received, timeoutError } from './attempt.js';
import { type Bounds, isAbortReason, pause, remainingMs, TimeOver } from './bounds.js';
import { type Hooks, type RequestEvent, type RetryEvent, tell } from './hooks.js';
import { parsedUrl } from './origin.js';
import { RetryBudget } from './retry-budget.js';
import { delayMs, remedy, type RetryPolicy } from './retry-policy.js';

/** A request, and what it is for. */
export interface Errand {
  readonly provider: string;
  readonly operation: OperationName;
  /** From 1. */
  readonly page: number;
  readonly request: CoreRequest;
}

/** Counts what a walk has cost. */
export interface Tally {
  requests: number;
  retries: number;
}

/** One failure, and what speaks for trying again. */
interface Failure {
  readonly ok: false;
  readonly error: unknown;
  readonly received: Received | null;
}

/** How an attempt ended. A value, not a rejection: one that was sent ahead may never be asked for. */
export type Outcome = { readonly ok: true; readonly received: Received } | Failure;

export interface TransportSettings extends AttemptSettings {
  readonly retry: RetryPolicy;
  readonly hooks: Hooks;
}

export class Transport {
  readonly #settings: TransportSettings;
  readonly #budget = new RetryBudget();

  constructor(settings: TransportSettings) {
    this.#settings = settings;
  }

  /** One attempt, begun now. */
  async send(errand: Errand, bounds: Bounds, tally: Tally, number = 1): Promise<Outcome> {
    const event = this.#eventOf(errand, number);
    tally.requests += 1;
    tell(this.#settings.hooks.onRequest, event);
    try {
      const received = await attempt(errand.request, this.#placeOf(errand), bounds, this.#settings);
      tell(this.#settings.hooks.onResponse, {
        ...event,
        status: received.response.status,
        bytes: received.response.body.byteLength,
        durationMs: received.durationMs,
      });
      return { ok: true, received };
    } catch (error) {
      return { ok: false, error, received: null };
    }
  }

  /**
   * Sends until `read` takes a response. `read` throws CoreFailure for one that it does not take; `first` is an attempt
   * that was sent ahead. Rejects with a public error, or with what `read` threw otherwise, or with the abort's reason.
   */
  async fetch<T>(
    errand: Errand,
    bounds: Bounds,
    tally: Tally,
    read: (response: CoreResponse) => T,
    first: Promise<Outcome> | null,
  ): Promise<T> {
    let outcome = await (first ?? this.send(errand, bounds, tally));
    let keyRenewed = false;
    for (let retries = 0; ;) {
      const result = take(outcome, read);
      if (result.ok) {
        this.#budget.succeeded(retries > 0);
        return result.value;
      }
      const cure =
        errand.request.reads && !isAbortReason(bounds.signals, result.error)
          ? remedy(result.error, statusOf(result))
          : 'none';
      let waitMs: number | null = null;
      if (cure === 'renewKey' && !keyRenewed && this.#settings.credentials.renewable) {
        keyRenewed = true;
        waitMs = 0;
        if (result.received !== null) {
          this.#settings.credentials.renew(result.received.credential);
        }
      } else if (cure === 'retry') {
        waitMs = this.#waitMs(retries + 1, result, bounds);
        retries += 1;
      }
      if (waitMs === null) {
        throw this.#publicError(result, errand);
      }
      tally.retries += 1;
      const number = 1 + retries + (keyRenewed ? 1 : 0);
      tell(
        this.#settings.hooks.onRetry,
        this.#retryEvent(this.#eventOf(errand, number - 1), result, waitMs),
      );
      await this.#pause(bounds, waitMs, errand);
      outcome = await this.send(errand, bounds, tally, number);
    }
  }

  /** `null`: no (further) retry. A pause that ends after the deadline is not begun. */
  #waitMs(retry: number, failure: Failure, bounds: Bounds): number | null {
    const { retry: policy } = this.#settings;
    if (retry > policy.limit) {
      return null;
    }
    const waitMs = delayMs(policy, retry, failure.received?.retryAfterMs ?? null);
    if (waitMs === null || waitMs >= remainingMs(bounds) || !this.#budget.spend()) {
      return null;
    }
    return waitMs;
  }

  async #pause(bounds: Bounds, waitMs: number, errand: Errand): Promise<void> {
    try {
      await pause(bounds, waitMs);
    } catch (error) {
      throw error instanceof TimeOver
        ? timeoutError(
            error,
            this.#placeOf(errand),
            this.#settings.timeoutMs,
            '(while waiting to retry)',
          )
        : error;
    }
  }

  #retryEvent(event: RequestEvent, failure: Failure, waitMs: number): RetryEvent {
    const status = statusOf(failure);
    const detail = failure.error instanceof CoreFailure ? failure.error.detail : null;
    const vendorCode = detail?.vendorCode ?? null;
    return {
      ...event,
      reason: reasonOf(detail, status),
      status,
      vendorCode: vendorCode === null ? null : this.#settings.secrets.clean(vendorCode),
      delayMs: waitMs,
    };
  }

  #eventOf(errand: Errand, number: number): RequestEvent {
    const { provider, operation, page, request } = errand;
    return {
      provider,
      operation,
      page,
      attempt: number,
      method: request.method,
      path: this.#pathOf(request),
    };
  }

  #placeOf({ provider, operation, page, request }: Errand): ErrorPlace {
    return {
      provider,
      operation,
      page,
      request: { method: request.method, path: this.#pathOf(request) },
    };
  }

  /** Without the query, where cursors and keys stand. A vendor's next URL may hold the key even here. */
  #pathOf(request: CoreRequest): string {
    return this.#settings.secrets.clean(parsedUrl(request.url)?.pathname ?? '');
  }

  #publicError({ error, received }: Failure, errand: Errand): unknown {
    return error instanceof CoreFailure
      ? errorFromCore(
          error,
          this.#placeOf(errand),
          this.#settings.secrets.clean,
          received?.retryAfterMs ?? null,
        )
      : error;
  }
}

function take<T>(
  outcome: Outcome,
  read: (response: CoreResponse) => T,
): { readonly ok: true; readonly value: T } | Failure {
  if (!outcome.ok) {
    return outcome;
  }
  const { received } = outcome;
  try {
    return { ok: true, value: read(received.response) };
  } catch (error) {
    return { ok: false, error, received };
  }
}

function statusOf(failure: Failure): number | null {
  return failure.received?.response.status ?? null;
}

function reasonOf(detail: CoreError | null, status: number | null): RetryEvent['reason'] {
  if (detail === null) {
    return 'network';
  }
  if (detail.refusal === 'authentication') {
    return 'credentials';
  }
  return status !== null && status >= 400 ? 'status' : 'vendor';
}
