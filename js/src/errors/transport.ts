import { CreditKitError, nameErrors } from './base.js';

/** No response, or not all of it: the connection failed. */
export class NetworkError extends CreditKitError {
  static {
    nameErrors(this, 'NetworkError');
  }
}

/** `timeoutMs` for one attempt (code `timeout`) or `deadlineMs` for the whole walk (code `deadline`) was over. */
export class TimeoutError extends CreditKitError {
  static {
    nameErrors(this, 'TimeoutError');
  }
}

/** The body is not what the definition says it is, or larger than `maxResponseBytes` (code `tooLarge`). */
export class ResponseFormatError extends CreditKitError {
  static {
    nameErrors(this, 'ResponseFormatError');
  }
}
