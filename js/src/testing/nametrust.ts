import { Book } from './book.js';
import type { BookEntry } from './book.js';
import type { VendorErrorFault } from './faults.js';
import { writeJson } from './json.js';
import type { JsonNumber } from './json.js';
import { nameTrustFeed } from './nametrust-rows.js';
import { RowList, positionPage, withoutAmount } from './pages.js';
import type { PageTwist, PositionPage } from './pages.js';
import { splitTarget, wholeNumber } from './route.js';
import type { SimulatedOperation, SimulatedRequest } from './types.js';
import { JSON_TYPE, bearer, plainAnswer, reason } from './vendor.js';
import type { Answer, Body, Vendor, VendorSetting } from './vendor.js';

/** A row of `GET /credits/usage`. */
export interface NameTrustRow {
  readonly object: 'credit_entry';
  readonly id: string;
  /**
   * `allot`, `consume`, `overflow`, `expire`, `revoke`; a plain string, so that a test can serve a
   * kind that nobody documented.
   */
  readonly kind: string;
  /** Signed: positive adds. */
  readonly credits: number | JsonNumber;
  /** Only on `consume` and `overflow`. */
  readonly usage_kind?: 'ai_usage' | 'tm_usage';
  readonly usage_ref?: string;
  /** RFC 3339, UTC. */
  readonly created_at: string;
}

/** Options of the NameTrust simulator. */
export interface NameTrustOptions {
  /**
   * The key is a personal one: requests must name the organization in `X-Org-ID`. Then one key
   * reads all accounts.
   */
  readonly personalKey?: boolean;
  /** `GET /credits` answers 409 `credit.balance.not_provisioned`. */
  readonly notProvisioned?: boolean;
  /** Where an error's code stands; the documents do not show it. Default `code`. */
  readonly errorShape?: 'code' | 'error.code' | 'error';
  /**
   * `pages` has only `page`, `limit`, `has_next` and `has_prev`: the documents' sample of the
   * others is the same at each of their endpoints.
   */
  readonly minimalPages?: boolean;
}

const KINDS = ['allot', 'consume', 'overflow', 'expire', 'revoke'];
const USAGE_KINDS = ['ai_usage', 'tm_usage'];
const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;
/** Pay-as-you-go credits were bought elsewhere: the feed has no movement for it. */
const WALLET_AT_START = 10_000;

/**
 * NameTrust as its documents have it
 * (https://docs.nametrust.dev/api-reference/tag/credit/get/credits/usage):
 *
 * - `GET /credits/usage?kind=&usage_kind=&page=&limit=`: newest first, pages counted from 1, 20
 *   rows by default and 100 at most.
 * - `GET /credits`: the balance, `available_credits` = `bucket_credits` + `wallet_credits`.
 * - 400 `credit.usage.invalid_filter`, 401 `credit.handler.identity_missing`, 409
 *   `credit.balance.not_provisioned`.
 *
 * Not documented, and read like this: the key stands in `Authorization: Bearer`; an organization
 * that the personal key may not read is 403 `authorize.forbidden`; since no error is documented for
 * them, a `page` or `limit` out of range is moved into it.
 */
export function nameTrustVendor(
  setting: VendorSetting<NameTrustRow>,
  options: NameTrustOptions,
): Vendor<NameTrustRow> {
  return new NameTrust(setting, options);
}

class NameTrust implements Vendor<NameTrustRow> {
  readonly accounts;
  readonly #setting: VendorSetting<NameTrustRow>;
  readonly #options: NameTrustOptions;
  readonly #book: Book<NameTrustRow>;

  constructor(setting: VendorSetting<NameTrustRow>, options: NameTrustOptions) {
    this.#setting = setting;
    this.#options = options;
    this.#book = new Book(organizations(setting).map((id) => this.#open(id)));
    this.accounts = this.#book.entries.map(({ id }) => ({
      id,
      params: {},
      headers: options.personalKey === true ? { 'x-org-id': id } : {},
    }));
  }

  authorizes(request: SimulatedRequest): boolean {
    return this.#setting.keys.accepts(bearer(request.headers));
  }

  answer(request: SimulatedRequest, twist: PageTwist): Answer<NameTrustRow> {
    const { path, query } = splitTarget(request.target);
    const operation =
      path === '/credits/usage' ? 'history' : path === '/credits' ? 'balance' : null;
    if (operation === null || request.method !== 'GET')
      return this.#refuse(operation, 404, 'route.not_found');
    const entry = this.#identify(request);
    if (entry === 'missing') return this.#refuse(operation, 401, 'credit.handler.identity_missing');
    if (entry === 'forbidden') return this.#refuse(operation, 403, 'authorize.forbidden');
    return operation === 'history' ? this.#usage(entry, query, twist) : this.#balance(entry.list);
  }

  statusBody(status: number): Body {
    return {
      contentType: JSON_TYPE,
      text: this.#error(
        status === 500 ? 'credit.usage.failed' : `http.${String(status)}`,
        reason(status),
      ),
    };
  }

  refusal(fault: VendorErrorFault): Answer<NameTrustRow> {
    return this.#refuse(
      'history',
      fault.status ?? 500,
      String(fault.code ?? 'credit.usage.failed'),
      fault.message,
    );
  }

  rows(account: string): readonly NameTrustRow[] {
    return this.#book.rows(account);
  }

  #open(id: string): BookEntry<NameTrustRow> {
    const { rows, random } = this.#setting;
    const make = nameTrustFeed(random.fork(id));
    const history = typeof rows === 'number' ? Array.from({ length: rows }, make).reverse() : rows;
    return { id, list: new RowList(history, true, make) };
  }

  #identify(request: SimulatedRequest): BookEntry<NameTrustRow> | 'missing' | 'forbidden' {
    const owner = this.#setting.keys.owner(bearer(request.headers));
    if (owner < 0) return 'missing';
    if (this.#options.personalKey !== true) return this.#book.entries[owner] ?? 'missing';
    const organization = request.headers.get('x-org-id');
    return organization === null ? 'missing' : (this.#book.find(organization) ?? 'forbidden');
  }

  #usage(
    entry: BookEntry<NameTrustRow>,
    query: URLSearchParams,
    twist: PageTwist,
  ): Answer<NameTrustRow> {
    const kind = query.get('kind');
    const usageKind = query.get('usage_kind');
    if (
      (kind !== null && !KINDS.includes(kind)) ||
      (usageKind !== null && !USAGE_KINDS.includes(usageKind))
    ) {
      return this.#refuse('history', 400, 'credit.usage.invalid_filter');
    }
    const number = Math.max(1, wholeNumber(query, 'page') ?? 1);
    const limit = Math.min(
      MAX_LIMIT,
      Math.max(1, wholeNumber(query, 'limit') ?? this.#setting.pageSize ?? DEFAULT_LIMIT),
    );
    const keep = (row: NameTrustRow): boolean =>
      (kind === null || row.kind === kind) && (usageKind === null || row.usage_kind === usageKind);
    const filtered = kind !== null || usageKind !== null;
    const page = positionPage(
      entry.list,
      { page: number - 1 },
      limit,
      twist,
      filtered ? keep : null,
    );
    const items = withoutAmount(page.rows, 'credits', twist);
    const text = writeJson({ object: 'list', items, pages: this.#pages(number, page, twist) });
    const served = {
      account: entry.id,
      number: page.number,
      rows: page.rows,
      count: page.rows.length,
    };
    return { status: 200, contentType: JSON_TYPE, text, operation: 'history', page: served };
  }

  #pages(number: number, page: PositionPage<NameTrustRow>, twist: PageTwist): object {
    const goesOn = page.goesOn || (twist.empty && number * page.size < page.total);
    const has_next = twist.cursor ?? goesOn;
    if (this.#options.minimalPages === true)
      return { object: 'cursor', page: number, limit: page.size, has_next, has_prev: number > 1 };
    const total = Math.max(0, page.total + twist.totalBy);
    return {
      object: 'cursor',
      has_prev: number > 1,
      direction: 'next',
      cursor: pageCursor(number),
      next_cursor: goesOn ? pageCursor(number + 1) : null,
      prev_cursor: number > 1 ? pageCursor(number - 1) : null,
      page: number,
      total_pages: Math.ceil(total / page.size),
      total_items: total,
      limit: page.size,
      has_next,
    };
  }

  #balance(list: RowList<NameTrustRow>): Answer<NameTrustRow> {
    if (this.#options.notProvisioned === true)
      return this.#refuse('balance', 409, 'credit.balance.not_provisioned');
    const rows = list.served().map(({ row }) => row);
    const sum = (overflow: boolean): number =>
      rows
        .filter((row) => (row.kind === 'overflow') === overflow)
        .reduce((total, row) => total + Number(row.credits), 0);
    const bucket_credits = sum(false);
    // An organization that never used credits reads all zero.
    const wallet_credits = rows.length === 0 ? 0 : WALLET_AT_START + sum(true);
    const text = writeJson({
      object: 'credit_balance',
      currency: 'USD',
      available_credits: bucket_credits + wallet_credits,
      bucket_credits,
      wallet_credits,
      receivable_amount: 0,
    });
    return plainAnswer('balance', 200, { contentType: JSON_TYPE, text });
  }

  #refuse(
    operation: SimulatedOperation | null,
    status: number,
    code: string,
    message?: string,
  ): Answer<NameTrustRow> {
    return plainAnswer(operation, status, {
      contentType: JSON_TYPE,
      text: this.#error(code, message ?? MESSAGES.get(code) ?? reason(status)),
    });
  }

  #error(code: string, message: string): string {
    switch (this.#options.errorShape ?? 'code') {
      case 'code':
        return writeJson({ object: 'error', code, message });
      case 'error.code':
        return writeJson({ error: { code, message } });
      case 'error':
        return writeJson({ error: code, message });
    }
  }
}

/** The documents' own words. */
const MESSAGES: ReadonlyMap<string, string> = new Map([
  ['credit.handler.identity_missing', 'An authenticated organization identity is required'],
  ['credit.usage.invalid_filter', 'A kind or usage_kind filter value is not recognized'],
  ['credit.usage.failed', 'Failed to list credit activity'],
]);

function pageCursor(page: number): string {
  return btoa(`p:${String(page)}`);
}

function organizations(setting: VendorSetting<NameTrustRow>): readonly string[] {
  if (setting.accountIds !== null) return setting.accountIds;
  const random = setting.random.fork('organizations');
  return Array.from(
    { length: setting.accountCount },
    () => `org_${random.text('0123456789abcdefghjkmnpqrstvwxyz', 26)}`,
  );
}
