/** What the second reading expects to leave the package. */
import { canonical } from './body.js';
import { NoJson, parseJson } from '../second-reading/json.js';

export interface Asked {
  readonly method: string;
  /** Path and query as they are sent. */
  readonly url: string;
  /** In small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** What the body must hold byte for byte: a vendor's cursor. */
  readonly verbatim: string;
}

export interface Refusal {
  readonly name: string;
  /** One of them. */
  readonly codes: readonly string[];
  /** Any of them may be named; null where none is. */
  readonly parameters: readonly string[] | null;
}

export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(`${refusal.name} ${refusal.codes.join()} ${(refusal.parameters ?? []).join()}`);
  }
}

export function badParameter(parameters: readonly string[]): Refused {
  return new Refused({ name: 'ParameterError', codes: ['parameter'], parameters });
}

/** One text for requests that say the same, byte for byte but for escapes in JSON. */
export function exactly({ method, url, headers, body }: Asked): string {
  return said(method, url, headers, body);
}

/** One text for requests that a server answers alike: the order of a query says nothing. */
export function alike({ method, url, headers, body }: Asked): string {
  const { origin, pathname, searchParams } = new URL(url);
  searchParams.sort();
  return said(method, `${origin}${pathname}?${searchParams.toString()}`, headers, body);
}

function said(method: string, url: string, headers: Asked['headers'], body: string | null): string {
  const sorted = Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1));
  const isJson = headers['content-type'] === 'application/json' && body !== null;
  return JSON.stringify([method, url, sorted, isJson ? plain(body) : body]);
}

function plain(body: string): string {
  try {
    return canonical(parseJson(body));
  } catch (error) {
    if (error instanceof NoJson) return `no JSON: ${body}`;
    throw error;
  }
}

export function cannotGoOn(codes: readonly string[] = ['pagination']): Refused {
  return new Refused({ name: 'PaginationError', codes, parameters: null });
}
