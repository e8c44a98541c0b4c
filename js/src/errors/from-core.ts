import type { CoreError, CoreFailure } from '../wasm/contract.js';
import {
  ApiError,
  AuthenticationError,
  NotFoundError,
  PermissionError,
  RateLimitError,
} from './api.js';
import type { CreditKitError, ErrorCode, ErrorDetails } from './base.js';
import { CursorExpiredError, DriftError, LoopError, PaginationError } from './pagination.js';
import { ResponseFormatError } from './transport.js';
import { DefinitionError, ParameterError } from './usage.js';

/** Where an error arose: goes before its message and into its members. */
export interface ErrorPlace {
  readonly provider: string | null;
  readonly operation: ErrorDetails['operation'];
  readonly page: number | null;
  readonly request: ErrorDetails['request'];
}

export const NOWHERE: ErrorPlace = { provider: null, operation: null, page: null, request: null };

/** "nebula history, page 3 (GET /users/credits/history): " */
export function prefix(place: ErrorPlace): string {
  if (place.provider === null) {
    return '';
  }
  const operation = place.operation ?? '';
  const page = place.page === null ? '' : `, page ${String(place.page)}`;
  const request = place.request ? ` (${place.request.method} ${place.request.path})` : '';
  return `${`${place.provider} ${operation}`.trim()}${page}${request}: `;
}

type ErrorClass = new (message: string, details: ErrorDetails) => CreditKitError;

const BY_CODE: Readonly<Record<Exclude<CoreError['code'], 'api' | 'definition'>, ErrorClass>> = {
  parameter: ParameterError,
  resumeToken: ParameterError,
  format: ResponseFormatError,
  pagination: PaginationError,
  origin: PaginationError,
  loop: LoopError,
  drift: DriftError,
  cursorExpired: CursorExpiredError,
};

const BY_REFUSAL: Readonly<Record<CoreError['refusal'], readonly [ErrorClass, ErrorCode]>> = {
  authentication: [AuthenticationError, 'authentication'],
  permission: [PermissionError, 'permission'],
  notFound: [NotFoundError, 'notFound'],
  rateLimit: [RateLimitError, 'rateLimit'],
  // A cursor that was sent and refused is `cursorExpired` above; here none was, or nobody knows.
  cursor: [ApiError, 'api'],
  temporary: [ApiError, 'api'],
  other: [ApiError, 'api'],
};

/**
 * A vendor's words must neither forge a line of a log nor steer a terminal: controls and what turns the direction of
 * writing become blanks. `vendorMessage` has them as they came.
 */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028-\u202e\u2066-\u2069]+/gu, ' ');
}

/** The public error of what the core states. `clean` blots keys out of texts that came from a vendor. */
export function errorFromCore(
  failure: CoreFailure,
  place: ErrorPlace,
  clean: (text: string) => string,
  retryAfterMs: number | null = null,
): CreditKitError {
  const { detail } = failure;
  const cleaned = (text: string | null): string | null => (text === null ? null : clean(text));
  const message = prefix(place) + oneLine(clean(detail.message));
  const details = {
    ...detail,
    ...place,
    vendorCode: cleaned(detail.vendorCode),
    vendorMessage: cleaned(detail.vendorMessage),
    correlationId: cleaned(detail.correlationId),
    pointer: cleaned(detail.pointer),
    parameter: cleaned(detail.parameter),
    retryAfterMs,
  };
  if (detail.code === 'definition') {
    return new DefinitionError(message, details, detail.faults);
  }
  if (detail.code === 'api') {
    const [Refused, code] = BY_REFUSAL[detail.refusal];
    return new Refused(message, { ...details, code });
  }
  return new BY_CODE[detail.code](message, { ...details, code: detail.code });
}
