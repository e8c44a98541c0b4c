/** A vendor whose list goes on for some pages: it knows what it answers to each request that it expects. */
import type { Random } from '../../../js/src/testing/random.js';
import { type Json, parseJson } from '../second-reading/json.js';
import { repeated } from '../second-reading/repeated.js';
import { alike, type Asked } from './asked.js';
import type { Operation, Paging } from './definition.js';
import { type CursorType, drawCursor, drawNextUrl } from './draw-cursors.js';
import type { Page, Row } from './next-page.js';
import { targetOf } from './definition.js';

const TYPES: readonly [CursorType, ...CursorType[]] = [
  'text',
  'text',
  'integer',
  'decimal',
  'flag',
  'array',
  'object',
];

/** Draws the pages of a list. */
export class List {
  readonly #sizes: readonly number[];
  readonly #type: CursorType;
  readonly #isAscii: boolean;
  readonly #otherType: number;
  readonly #totalAtEnd: boolean;
  readonly #notFoundAtEnd: boolean;
  readonly #states: { readonly more: boolean; readonly total: boolean };
  /** Whether all next URLs keep to the request; undefined where one cannot be followed. */
  keeps: boolean | undefined = true;
  #first: Asked | undefined;
  #constant: Json | undefined;

  constructor(
    private readonly random: Random,
    private readonly paging: Paging | undefined,
    private readonly asked: number | undefined,
    private readonly keyName: string | undefined,
  ) {
    this.#sizes = this.#drawSizes();
    const { to } = paging ?? {};
    const isHeader = to !== undefined && targetOf(to).place === 'header';
    this.#isAscii = isHeader && random.chance(0.9);
    const isFromHeader = typeof paging?.from === 'object';
    this.#type = isFromHeader ? 'text' : random.pick(TYPES);
    this.#otherType = random.chance(0.03) ? 1 : -1;
    this.#totalAtEnd = random.chance(0.5);
    this.#notFoundAtEnd = random.chance(0.3);
    this.#states = { more: random.chance(0.9), total: random.chance(0.9) };
  }

  pageAt(index: number, request: Asked): Page {
    this.#first ??= request;
    const { paging } = this;
    const count = this.#sizes.length;
    const size = this.#sizes[index] ?? 0;
    const total = this.#sizes.reduce((sum, one) => sum + one, 0);
    const before = this.#sizes.slice(0, index).reduce((sum, one) => sum + one, 0);
    const isBehind = index >= count;
    const isProvedEnd =
      isBehind &&
      (paging?.kind === 'page' || paging?.kind === 'offset') &&
      paging.total !== undefined &&
      this.#states.total &&
      this.#sizes.at(-1) === this.asked &&
      this.#hasTotalRule();
    return {
      status: isProvedEnd && this.#notFoundAtEnd ? 404 : 200,
      rows: repeated(size, () => null).map((_, at) => this.#row(before + at)),
      cursor: this.#cursor(index),
      more: paging?.more === undefined || !this.#states.more ? undefined : index < count - 1,
      total:
        paging?.total === undefined || !this.#states.total
          ? undefined
          : isBehind && this.#totalAtEnd
            ? 0
            : total,
      totalPages: paging?.totalPages === undefined ? undefined : count,
    };
  }

  #hasTotalRule(): boolean {
    const { paging } = this;
    if (paging?.end !== undefined) return paging.end.includes('totalReached');
    return (
      paging?.kind === 'offset' ||
      (paging?.kind === 'page' && paging.more === undefined && paging.totalPages === undefined)
    );
  }

  #drawSizes(): number[] {
    const { random, paging, asked = random.int(1, 3) } = this;
    const served = asked > 1 && random.chance(0.2) ? asked - 1 : asked;
    const full = random.int(0, 3);
    const last = random.int(paging?.kind === 'token' || paging?.kind === 'url' ? 1 : 0, served);
    const isFree = (paging?.kind === 'token' || paging?.kind === 'url') && paging.end === undefined;
    if (isFree) return repeated(full + 1, () => random.int(0, served));
    const sizes = [...repeated(full, () => served), ...(last === 0 ? [] : [last])];
    return sizes.length === 0 ? [0] : sizes;
  }

  #row(number: number): Row {
    const { random, paging } = this;
    return {
      id: `r${String(number)}`,
      after:
        paging?.kind === 'lastRow'
          ? drawCursor(random, this.#type === 'flag' ? 'text' : this.#type, number, this.#isAscii)
          : null,
    };
  }

  #cursor(index: number): Json | undefined {
    const { random, paging } = this;
    if (paging?.kind !== 'token' && paging?.kind !== 'url') return undefined;
    const isFromHeader = typeof paging.from === 'object';
    if (index >= this.#sizes.length - 1) {
      return isFromHeader
        ? undefined
        : random.pick([
            undefined,
            parseJson('null'),
            parseJson('""'),
            parseJson('{}'),
            parseJson('[]'),
          ]);
    }
    if (paging.kind === 'url') {
      const next = drawNextUrl(random, this.#first!, index, this.keyName);
      const isSendable = !isFromHeader || /^[!-~]*$/.test(next.url);
      const { url, keeps } = isSendable
        ? next
        : { url: `?next-c=${String(index)}`, keeps: undefined };
      this.keeps =
        keeps === undefined || this.keeps === undefined ? undefined : this.keeps && keeps;
      return parseJson(JSON.stringify(url));
    }
    if (isFromHeader)
      return parseJson(
        JSON.stringify(`c${random.text('ab =/+{}"%é'.replace('é', ''), 5)}${String(index)}`),
      );
    if (paging.constantCursor === true) {
      this.#constant ??= drawCursor(random, this.#type, 0, this.#isAscii);
      return this.#constant;
    }
    const type = this.#type === 'flag' && this.#sizes.length > 3 ? 'text' : this.#type;
    if (index === this.#otherType)
      return drawCursor(random, type === 'integer' ? 'text' : 'integer', index, true);
    if (random.chance(0.005)) return parseJson(`"${'x'.repeat(9000)}"`);
    return drawCursor(random, type, index, this.#isAscii);
  }
}

/** The body and headers of a page. */
export function response(page: Page, operation: Operation): Response {
  const { paging } = operation;
  if (page.status === 404) return new Response('{}', { status: 404 });
  const headers = new Headers();
  const members: [string, string][] = [];
  const put = (pointer: string | undefined, source: string | undefined): void => {
    if (pointer !== undefined && source !== undefined) members.push([pointer, source]);
  };
  const { from } = paging ?? {};
  if (typeof from === 'string')
    put(paging?.kind === 'lastRow' ? undefined : from, page.cursor?.source);
  else if (from !== undefined && page.cursor?.type === 'text') {
    if ('header' in from) headers.set(from.header, page.cursor.value);
    else headers.set('Link', link(page.cursor.value));
  }
  put(paging?.more, page.more === undefined ? undefined : String(page.more));
  put(paging?.total, page.total === undefined ? undefined : String(page.total));
  put(paging?.totalPages, page.totalPages === undefined ? undefined : String(page.totalPages));
  const meta = members.filter(([pointer]) => pointer.startsWith('/meta/'));
  const top = members.filter(([pointer]) => !pointer.startsWith('/meta/'));
  const rows = page.rows.map(
    ({ id, after }) =>
      `{"id":"${id}","amount":1,"balance":2${after === null ? '' : `,"after":${after.source}`}}`,
  );
  const text = [
    `"available":1,"rows":[${rows.join(',')}]`,
    ...top.map(([pointer, source]) => `${JSON.stringify(pointer.slice(1))}:${source}`),
    `"meta":{${meta.map(([pointer, source]) => `${JSON.stringify(pointer.slice('/meta/'.length))}:${source}`).join(',')}}`,
  ].join(',');
  return new Response(`{${text}}`, { headers });
}

/** RFC 8288: what it is to the page may be said in many ways. */
function link(url: string): string {
  const ways = [
    `</first>; rel="prev first", <${url}>; rel="next"`,
    `<${url}>;rel=next`,
    `<${url}>; title="a, <b>; rel=\\"prev\\""; REL="last Next", </last>; rel=last`,
    `</prev>; rel="prev"; rel="next",, <${url}> ; rel = next; rel=prev`,
  ];
  return ways[url.length % ways.length] ?? '';
}

/** Answers what it expects, and keeps what it is asked. */
export class Vendor {
  readonly requests: Asked[] = [];
  readonly #answers = new Map<string, Page[]>();

  constructor(
    private readonly operation: Operation,
    requests: readonly Asked[],
    pages: readonly Page[],
    /** Whether each request is refused before it is answered. */
    private readonly isBusy = false,
  ) {
    for (const [index, request] of requests.entries()) {
      const text = alike(request);
      const page = pages[index];
      if (page !== undefined) this.#answers.set(text, [...(this.#answers.get(text) ?? []), page]);
    }
  }

  readonly fetch: typeof globalThis.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const { method = 'GET', headers, body } = init ?? {};
    const asked: Asked = {
      method,
      url: new URL(url).href,
      headers: Object.fromEntries(new Headers(headers)),
      body: textOf(body),
      verbatim: '',
    };
    this.requests.push(asked);
    if (this.isBusy && this.requests.length % 2 === 1) {
      return Promise.resolve(new Response('{}', { status: 503 }));
    }
    const pages = this.#answers.get(alike(asked)) ?? [];
    // The same request again is the next page, and behind the last that one again.
    const page = pages.length > 1 ? pages.shift() : pages[0];
    return Promise.resolve(
      page === undefined ? new Response('{}', { status: 418 }) : response(page, this.operation),
    );
  };
}

function textOf(body: unknown): string | null {
  if (body === null || body === undefined) return null;
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return new TextDecoder('utf-8', { fatal: true }).decode(body);
  throw new Error('a body of an unforeseen type');
}
