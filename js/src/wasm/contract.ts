/**
 * The seam between the WASM core and the rest of the package. Everything above `wasm/` knows only these types;
 * everything behind them (memory, columns, handles) stays in `wasm/`.
 */
import type { CreditPage, OperationName, WalkWarning } from '../model.js';

/** Which promise the core could not keep. Mirrors ErrorCode in src/model/error.hpp. */
export type CoreErrorCode =
  | 'parameter'
  | 'api'
  | 'format'
  | 'pagination'
  | 'origin'
  | 'loop'
  | 'drift'
  | 'cursorExpired'
  | 'resumeToken'
  | 'definition';

/** What a vendor's refusal means. Mirrors Refusal in src/model/error.hpp. */
export type CoreRefusal =
  'other' | 'authentication' | 'permission' | 'notFound' | 'rateLimit' | 'cursor' | 'temporary';

/** One fault of a definition. */
export interface DefinitionFault {
  /** JSON Pointer of the member at fault. */
  readonly pointer: string;
  /** What was expected and what stands there. */
  readonly message: string;
}

/** An error as the core states it. Absent members are `null`. */
export interface CoreError {
  readonly code: CoreErrorCode;
  readonly message: string;
  /** JSON Pointer of the place in the body. */
  readonly pointer: string | null;
  /** Offset in the body, in bytes. */
  readonly byte: number | null;
  readonly parameter: string | null;
  readonly status: number | null;
  readonly refusal: CoreRefusal;
  readonly vendorCode: string | null;
  readonly vendorMessage: string | null;
  readonly correlationId: string | null;
  /** Only with `definition`. */
  readonly faults: readonly DefinitionFault[];
}

/** Thrown by everything in this file. Internal: the client turns it into the public error classes. */
export class CoreFailure extends Error {
  override readonly name = 'CoreFailure';
  constructor(readonly detail: CoreError) {
    super(detail.message);
  }
}

/** Thrown when the instance trapped or ran out of memory. It must not be used again. */
export class CoreTrap extends Error {
  override readonly name = 'CoreTrap';
}

/** Where the key goes. The core never sees a key. */
export type AuthPlacement =
  | { readonly place: 'none' }
  | { readonly place: 'header'; readonly name: string; readonly format: string }
  | { readonly place: 'query'; readonly name: string }
  /** `format` is "user:password" with `{key}` in it, before base64. */
  | { readonly place: 'basic'; readonly format: string };

/** What the client must know of a compiled definition. */
export interface ProviderInfo {
  readonly id: string;
  readonly name: string;
  /** Absolute, no trailing slash. */
  readonly baseUrl: string;
  readonly auth: AuthPlacement;
  readonly operations: readonly OperationName[];
  /** The response headers that the core reads, in any case; others need not be handed over. */
  readonly responseHeaders: readonly string[];
}

/** A request that the core wants made, without the key. */
export interface CoreRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute, at the provider's origin. */
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | null;
  /** True where the request changes nothing, so that repeating it is safe. */
  readonly reads: boolean;
}

/** A response, as the core takes it. `body` is whole and decoded from its transfer coding. */
export interface CoreResponse {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

export interface CoreWalkOptions {
  readonly limit?: number | undefined;
  readonly pageSize?: number | undefined;
  readonly maxPages?: number | undefined;
  readonly includeRaw?: boolean | undefined;
  readonly resumeToken?: string | undefined;
}

/** The core's part of a WalkReport. */
export interface CoreReport {
  readonly complete: boolean;
  readonly endedBy: 'end' | 'limit' | 'error' | 'abort' | null;
  readonly pages: number;
  readonly entries: number;
  readonly duplicates: number;
  readonly totalClaimed: number | null;
  readonly warnings: readonly WalkWarning[];
}

/** One walk over the pages of an operation. `balance` and `entitlements` are walks of one page. */
export interface CoreWalk {
  /** What to request now, or `null` when the walk has ended. The same until `accept`. */
  next(): CoreRequest | null;
  /** A guess at the request `pagesAhead` pages after the next one, or `null`. Only a hint for fetching ahead. */
  predict(pagesAhead: number): CoreRequest | null;
  /** Takes the response to `next()`. Throws CoreFailure; after an `api` failure the walk stands at the same request. */
  accept(response: CoreResponse): CreditPage;
  /** A token to resume with after `consumed` entries of the page last accepted. */
  resumeToken(consumed: number): string;
  report(): CoreReport;
  /** Ends a walk that is not over; its last report. */
  end(by: 'error' | 'abort'): CoreReport;
  /** Frees the walk's memory. Idempotent; also done by a finalizer. */
  dispose(): void;
}

/** A compiled definition. */
export interface CoreProvider {
  readonly info: ProviderInfo;
  /** `query` by the vendor's own parameter names. Throws CoreFailure. */
  openWalk(
    operation: OperationName,
    query: Readonly<Record<string, unknown>>,
    options: CoreWalkOptions,
  ): CoreWalk;
  /** Reads one response without a walk. Throws CoreFailure. */
  readPage(operation: OperationName, response: CoreResponse, includeRaw: boolean): CreditPage;
  dispose(): void;
}

/** One instance of the core. */
export interface Core {
  /** `definition`: its JSON. */
  checkDefinition(definition: string): readonly DefinitionFault[];
  /** The same. Throws CoreFailure with `definition` or `parameter`. */
  compile(
    definition: string,
    settings: {
      readonly baseUrl?: string | undefined;
      readonly params?: Readonly<Record<string, string>> | undefined;
    },
  ): CoreProvider;
  /** Bytes of WASM memory in use by the instance. */
  memoryBytes(): number;
}
