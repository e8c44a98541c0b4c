/** How a walk goes on, from docs/definitions.md#paging and docs/paging.md. */
import type { Json } from '../second-reading/json.js';
import { type Asked, cannotGoOn } from './asked.js';
import { type EndRule, type Paging, type PagingKind } from './definition.js';
import { percent } from './encode.js';
import { type Addition, jsonOf, type Question } from './request.js';

export interface Row {
  readonly id: string;
  /** What `lastRow` sends. */
  readonly after: Json | null;
}

/** What a vendor answers. What is undefined is not stated. */
export interface Page {
  readonly rows: readonly Row[];
  readonly cursor: Json | undefined;
  readonly more: boolean | undefined;
  readonly total: number | undefined;
  readonly totalPages: number | undefined;
  readonly status: 200 | 404;
}

export const DEFAULT_END: Readonly<Record<PagingKind, (paging: Paging) => EndRule[]>> = {
  none: () => [],
  token: (paging) => cursorRules(paging),
  url: (paging) => cursorRules(paging),
  lastRow: ({ more, limit }) => [...flagOr(more, short(limit)), 'emptyPage'],
  page: ({ more, totalPages, total, limit }) => [
    ...flagOr(
      more,
      totalPages !== undefined
        ? ['lastPage']
        : total !== undefined
          ? ['totalReached']
          : short(limit),
    ),
    'emptyPage',
  ],
  offset: ({ more, total }) => [
    ...flagOr(more, []),
    ...(total === undefined ? [] : ['totalReached' as const]),
    'emptyPage',
  ],
};

function cursorRules({ more }: Paging): EndRule[] {
  return ['cursorAbsent', 'cursorNull', 'cursorEmpty', ...flagOr(more, [])];
}

function flagOr(more: string | undefined, others: EndRule[]): EndRule[] {
  return more === undefined ? others : ['flagFalse'];
}

/** Only a size that is always asked for tells a short page. */
function short(limit: Paging['limit']): EndRule[] {
  return limit?.default === undefined ? [] : ['shortPage'];
}

/** Whether the walk ends with the last of these pages. */
export function isEnd(paging: Paging, pages: readonly Page[], asked: number | undefined): boolean {
  const { kind, end = DEFAULT_END[kind](paging) } = paging;
  const page = pages.at(-1)!;
  const has = (rule: EndRule): boolean => end.includes(rule);
  if (kind === 'none' || page.status === 404) return true;
  if (kind === 'token' || kind === 'url') {
    if (page.cursor === undefined) return true;
    if (page.cursor.type === 'null' || isEmpty(page.cursor)) return true;
  }
  if (has('flagFalse') && page.more === false) return true;
  if (has('lastPage') && pages.length === page.totalPages) return true;
  if (page.rows.length === 0) return has('emptyPage') || (kind !== 'token' && kind !== 'url');

  const saysMore =
    page.more === true || (page.totalPages !== undefined && pages.length < page.totalPages);
  if (saysMore) return false;
  const received = pages.reduce((sum, { rows }) => sum + rows.length, 0);
  const longest = Math.max(0, ...pages.slice(0, -1).map(({ rows }) => rows.length));
  // A vendor may send fewer rows than it is asked for, always.
  const isFirst = longest === 0;
  const isShort = page.rows.length < (isFirst ? (asked ?? 0) : longest);
  if (has('totalReached') && page.total !== undefined && received >= page.total && isShort)
    return true;
  return has('shortPage') && isShort && !isFirst;
}

function isEmpty(json: Json): boolean {
  switch (json.type) {
    case 'text':
      return json.value === '';
    case 'array':
      return json.items.length === 0;
    case 'object':
      return json.members.length === 0;
    case 'null':
    case 'flag':
    case 'number':
      return false;
  }
}

/** What the first request has beside the caller's parameters. */
export function firstPosition(paging: Paging | undefined): Addition[] {
  if (paging?.page !== undefined) return [{ target: paging.page, json: jsonOf(paging.first ?? 1) }];
  return paging?.offset === undefined ? [] : [{ target: paging.offset, json: jsonOf(0) }];
}

export function sizeOf(paging: Paging | undefined, asked: number | undefined): Addition[] {
  return paging?.limit === undefined || asked === undefined
    ? []
    : [{ target: paging.limit.param, json: jsonOf(asked) }];
}

/** Servers accept no longer request lines. */
const CURSOR_BYTES = 8192;

/** What the request behind these pages sends. Throws Refused. */
export function positionBehind(paging: Paging, pages: readonly Page[]): Addition {
  const page = pages.at(-1)!;
  const { kind, first = 1 } = paging;
  if (kind === 'page') return { target: paging.page!, json: jsonOf(first + pages.length) };
  if (kind === 'offset') {
    const received = pages.reduce((sum, { rows }) => sum + rows.length, 0);
    return { target: paging.offset!, json: jsonOf(received) };
  }
  const json = kind === 'lastRow' ? page.rows.at(-1)!.after! : page.cursor!;
  const before = kind === 'lastRow' ? undefined : pages.at(-2)?.cursor;
  if (before !== undefined && before.type !== json.type) throw cannotGoOn();
  if (Buffer.byteLength(json.source) > CURSOR_BYTES) throw cannotGoOn();
  return { target: paging.to!, json };
}

/** The same request at the vendor's next URL. Throws Refused. */
export function followed(current: Asked, next: string, { definition, key }: Question): Asked {
  const url = resolved(next, current.url);
  const { auth = null } = definition;
  const keyName = auth !== null && 'query' in auth ? auth.query : undefined;
  const pairs = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && nameOf(pair) !== keyName);
  if (keyName !== undefined && key !== undefined) pairs.push(`${percent(keyName)}=${percent(key)}`);
  const query = pairs.length === 0 ? '' : `?${pairs.join('&')}`;
  return { ...current, url: url.origin + url.pathname + query };
}

function nameOf(pair: string): string {
  const [[name] = ['']] = new URLSearchParams(pair);
  return name;
}

/** RFC 3986: a URL has no blanks, backslashes and nothing beyond ASCII. Throws Refused. */
function resolved(next: string, base: string): URL {
  if (!/^[!-[\]-~]+$/.test(next) || next.length > CURSOR_BYTES || !URL.canParse(next, base)) {
    throw cannotGoOn(['pagination', 'origin']);
  }
  const url = new URL(next, base);
  const isForeign =
    url.origin !== new URL(base).origin || url.username !== '' || url.password !== '';
  if (isForeign) throw cannotGoOn(['origin']);
  return url;
}
