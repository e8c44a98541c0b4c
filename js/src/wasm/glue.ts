/** The functions that bindings/bindings.cpp binds. Only numbers pass; lengths are in bytes. */

/** 0: the function failed, and its result is the JSON of the error. */
export type Answer = number;

export interface Glue {
  /** Address of `size` bytes to write a body into; valid until the next call. */
  bodyBuffer(size: number): number;
  /** The same for all other texts. */
  textBuffer(size: number): number;
  /** Address of the words that say where the page last read and the text last made lie: see columns.ts. */
  view(): number;

  /** Text: the definition; base URL, names and values of parameters, each ended by a NUL. A handle. Result: JSON of its ProviderInfo. */
  compile(definitionBytes: number, moreBytes: number): Answer;
  /** 0: it was closed before. */
  closeProvider(provider: number): number;

  /** Text: the query's JSON; the resume token. A handle. */
  openWalk(
    provider: number,
    operation: number,
    queryBytes: number,
    tokenBytes: number,
    limit: number,
    pageSize: number,
    maxPages: number,
    includeRaw: number,
  ): Answer;
  /** 1: the walk has ended. 2: the result is the JSON of the request. */
  walkNext(walk: number): Answer;
  /** 1: the result is the JSON of the request. 0: there is none, and no error. */
  walkPredict(walk: number, pagesAhead: number): number;
  /** Text: names and values of headers, each ended by a NUL. */
  walkAccept(walk: number, status: number, headerBytes: number, bodyBytes: number): Answer;
  /** Result: the token. */
  walkResumeToken(walk: number, consumed: number): Answer;
  /** Ends the walk where `endedBy` is not 0. Result: JSON of the CoreReport. */
  walkReport(walk: number, endedBy: number): Answer;
  /** 0: it was closed before. */
  closeWalk(walk: number): number;

  /** Text: as for `walkAccept`. */
  readPage(
    provider: number,
    operation: number,
    status: number,
    headerBytes: number,
    bodyBytes: number,
    includeRaw: number,
  ): Answer;
}
