import { CreditKitError, nameErrors } from './base.js';

/** A walk that cannot go on without risking to lose or repeat rows. */
export class PaginationError extends CreditKitError {
  static {
    nameErrors(this, 'PaginationError');
  }
}

/** The server sent a cursor or a page that it had sent before. No row of the repeated page is yielded. */
export class LoopError extends PaginationError {
  static {
    nameErrors(this, 'LoopError');
  }
}

/** The list moved under the walk in a way that cannot be mended. */
export class DriftError extends PaginationError {
  static {
    nameErrors(this, 'DriftError');
  }
}

/** The server no longer accepts the cursor. Start a new walk: the same cursor will not work later either. */
export class CursorExpiredError extends PaginationError {
  static {
    nameErrors(this, 'CursorExpiredError');
  }
}
