import { Book } from './book.js';
import type { BookEntry } from './book.js';
import { cloudreveHistory } from './cloudreve-rows.js';
import { Disguise } from './disguise.js';
import type { VendorErrorFault } from './faults.js';
import { readJsonObject, writeJson } from './json.js';
import type { JsonNumber } from './json.js';
import { RowList, cursorPage, withoutAmount } from './pages.js';
import type { PageTwist } from './pages.js';
import { ALPHANUMERIC } from './random.js';
import type { Random } from './random.js';
import { splitTarget, wholeNumber } from './route.js';
import type { SimulatedOperation, SimulatedRequest } from './types.js';
import { JSON_TYPE, bearer, plainAnswer, proxyPage } from './vendor.js';
import type { Answer, Body, Vendor, VendorSetting } from './vendor.js';

/** A row of `GET /user/creditChanges`. */
export interface CloudreveRow {
  /** RFC 3339 with the server's offset. */
  readonly changed_at: string;
  /** Signed credits: positive adds. */
  readonly diff: number | JsonNumber;
  readonly reason: string;
}

/** Options of the Cloudreve simulator. */
export interface CloudreveOptions {
  /** On a Community server the route does not exist: a 404 in plain text. Default `pro`. */
  readonly edition?: 'pro' | 'community';
  /** The server's time zone as an offset. Default `+08:00`. */
  readonly utcOffset?: string;
}

const MIN_PAGE_SIZE = 10;
const MAX_PAGE_SIZE = 100;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const CODES = {
  loginRequired: 401,
  parameter: 40001,
  credentialInvalid: 40020,
  database: 50001,
} as const;

/**
 * Cloudreve Pro as its documents have it
 * (https://cloudrevev4.apifox.cn/list-credit-changes-308382673e0,
 * https://docs.cloudreve.org/en/api/overview), and, where these are silent, as the open core pages
 * its other lists (https://github.com/cloudreve/cloudreve, inventory/common.go and
 * pkg/serializer/error.go):
 *
 * - `GET /user/creditChanges?page_size=&order_direction=&next_page_token=`. The HTTP status is 200
 *   whatever happened; `code` other than 0 is an error, with a `correlation_id` (the request's
 *   `X-Cr-Correlation-Id` where it is a UUID).
 * - `page_size` is required, 10 to 100 (the upper end as in the sibling lists); otherwise code
 *   40001.
 * - A page has a `next_token` only if a row follows: on the last page the member is absent,
 *   although the schema requires it. The token is the base64 of JSON with a hashed row id, and is
 *   good for the direction that it was made in. A bad one is code 50001.
 * - Any `order_direction` but `desc` is ascending.
 * - No token is code 401, a wrong one 40020.
 */
export function cloudreveVendor(
  setting: VendorSetting<CloudreveRow>,
  options: CloudreveOptions,
): Vendor<CloudreveRow> {
  return new Cloudreve(setting, options);
}

class Cloudreve implements Vendor<CloudreveRow> {
  readonly accounts;
  readonly #setting: VendorSetting<CloudreveRow>;
  readonly #book: Book<CloudreveRow>;
  readonly #ids: Disguise;
  readonly #correlation: Random;
  readonly #edition: 'pro' | 'community';

  constructor(setting: VendorSetting<CloudreveRow>, options: CloudreveOptions) {
    this.#setting = setting;
    this.#edition = options.edition ?? 'pro';
    this.#ids = new Disguise(ALPHANUMERIC, 6, setting.random.fork('ids').int(0, 1e9));
    this.#correlation = setting.random.fork('correlation');
    const ids =
      setting.accountIds ??
      Array.from({ length: setting.accountCount }, (_, index) => `user${String(index + 1)}`);
    this.#book = new Book(ids.map((id) => this.#open(id, options.utcOffset ?? '+08:00')));
    this.accounts = this.#book.entries.map(({ id }) => ({ id, params: {}, headers: {} }));
  }

  authorizes(request: SimulatedRequest): boolean {
    return this.#setting.keys.accepts(bearer(request.headers));
  }

  answer(request: SimulatedRequest, twist: PageTwist): Answer<CloudreveRow> {
    const { path, query } = splitTarget(request.target);
    if (
      path !== '/user/creditChanges' ||
      request.method !== 'GET' ||
      this.#edition === 'community'
    ) {
      return plainAnswer(null, 404, { contentType: 'text/plain', text: '404 page not found' });
    }
    const key = bearer(request.headers);
    if (key === null) return this.#refuse(CODES.loginRequired, 'Login required', request);
    const entry = this.#book.entries[this.#setting.keys.owner(key)];
    if (entry === undefined)
      return this.#refuse(CODES.credentialInvalid, 'Invalid credential', request);

    const size = wholeNumber(query, 'page_size') ?? null;
    if (size === null || size < MIN_PAGE_SIZE || size > MAX_PAGE_SIZE) {
      return this.#refuse(CODES.parameter, 'Parameter error', request);
    }
    return this.#changes(entry, size, query, twist, request);
  }

  statusBody(status: number): Body {
    // Cloudreve itself answers 200: another status is the work of the proxy before it.
    return proxyPage(status);
  }

  refusal(fault: VendorErrorFault): Answer<CloudreveRow> {
    const code = typeof fault.code === 'number' ? fault.code : Number(fault.code ?? CODES.database);
    const answer = this.#refuse(code, fault.message ?? 'Failed to list credit changes', null);
    return { ...answer, status: fault.status ?? answer.status };
  }

  rows(account: string): readonly CloudreveRow[] {
    return this.#book.rows(account);
  }

  #open(id: string, utcOffset: string): BookEntry<CloudreveRow> {
    const { rows, random } = this.#setting;
    const make = cloudreveHistory(random.fork(id), utcOffset);
    const history = typeof rows === 'number' ? Array.from({ length: rows }, make) : rows;
    return { id, list: new RowList(history, false, make) };
  }

  #changes(
    entry: BookEntry<CloudreveRow>,
    size: number,
    query: URLSearchParams,
    twist: PageTwist,
    request: SimulatedRequest,
  ): Answer<CloudreveRow> {
    const token = query.get('next_page_token') ?? '';
    const cursor = token === '' ? null : this.#readToken(token, entry.list);
    if (cursor === undefined)
      return this.#refuse(CODES.database, 'Failed to list credit changes', request);
    const page = cursorPage(
      entry.list,
      cursor,
      query.get('order_direction') === 'desc',
      size,
      'look-ahead',
      twist,
    );
    const next_token =
      page.next === null ? undefined : (twist.cursor ?? this.#writeToken(page.next));
    const text = writeJson({
      code: 0,
      data: {
        pagination: { page: 0, page_size: size, next_token, is_cursor: true },
        changes: withoutAmount(page.rows, 'diff', twist),
      },
      msg: '',
    });
    const served = {
      account: entry.id,
      number: page.number,
      rows: page.rows,
      count: page.rows.length,
    };
    return { status: 200, contentType: JSON_TYPE, text, operation: 'history', page: served };
  }

  #writeToken(key: number): string {
    return btoa(writeJson({ id: this.#ids.encode(key) }));
  }

  /** `undefined` for what was never a token of this list. */
  #readToken(token: string, list: RowList<CloudreveRow>): number | undefined {
    const id = readJsonObject(decodeBase64(token))?.get('id');
    const key = typeof id === 'string' ? this.#ids.decode(id) : null;
    return key === null || key > list.end ? undefined : key;
  }

  #refuse(code: number, msg: string, request: SimulatedRequest | null): Answer<CloudreveRow> {
    const operation: SimulatedOperation = 'history';
    const chosen = request?.headers.get('x-cr-correlation-id') ?? '';
    const correlation_id = UUID.test(chosen) ? chosen : this.#correlation.uuid();
    return plainAnswer(operation, 200, {
      contentType: JSON_TYPE,
      text: writeJson({ code, msg, correlation_id }),
    });
  }
}

function decodeBase64(text: string): string {
  try {
    return atob(text);
  } catch {
    return '';
  }
}
