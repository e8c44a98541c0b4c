import { CreditKitError, nameErrors } from './base.js';

/** The vendor refused: by HTTP status, or by its own success rule inside HTTP 200. */
export class ApiError extends CreditKitError {
  static {
    nameErrors(this, 'ApiError');
  }
}

/** The key was not accepted, or could not be had. With a function as `apiKey`: not a fresh one either. */
export class AuthenticationError extends ApiError {
  static {
    nameErrors(this, 'AuthenticationError');
  }
}

/** The key was accepted, and may not do this. */
export class PermissionError extends ApiError {
  static {
    nameErrors(this, 'PermissionError');
  }
}

/** What was asked for is not there. */
export class NotFoundError extends ApiError {
  static {
    nameErrors(this, 'NotFoundError');
  }
}

/** Too many requests. `retryAfterMs` has the pause that the server asked for. */
export class RateLimitError extends ApiError {
  static {
    nameErrors(this, 'RateLimitError');
  }
}
