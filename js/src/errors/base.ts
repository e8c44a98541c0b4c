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

  declare readonly code: ErrorCode;
  /** The provider's id, as in its definition. */
  declare readonly provider: string | null;
  declare readonly operation: OperationName | null;
  /** Which page of the walk, from 1. */
  declare readonly page: number | null;
  declare readonly request: ErrorRequest | null;
  /** HTTP status. */
  declare readonly status: number | null;
  /** The vendor's own code, as text. */
  declare readonly vendorCode: string | null;
  /** The vendor's own words, cut at 1,000 bytes. A key that they echo is blotted out. */
  declare readonly vendorMessage: string | null;
  /** The vendor's id of the request, for its support. */
  declare readonly correlationId: string | null;
  /** JSON Pointer of the place in the body. */
  declare readonly pointer: string | null;
  /** Offset in the body, in bytes. */
  declare readonly byte: number | null;
  /** The option or query parameter at fault. */
  declare readonly parameter: string | null;
  /** How long the server asked to be left alone, in milliseconds. */
  declare readonly retryAfterMs: number | null;

  // Behind accessors: who prints an error wants neither the report nor the token's text in a log.
  #report: WalkReport | null = null;
  #resumeToken: string | null = null;

  constructor(message: string, details: ErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    const given: Readonly<Record<string, unknown>> = { ...details };
    for (const name of MEMBERS) {
      own(this, name, given[name] ?? null, true);
    }
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
  static attachWalk(error: CreditKitError, report: WalkReport, resumeToken: string | null): void {
    error.#report = report;
    error.#resumeToken = resumeToken;
  }
}

/** The members of every error, in the order in which it prints. */
const MEMBERS = [
  'code',
  'provider',
  'operation',
  'page',
  'request',
  'status',
  'vendorCode',
  'vendorMessage',
  'correlationId',
  'pointer',
  'byte',
  'parameter',
  'retryAfterMs',
] as const satisfies readonly (keyof ErrorDetails)[];

/** On the prototype, as built-in errors have it: stacks begin with it, minified code keeps it, and it prints once. */
export function nameErrors(errors: { readonly prototype: Error }, name: string): void {
  own(errors.prototype, 'name', name);
}

/** Gives an error a member of its own, listed with the others only where `listed`. */
export function own(error: Error, name: string, value: unknown, listed = false): void {
  Object.defineProperty(error, name, {
    value,
    writable: true,
    configurable: true,
    enumerable: listed,
  });
}
