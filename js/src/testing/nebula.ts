import { decimalText, floatText, parseUnits } from './amount.js';
import { Book } from './book.js';
import type { BookEntry } from './book.js';
import type { VendorErrorFault } from './faults.js';
import { JsonNumber, writeJson } from './json.js';
import { SCALE, nebulaHistory } from './nebula-rows.js';
import { RowList, positionPage, withoutAmount } from './pages.js';
import type { PageTwist } from './pages.js';
import { splitTarget, wholeNumber } from './route.js';
import type { SimulatedOperation, SimulatedRequest } from './types.js';
import { JSON_TYPE, bearer, plainAnswer, reason } from './vendor.js';
import type { Answer, Body, Vendor, VendorSetting } from './vendor.js';

/**
 * A row of `GET /users/credits/history`: what an hour cost. Amounts are charges: positive ones were
 * spent.
 */
export interface NebulaRow {
  readonly user_id: number;
  readonly computing_amount: number | JsonNumber;
  readonly serverless_amount: number | JsonNumber;
  /** `EST 2024-10-10 06:54:58`: a wall clock in New York, whatever the label says. */
  readonly create_time: string;
  readonly update_time: string;
  /** The sum of both amounts. */
  readonly total: number | JsonNumber;
}

/** Options of the Nebula Block simulator. */
export interface NebulaOptions {
  /** The balance as a decimal text with at most five decimals. Default `9.8682`. */
  readonly balance?: string;
}

/** The documented default of the vendor's list of SSH keys; none is documented here. */
const DEFAULT_LIMIT = 100;
const FIRST_USER = 266;

/**
 * Nebula Block as its documents have it
 * (https://docs.nebulablock.com/overview/platform_api/get_credit_balance/get_payment_history,
 * https://github.com/Nebula-Block-Data/docs):
 *
 * - `GET /users/credits/history?limit=&offset=`: newest first, amounts as JSON floats,
 *   `total_credit_histories` counts all rows.
 * - `GET /users/credits`: the same balance, as a text with five decimals.
 * - `status` is `success` or `failed`, with a `message`.
 *
 * Times are wall-clock times of New York under the constant label `EST`, daylight time included: so
 * it is in the vendor's own samples, whose invoice ids carry the same time in UTC. The hour that
 * comes twice in November stands in the list twice.
 *
 * Not documented, and read like this: no upper limit; a limit or an offset that is no whole number
 * of 0 or more is 400, a missing or wrong key 401, both with `"status":"failed"`. A refusal in the
 * vendor's own way (fault `vendor-error`) is `failed` with HTTP 200.
 */
export function nebulaVendor(
  setting: VendorSetting<NebulaRow>,
  options: NebulaOptions,
): Vendor<NebulaRow> {
  return new Nebula(setting, options);
}

class Nebula implements Vendor<NebulaRow> {
  readonly accounts;
  readonly #setting: VendorSetting<NebulaRow>;
  readonly #book: Book<NebulaRow>;
  readonly #balance: bigint;

  constructor(setting: VendorSetting<NebulaRow>, options: NebulaOptions) {
    this.#setting = setting;
    this.#balance = parseUnits(options.balance ?? '9.8682', SCALE);
    const ids =
      setting.accountIds ??
      Array.from({ length: setting.accountCount }, (_, index) => String(FIRST_USER + index));
    this.#book = new Book(ids.map((id, index) => this.#open(id, index)));
    this.accounts = this.#book.entries.map(({ id }) => ({ id, params: {}, headers: {} }));
  }

  authorizes(request: SimulatedRequest): boolean {
    return this.#setting.keys.accepts(bearer(request.headers));
  }

  answer(request: SimulatedRequest, twist: PageTwist): Answer<NebulaRow> {
    const { path, query } = splitTarget(request.target);
    const operation =
      path === '/users/credits/history' ? 'history' : path === '/users/credits' ? 'balance' : null;
    if (operation === null || request.method !== 'GET') return fail(operation, 404, 'Not Found');
    const entry = this.#book.entries[this.#setting.keys.owner(bearer(request.headers))];
    if (entry === undefined) return fail(operation, 401, 'Could not validate credentials');
    return operation === 'history' ? this.#history(entry, query, twist) : this.#available();
  }

  statusBody(status: number): Body {
    return {
      contentType: JSON_TYPE,
      text: writeJson({ data: null, message: reason(status), status: 'failed' }),
    };
  }

  refusal(fault: VendorErrorFault): Answer<NebulaRow> {
    return fail(
      'history',
      fault.status ?? 200,
      fault.message ?? 'Failed to retrieve user credit history',
    );
  }

  rows(account: string): readonly NebulaRow[] {
    return this.#book.rows(account);
  }

  #open(id: string, index: number): BookEntry<NebulaRow> {
    const { rows, random } = this.#setting;
    const count = typeof rows === 'number' ? rows : 0;
    const make = nebulaHistory(
      /^\d{1,15}$/.test(id) ? Number(id) : FIRST_USER + index,
      count,
      random.fork(id),
    );
    const history = typeof rows === 'number' ? Array.from({ length: rows }, make).reverse() : rows;
    return { id, list: new RowList(history, true, make) };
  }

  #history(
    entry: BookEntry<NebulaRow>,
    query: URLSearchParams,
    twist: PageTwist,
  ): Answer<NebulaRow> {
    const offset = wholeNumber(query, 'offset') ?? (query.has('offset') ? -1 : 0);
    const limit =
      wholeNumber(query, 'limit') ??
      (query.has('limit') ? -1 : (this.#setting.pageSize ?? DEFAULT_LIMIT));
    if (offset < 0 || limit < 0)
      return fail('history', 400, 'limit and offset must be whole numbers of 0 or more');
    const page = positionPage(entry.list, { offset }, limit, twist);
    const text = writeJson({
      data: {
        credit_balance: new JsonNumber(floatText(this.#balance, SCALE)),
        credit_history: withoutAmount(page.rows, 'total', twist),
        total_credit_histories: twist.cursor ?? page.total + twist.totalBy,
      },
      message: 'User credit history successfully retrieved',
      status: 'success',
    });
    const served = {
      account: entry.id,
      number: page.number,
      rows: page.rows,
      count: page.rows.length,
    };
    return { status: 200, contentType: JSON_TYPE, text, operation: 'history', page: served };
  }

  #available(): Answer<NebulaRow> {
    const text = writeJson({
      data: { available_balance: decimalText(this.#balance, SCALE) },
      message: 'User credits successfully retrieved',
      status: 'success',
    });
    return plainAnswer('balance', 200, { contentType: JSON_TYPE, text });
  }
}

function fail(
  operation: SimulatedOperation | null,
  status: number,
  message: string,
): Answer<NebulaRow> {
  return plainAnswer(operation, status, {
    contentType: JSON_TYPE,
    text: writeJson({ data: null, message, status: 'failed' }),
  });
}
