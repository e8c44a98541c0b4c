/**
 * A token bucket that every retry of a client pays into its vendor's peace: while a vendor is down, each client soon
 * sends its first attempts only, instead of multiplying the load by the number of retries. The figures are those that
 * AWS SDKs settled on (their "standard" retry mode).
 */
const TOKENS_MAX = 500;
const TOKENS_PER_RETRY = 5;
const TOKENS_PER_SUCCESS = 1;

export class RetryBudget {
  #tokens = TOKENS_MAX;

  /** False where the budget does not allow another retry now. */
  spend(): boolean {
    if (this.#tokens < TOKENS_PER_RETRY) {
      return false;
    }
    this.#tokens -= TOKENS_PER_RETRY;
    return true;
  }

  /** A response was good. One that needed a retry gives back what the last retry cost: the vendor is well again. */
  succeeded(afterRetry: boolean): void {
    this.#tokens = Math.min(
      TOKENS_MAX,
      this.#tokens + (afterRetry ? TOKENS_PER_RETRY : TOKENS_PER_SUCCESS),
    );
  }
}
