/** The members of docs/definitions.md that say what is sent. */
import type { OperationName } from '../client/support/core.js';

export type Value = string | number | boolean;

export type Place = 'path' | 'query' | 'body' | 'form' | 'variables' | 'header';

export interface ClientParameter {
  readonly type?: 'string' | 'integer' | 'number' | 'boolean';
  readonly required?: boolean;
  readonly enum?: readonly Value[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: Value;
}

export interface Parameter extends ClientParameter {
  readonly in?: Place;
  readonly as?: string;
}

export type Named<T> = Readonly<Record<string, T>>;

export type Target =
  | string
  | { readonly query: string }
  | { readonly body: string }
  | { readonly form: string }
  | { readonly variables: string }
  | { readonly header: string };

export interface PageSize {
  readonly param: Target;
  readonly default?: number;
  readonly min?: number;
  readonly max?: number;
}

export type EndRule =
  | 'cursorAbsent'
  | 'cursorNull'
  | 'cursorEmpty'
  | 'flagFalse'
  | 'totalReached'
  | 'lastPage'
  | 'shortPage'
  | 'emptyPage';

export type PagingKind = 'none' | 'token' | 'lastRow' | 'page' | 'offset' | 'url';

export interface Paging {
  readonly kind: PagingKind;
  readonly from?: string | { readonly header: string } | { readonly link: 'next' };
  readonly to?: Target;
  readonly page?: Target;
  readonly offset?: Target;
  readonly first?: 0 | 1;
  readonly limit?: PageSize;
  readonly more?: string;
  readonly total?: string;
  readonly totalPages?: string;
  readonly end?: readonly EndRule[];
  readonly constantCursor?: boolean;
}

export interface Request {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly read?: true;
  readonly query?: Named<string>;
  readonly headers?: Named<string>;
  readonly json?: object;
  readonly form?: Named<string>;
  readonly graphql?: { readonly query: string; readonly variables?: object };
  readonly params?: Named<Parameter>;
}

export type Auth =
  | { readonly header: string; readonly format?: string }
  | { readonly query: string }
  | { readonly basic: string }
  | null;

export interface Operation {
  readonly request: Request;
  readonly paging?: Paging;
  readonly rows?: string;
  readonly entry?: object;
  readonly entitlement?: object;
  readonly balance?: object;
}

export interface Definition {
  readonly id: string;
  readonly baseUrl?: string;
  readonly auth?: Auth;
  readonly params?: Named<ClientParameter>;
  readonly headers?: Named<string>;
  readonly operations: Partial<Readonly<Record<OperationName, Operation>>>;
}

export function targetOf(target: Target): { readonly place: Place; readonly name: string } {
  if (typeof target === 'string') return { place: 'query', name: target };
  if ('query' in target) return { place: 'query', name: target.query };
  if ('body' in target) return { place: 'body', name: target.body };
  if ('form' in target) return { place: 'form', name: target.form };
  if ('variables' in target) return { place: 'variables', name: target.variables };
  return { place: 'header', name: target.header };
}
