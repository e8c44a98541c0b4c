import type { OperationName, WalkReport } from '../model.js';

/** Which promise could not be kept. Stable: code may branch on it. */
export type ErrorCode =
  | 'api'
  | 'authentication'
  | 'permission'
  | 'notFound'
  | 'rateLimit'
  | 'redirect'
  | 'network'
  | 'timeout'
  | 'deadline'
  | 'format'
  | 'tooLarge'
  | 'pagination'
  | 'loop'
  | 'drift'
  | 'cursorExpired'
  | 'origin'
  | 'parameter'
  | 'resumeToken'
  | 'tooManyEntries'
  | 'definition'
  | 'wasmLoad'
  | 'coreTrap';

/** Which request an error is about. Never the query of its URL, a header or a body. */
export interface ErrorRequest {
  readonly method: string;
  /** The path of the URL, percent-encoded as sent. */
  readonly path: string;
}

/** What an error can say beside its message. What is not known is left out. */
export interface ErrorDetails {
  readonly code: ErrorCode;
  readonly provider?: string | null | undefined;
  readonly operation?: OperationName | null | undefined;
  readonly page?: number | null | undefined;
  readonly request?: ErrorRequest | null | undefined;
  readonly status?: number | null | undefined;
  readonly vendorCode?: string | null | undefined;
  readonly vendorMessage?: string | null | undefined;
  readonly correlationId?: string | null | undefined;
  readonly pointer?: string | null | undefined;
  readonly byte?: number | null | undefined;
  readonly parameter?: string | null | undefined;
  readonly retryAfterMs?: number | null | undefined;
  readonly cause?: unknown;
}

/** The root of every error of this package. Every error has every member; what does not apply is `null`. */
export class CreditKitError extends Error {
  static {
    nameErrors(this, 'CreditKitError');
  }

  readonly code: ErrorCode;
  /** The provider's id, as in its definition. */
  readonly provider: string | null;
  readonly operation: OperationName | null;
  /** Which page of the walk, from 1. */
  readonly page: number | null;
  readonly request: ErrorRequest | null;
  /** HTTP status. */
  readonly status: number | null;
  /** The vendor's own code, as text. */
  readonly vendorCode: string | null;
  /** The vendor's own words, cut at 1,000 bytes. A key that they echo is blotted out. */
  readonly vendorMessage: string | null;
  /** The vendor's id of the request, for its support. */
  readonly correlationId: string | null;
  /** JSON Pointer of the place in the body. */
  readonly pointer: string | null;
  /** Offset in the body, in bytes. */
  readonly byte: number | null;
  /** The option or query parameter at fault. */
  readonly parameter: string | null;
  /** How long the server asked to be left alone, in milliseconds. */
  readonly retryAfterMs: number | null;

  // Behind accessors: who prints an error wants neither the report nor the token's text in a log.
  #report: WalkReport | null = null;
  #resumeToken: string | null = null;

  constructor(message: string, details: ErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = details.code;
    this.provider = details.provider ?? null;
    this.operation = details.operation ?? null;
    this.page = details.page ?? null;
    this.request = details.request ?? null;
    this.status = details.status ?? null;
    this.vendorCode = details.vendorCode ?? null;
    this.vendorMessage = details.vendorMessage ?? null;
    this.correlationId = details.correlationId ?? null;
    this.pointer = details.pointer ?? null;
    this.byte = details.byte ?? null;
    this.parameter = details.parameter ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
  }

  /** How far the walk got; `null` where the error ended no walk. */
  get report(): WalkReport | null {
    return this.#report;
  }

  /** Where to go on, for the option `resumeToken`; `null` where there is nothing to resume. */
  get resumeToken(): string | null {
    return this.#resumeToken;
  }

  /** What a log may hold: no stack, no resume token. */
  toJSON(): Record<string, unknown> {
    return { name: this.name, message: this.message, ...Object.fromEntries(Object.entries(this)) };
  }

  /** @internal */
  static attachWalk(
    error: CreditKitError,
    report: WalkReport,
    resumeToken: string | null,
  ): CreditKitError {
    error.#report = report;
    error.#resumeToken = resumeToken;
    return error;
  }
}

/** On the prototype, as built-in errors have it: stacks begin with it, minified code keeps it, and it prints once. */
export function nameErrors(errors: { readonly prototype: Error }, name: string): void {
  Object.defineProperty(errors.prototype, 'name', {
    value: name,
    writable: true,
    configurable: true,
  });
}
