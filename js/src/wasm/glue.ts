/** The functions that bindings/bindings.cpp binds. */

/** Names and values in turn, each ended by a NUL. */
export type PackedPairs = string;

export interface Glue {
  /** Address of `size` bytes to write a body into; valid until the next call. */
  bodyBuffer(size: number): number;
  /** Address of the words of the page last read. */
  pageView(): number;
  /** JSON: the balance and entitlements of the page last read. */
  pageDetails(): string;
  /** JSON: the error of the last call that failed. */
  lastError(): string;

  /** JSON: the faults. */
  checkDefinition(definition: string): string;
  /** A handle, or 0 with `lastError`. */
  compile(definition: string, baseUrl: string, params: PackedPairs): number;
  providerInfo(provider: number): string;
  closeProvider(provider: number): void;

  /** A handle, or 0 with `lastError`. */
  openWalk(
    provider: number,
    operation: number,
    query: string,
    limit: number,
    pageSize: number,
    maxPages: number,
    includeRaw: boolean,
    resumeToken: string,
  ): number;
  /** JSON of the request, "" when the walk has ended, "failed" with `lastError`. */
  walkNext(walk: number): string;
  /** JSON of the request, or "". */
  walkPredict(walk: number, pagesAhead: number): string;
  /** False with `lastError`. */
  walkAccept(walk: number, status: number, headers: PackedPairs, bodyBytes: number): boolean;
  walkResumeToken(walk: number, consumed: number): string;
  walkReport(walk: number): string;
  walkEnd(walk: number, aborted: boolean): void;
  closeWalk(walk: number): void;

  /** False with `lastError`. */
  readPage(
    provider: number,
    operation: number,
    status: number,
    headers: PackedPairs,
    bodyBytes: number,
    includeRaw: boolean,
  ): boolean;
}
