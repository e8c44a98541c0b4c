import { Book } from './book.js';
import type { BookEntry } from './book.js';
import { Disguise } from './disguise.js';
import type { VendorErrorFault } from './faults.js';
import { membersOf, readJsonObject, writeJson } from './json.js';
import type { JsonNumber } from './json.js';
import { klaimHistory } from './klaim-rows.js';
import { RowList, cursorPage, withoutAmount } from './pages.js';
import type { PageTwist } from './pages.js';
import { ALPHANUMERIC } from './random.js';
import { matchPath, splitTarget } from './route.js';
import { compactUtc } from './time.js';
import type { SimulatedOperation, SimulatedRequest } from './types.js';
import { JSON_TYPE, bearer, plainAnswer, reason } from './vendor.js';
import type { Answer, Body, Vendor, VendorSetting } from './vendor.js';

/** A row of `POST /users/{user_id}/credits/usage`. */
export interface KlaimRow {
  readonly user_id: string;
  /** Milliseconds since the Unix epoch. */
  readonly created_at: number;
  /** Signed: positive adds to the balance. */
  readonly credit_change: number | JsonNumber;
  /** The balance after this row. */
  readonly credit_balance: number | JsonNumber;
  readonly source_type: string;
  readonly description: string;
}

/** Options of the Klaim simulator. */
export interface KlaimOptions {
  /**
   * After every so many pages with rows comes an empty one whose `lastKey` goes on, as a filtered
   * DynamoDB query gives it. Default: none.
   */
  readonly emptyPageEvery?: number;
}

const DEFAULT_PAGE_SIZE = 20;
const PARTITION = '_credit-usage_appId1';

/**
 * Klaim as its documents have it
 * (https://klaim.gitbook.io/klaim-api/credits/get-users-credit-usage,
 * …/credits/get-users-credit-balance):
 *
 * - `POST /users/{user_id}/credits/usage` with a JSON body; `lastKey` of one page goes back as
 *   `starting_after`.
 * - `POST /users/{user_id}/credits`: the balance.
 * - 404 with `message` for a user that does not exist.
 *
 * Not documented, and read like this: `lastKey` behaves as DynamoDB's LastEvaluatedKey does, so a
 * full last page still has one and the page after it is empty; a body that is no JSON object and a
 * key that was never given out are 400, a missing or wrong API key is 401, each with `message`
 * alone.
 */
export function klaimVendor(
  setting: VendorSetting<KlaimRow>,
  options: KlaimOptions,
): Vendor<KlaimRow> {
  return new Klaim(setting, options);
}

class Klaim implements Vendor<KlaimRow> {
  readonly accounts;
  readonly #setting: VendorSetting<KlaimRow>;
  readonly #book: Book<KlaimRow>;
  readonly #sortKeys: Disguise;
  readonly #emptyPageEvery: number;

  constructor(setting: VendorSetting<KlaimRow>, options: KlaimOptions) {
    this.#setting = setting;
    this.#emptyPageEvery = options.emptyPageEvery ?? 0;
    this.#sortKeys = new Disguise(
      'abcdefghijklmnopqrstuvwxyz0123456789',
      8,
      setting.random.fork('keys').int(0, 1e9),
    );
    this.#book = new Book(userIds(setting).map((id) => this.#open(id)));
    this.accounts = this.#book.entries.map(({ id }) => ({
      id,
      params: { user_id: id },
      headers: {},
    }));
  }

  authorizes(request: SimulatedRequest): boolean {
    return this.#setting.keys.accepts(bearer(request.headers));
  }

  answer(request: SimulatedRequest, twist: PageTwist): Answer<KlaimRow> {
    const { path } = splitTarget(request.target);
    const usage = matchPath('/users/{user_id}/credits/usage', path, 'user_id');
    const balance = matchPath('/users/{user_id}/credits', path, 'user_id');
    const operation = usage !== null ? 'history' : balance !== null ? 'balance' : null;
    if (operation === null || request.method !== 'POST') return refuse(operation, 404, 'Not Found');
    if (!this.authorizes(request)) return refuse(operation, 401, 'Unauthorized');

    const body = request.body === '' ? new Map<string, unknown>() : readJsonObject(request.body);
    if (body === null) return refuse(operation, 400, 'Invalid JSON body.');
    const entry = this.#book.find((usage ?? balance)?.user_id ?? '');
    if (entry === undefined)
      return refuse(operation, 404, 'Can not find user with the given user_id.');
    return operation === 'history'
      ? this.#usage(entry.id, entry.list, body.get('starting_after'), twist)
      : balanceOf(entry.list);
  }

  statusBody(status: number): Body {
    return { contentType: JSON_TYPE, text: writeJson({ message: reason(status) }) };
  }

  refusal(fault: VendorErrorFault): Answer<KlaimRow> {
    return refuse('history', fault.status ?? 400, fault.message ?? 'missing required fields');
  }

  rows(account: string): readonly KlaimRow[] {
    return this.#book.rows(account);
  }

  #open(id: string): BookEntry<KlaimRow> {
    const { rows, random } = this.#setting;
    const make = klaimHistory(id, random.fork(id));
    const history = typeof rows === 'number' ? Array.from({ length: rows }, make) : rows;
    return { id, list: new RowList(history, false, make) };
  }

  #usage(
    account: string,
    list: RowList<KlaimRow>,
    startingAfter: unknown,
    twist: PageTwist,
  ): Answer<KlaimRow> {
    const cursor =
      startingAfter === undefined || startingAfter === null
        ? null
        : this.#readKey(startingAfter, list);
    if (cursor === undefined)
      return refuse('history', 400, 'The provided starting key is invalid.');
    const size = this.#setting.pageSize ?? DEFAULT_PAGE_SIZE;
    const filtered = this.#isFilteredAway(cursor, list, size) ? { ...twist, empty: true } : twist;
    const page = cursorPage(list, cursor, false, size, 'full-page', filtered);
    const lastKey =
      page.next === null ? undefined : (twist.cursor ?? this.#writeKey(page.next, list));
    const text = writeJson({
      message: 'fetch resource successfully',
      data: withoutAmount(page.rows, 'credit_change', twist),
      lastKey,
    });
    return {
      status: 200,
      contentType: JSON_TYPE,
      text,
      operation: 'history',
      page: { account, number: page.number, rows: page.rows, count: page.rows.length },
    };
  }

  /**
   * True right after every n-th page with rows; a cursor that comes from an empty page stands
   * between two rows.
   */
  #isFilteredAway(cursor: number | null, list: RowList<KlaimRow>, size: number): boolean {
    if (this.#emptyPageEvery <= 0 || cursor === null) return false;
    const before = list.countUpTo(cursor);
    const isRow = list.served()[before - 1]?.key === cursor;
    return isRow && before % (size * this.#emptyPageEvery) === 0;
  }

  #writeKey(key: number, list: RowList<KlaimRow>): { prefix_app_id: string; type_id: string } {
    const at = list.served()[list.countUpTo(key) - 1]?.row.created_at ?? 0;
    return { prefix_app_id: PARTITION, type_id: `${compactUtc(at)}_${this.#sortKeys.encode(key)}` };
  }

  /** `undefined` for what was never a `lastKey` of this list. */
  #readKey(startingAfter: unknown, list: RowList<KlaimRow>): number | undefined {
    const members = membersOf(startingAfter);
    const typeId = members?.get('type_id');
    if (members?.get('prefix_app_id') !== PARTITION || typeof typeId !== 'string') return undefined;
    const key = this.#sortKeys.decode(/^\d{14}_([a-z0-9]+)$/.exec(typeId)?.[1] ?? '');
    return key === null || key > list.end ? undefined : key;
  }
}

function balanceOf(list: RowList<KlaimRow>): Answer<KlaimRow> {
  const credit_balance = list.served().at(-1)?.row.credit_balance ?? 0;
  return plainAnswer('balance', 200, {
    contentType: JSON_TYPE,
    text: writeJson({ message: 'fetch resource successfully', credit_balance }),
  });
}

function refuse(
  operation: SimulatedOperation | null,
  status: number,
  message: string,
): Answer<KlaimRow> {
  return plainAnswer(operation, status, { contentType: JSON_TYPE, text: writeJson({ message }) });
}

/** A user id is any text of the caller's, an e-mail address too; the second account has one. */
function userIds(setting: VendorSetting<KlaimRow>): readonly string[] {
  if (setting.accountIds !== null) return setting.accountIds;
  const random = setting.random.fork('users');
  return Array.from({ length: setting.accountCount }, (_, index) => {
    if (index === 0) return 'GtQ5Oezk6cOvSmPgxsMR';
    return index === 1 ? 'ada+credits@example.com' : random.text(ALPHANUMERIC, 20);
  });
}
