import { CoreFailure } from '../wasm/contract.js';
import { NetworkError } from '../errors/index.js';

/** How failed reads are repeated. Requests that change something are never repeated. */
export interface RetryOptions {
  /** Retries of one request, at most. Default 3, as many attempts as it takes to pass 10 % failures with 1 in 10,000 left. */
  readonly limit?: number | undefined;
  /** The pause before the n-th retry is random between 0 and `baseDelayMs` × 2ⁿ⁻¹. Default 300. */
  readonly baseDelayMs?: number | undefined;
  /** No random pause is longer. Default 8,000: more helps no server, and a person is waiting. */
  readonly maxDelayMs?: number | undefined;
  /**
   * The longest pause that a server may ask for (`Retry-After`, `RateLimit`). Asked for more, the call fails at once with
   * `retryAfterMs`, because an earlier retry would only be refused. Default 60,000.
   */
  readonly maxRetryAfterMs?: number | undefined;
}

export interface RetryPolicy {
  readonly limit: number;
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  readonly maxRetryAfterMs: number;
}

/** What may be done about a failure. */
export type Remedy = 'renewKey' | 'retry' | 'none';

/** Besides 5xx: request timeout, too early, too many requests. */
const RETRIED_STATUS: readonly number[] = [408, 425, 429];

function isRetriedStatus(status: number): boolean {
  return RETRIED_STATUS.includes(status) || status >= 500;
}

/**
 * What the vendor says through its definition goes before what the status says: an expired cursor in HTTP 500 stays
 * expired, and "slow down" in HTTP 200 is worth a pause. A timeout is not repeated: the time was the user's limit.
 */
export function remedy(error: unknown, status: number | null): Remedy {
  if (error instanceof NetworkError) {
    return 'retry';
  }
  if (!(error instanceof CoreFailure)) {
    return 'none';
  }
  if (error.detail.code === 'api') {
    switch (error.detail.refusal) {
      case 'authentication':
        return 'renewKey';
      case 'rateLimit':
      case 'temporary':
        return 'retry';
      case 'cursor':
        // No cursor was sent, or the core would have said cursorExpired: the vendor has one code for two things.
        return 'retry';
      case 'permission':
      case 'notFound':
        return 'none';
      case 'other':
        return status !== null && isRetriedStatus(status) ? 'retry' : 'none';
    }
  }
  return 'none';
}

/** Before the n-th retry. `null` where the server wants a longer pause than the policy allows. */
export function delayMs(
  policy: RetryPolicy,
  retry: number,
  retryAfterMs: number | null,
  random: () => number = Math.random,
): number | null {
  const spreadMs = random() * Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (retry - 1));
  if (retryAfterMs === null) {
    return spreadMs;
  }
  // Never earlier than asked; and not all clients in the same instant.
  return retryAfterMs > policy.maxRetryAfterMs
    ? null
    : retryAfterMs + Math.min(spreadMs, policy.baseDelayMs);
}
