import { parseUnits } from './amount.js';
import { Book } from './book.js';
import { DEFAULT_TERMS, openLedgers, statusOf, termsOf } from './dodo-entitlements.js';
import type { EntitlementTerms } from './dodo-entitlements.js';
import type { VendorErrorFault } from './faults.js';
import { writeJson } from './json.js';
import { RowList, positionPage, withoutAmount } from './pages.js';
import type { PageTwist, PositionPage } from './pages.js';
import { ALPHANUMERIC } from './random.js';
import { matchPath, splitTarget, wholeNumber } from './route.js';
import type { SimulatedOperation, SimulatedRequest } from './types.js';
import { JSON_TYPE, bearer, plainAnswer, reason } from './vendor.js';
import type { Answer, Body, Vendor, VendorSetting } from './vendor.js';

const TRANSACTION_TYPES = [
  'credit_added',
  'credit_deducted',
  'credit_expired',
  'credit_rolled_over',
  'rollover_forfeited',
  'overage_charged',
  'overage_reset',
  'auto_top_up',
  'manual_adjustment',
  'refund',
] as const;

export type DodoTransactionType = (typeof TRANSACTION_TYPES)[number];

/** A row of a customer's ledger. Amounts are decimal texts, up to NUMERIC(38,28). */
export interface DodoRow {
  readonly id: string;
  readonly business_id: string;
  readonly brand_id: string;
  readonly customer_id: string;
  readonly credit_entitlement_id: string;
  /** A plain string, so that a test can serve a type that nobody documented. */
  readonly transaction_type: string;
  readonly amount: string;
  readonly is_credit: boolean;
  readonly balance_before: string;
  readonly balance_after: string;
  readonly overage_before: string;
  readonly overage_after: string;
  /** RFC 3339, UTC. */
  readonly created_at: string;
  readonly description?: string | null;
  readonly grant_id?: string | null;
  readonly reference_id?: string | null;
  readonly reference_type?: string | null;
  readonly metadata: Readonly<Record<string, string | number | boolean>>;
}

/** The status of one entitlement under a subscription. */
export interface DodoEntitlementUsage {
  readonly credit_entitlement_id: string;
  readonly credit_entitlement_name: string;
  readonly unit: string;
  readonly balance: string;
  readonly overage_enabled: boolean;
  readonly overage: string;
  /** `null` or absent: unlimited, where overage is enabled. */
  readonly overage_limit?: string | null;
  /**
   * `null` or absent: overage is not enabled, or has no limit. "0": the next deduction is blocked.
   */
  readonly remaining_headroom?: string | null;
  readonly limit_reached: boolean;
}

/** Options of the Dodo Payments simulator. */
export interface DodoOptions {
  /**
   * What `credit-usage` lists, at every subscription. Default: five entitlements, one of each sort,
   * that agree with their ledgers.
   */
  readonly entitlements?: readonly DodoEntitlementUsage[];
  /**
   * The first entitlement contradicts itself: its headroom is not limit minus overage, and its
   * limit is reached though there is headroom.
   */
  readonly contradiction?: boolean;
  /**
   * Ledger amounts carry the sign of `is_credit`, as in the vendor's demo data. Default: they carry
   * none.
   */
  readonly signedAmounts?: boolean;
}

const DEFAULT_PAGE_SIZE = 10;
const MAX_PAGE_SIZE = 100;

/**
 * Dodo Payments as its documents have it (https://docs.dodopayments.com/api-reference, the
 * docstrings of npm dodopayments@2.52.0 in src/resources/credit-entitlements/balances.ts):
 *
 * - `GET /subscriptions/{subscription_id}/credit-usage`: the status of each entitlement, not paged.
 * - `GET /credit-entitlements/{id}/balances`, `…/balances/{customer_id}` and
 *   `…/balances/{customer_id}/ledger`. Lists are `{"items":[…]}` and nothing else; `page_number` is
 *   zero-based, `page_size` 10 by default and 100 at most. The ledger filters by
 *   `transaction_type`, `start_date`, `end_date`.
 * - Errors are `{"code":"UPPER_SNAKE","message":"…"}` with their HTTP status.
 *
 * Not documented, and read like this: newest first; a page size or a filter that is not allowed is
 * 400 `INVALID_QUERY_PARAMS`; both ends of a range of dates belong to it; an unknown id is 404
 * `NOT_FOUND`, a missing or wrong key 401 `UNAUTHORIZED`.
 */
export function dodoVendor(setting: VendorSetting<DodoRow>, options: DodoOptions): Vendor<DodoRow> {
  return new Dodo(setting, options);
}

interface Customer {
  readonly id: string;
  readonly subscription: string;
  readonly ledgers: ReadonlyMap<string, RowList<DodoRow>>;
}

class Dodo implements Vendor<DodoRow> {
  readonly accounts;
  readonly #setting: VendorSetting<DodoRow>;
  readonly #options: DodoOptions;
  readonly #terms: readonly [EntitlementTerms, ...EntitlementTerms[]];
  readonly #customers: readonly Customer[];
  readonly #book: Book<DodoRow>;
  /** For each entitlement, the customers in the order in which their balances are listed. */
  readonly #balances: ReadonlyMap<string, RowList<Customer>>;

  constructor(setting: VendorSetting<DodoRow>, options: DodoOptions) {
    this.#setting = setting;
    this.#options = options;
    this.#terms =
      options.entitlements === undefined ? DEFAULT_TERMS : termsOf(options.entitlements);
    this.#customers = customerIds(setting).map((id) => this.#open(id));
    const main = this.#terms[0].id;
    this.#book = new Book(
      this.#customers.flatMap(({ id, ledgers }) => {
        const list = ledgers.get(main);
        return list === undefined ? [] : [{ id, list }];
      }),
    );
    this.#balances = new Map(
      this.#terms.map(({ id }) => [id, new RowList(this.#customers, false, neverGrows)]),
    );
    this.accounts = this.#customers.map(({ id, subscription }) => ({
      id,
      params: { subscription_id: subscription, customer_id: id, credit_entitlement_id: main },
      headers: {},
    }));
  }

  authorizes(request: SimulatedRequest): boolean {
    return this.#setting.keys.accepts(bearer(request.headers));
  }

  answer(request: SimulatedRequest, twist: PageTwist): Answer<DodoRow> {
    const { path, query } = splitTarget(request.target);
    const usage = matchPath(
      '/subscriptions/{subscription_id}/credit-usage',
      path,
      'subscription_id',
    );
    const all = matchPath('/credit-entitlements/{id}/balances', path, 'id');
    const one = matchPath(
      '/credit-entitlements/{id}/balances/{customer_id}',
      path,
      'id',
      'customer_id',
    );
    const ledger = matchPath(
      '/credit-entitlements/{id}/balances/{customer_id}/ledger',
      path,
      'id',
      'customer_id',
    );
    const operation =
      usage !== null
        ? 'entitlements'
        : all !== null
          ? 'balances'
          : one !== null
            ? 'balance'
            : ledger !== null
              ? 'history'
              : null;
    if (operation === null) return refuse(operation, 404, 'NOT_FOUND', 'no such route');
    if (request.method !== 'GET')
      return refuse(operation, 405, 'METHOD_NOT_ALLOWED', 'method not allowed');
    if (!this.authorizes(request))
      return refuse(operation, 401, 'UNAUTHORIZED', 'missing or invalid API key');

    if (usage !== null) return this.#usage(usage.subscription_id, twist);
    if (all !== null) return this.#listBalances(all.id, query, twist);
    if (one !== null) return this.#balance(one.id, one.customer_id);
    return ledger === null
      ? refuse(null, 404, 'NOT_FOUND', 'no such route')
      : this.#ledger(ledger.id, ledger.customer_id, query, twist);
  }

  statusBody(status: number): Body {
    const code = STATUS_CODES.get(status) ?? 'ERROR';
    return { contentType: JSON_TYPE, text: writeJson({ code, message: reason(status) }) };
  }

  refusal(fault: VendorErrorFault): Answer<DodoRow> {
    // The vendor's own example of this code comes without a message.
    const text = writeJson({
      code: String(fault.code ?? 'INTERNAL_SERVER_ERROR'),
      message: fault.message,
    });
    return plainAnswer('history', fault.status ?? 500, { contentType: JSON_TYPE, text });
  }

  rows(account: string): readonly DodoRow[] {
    return this.#book.rows(account);
  }

  #open(id: string): Customer {
    const random = this.#setting.random.fork(id);
    const ledgers = openLedgers(
      this.#terms,
      id,
      this.#setting,
      this.#options.signedAmounts ?? false,
    );
    return { id, subscription: `sub_${random.text(ALPHANUMERIC, 21)}`, ledgers };
  }

  #usage(subscription: string, twist: PageTwist): Answer<DodoRow> {
    const customer = this.#customers.find((one) => one.subscription === subscription);
    if (customer === undefined)
      return refuse('entitlements', 404, 'NOT_FOUND', 'subscription not found');
    const stated =
      this.#options.entitlements ??
      this.#terms.map((terms) => statusOf(terms, customer.ledgers.get(terms.id)?.served()[0]?.row));
    const items = this.#options.contradiction === true ? contradict(stated) : stated;
    const text = writeJson({
      subscription_id: subscription,
      items: withoutAmount(items, 'balance', twist),
    });
    const page = { account: customer.id, number: 0, rows: [], count: items.length };
    return { status: 200, contentType: JSON_TYPE, text, operation: 'entitlements', page };
  }

  #listBalances(entitlement: string, query: URLSearchParams, twist: PageTwist): Answer<DodoRow> {
    const list = this.#balances.get(entitlement);
    if (list === undefined)
      return refuse('balances', 404, 'NOT_FOUND', 'credit entitlement not found');
    const wanted = query.get('customer_id');
    const keep = wanted === null ? null : (customer: Customer): boolean => customer.id === wanted;
    // Customers do not come and go here: drift is for ledgers.
    const page = this.#page(list, query, { ...twist, insert: 0, remove: 0 }, keep);
    if (page === null) return badPaging('balances');
    const items = page.rows.map((customer) => balanceRow(entitlement, customer));
    const text = writeJson({ items: withoutAmount(items, 'balance', twist) });
    const listed = { account: '', number: page.number, rows: [], count: items.length };
    return { status: 200, contentType: JSON_TYPE, text, operation: 'balances', page: listed };
  }

  #balance(entitlement: string, customerId: string): Answer<DodoRow> {
    const customer = this.#customers.find(({ id }) => id === customerId);
    if (!this.#balances.has(entitlement) || customer === undefined)
      return refuse('balance', 404, 'NOT_FOUND', 'customer credit balance not found');
    return plainAnswer('balance', 200, {
      contentType: JSON_TYPE,
      text: writeJson(balanceRow(entitlement, customer)),
    });
  }

  #ledger(
    entitlement: string,
    customerId: string,
    query: URLSearchParams,
    twist: PageTwist,
  ): Answer<DodoRow> {
    const list = this.#customers.find(({ id }) => id === customerId)?.ledgers.get(entitlement);
    if (list === undefined)
      return refuse('history', 404, 'NOT_FOUND', 'credit entitlement or customer not found');
    const filter = readFilter(query);
    if (filter === null)
      return refuse(
        'history',
        400,
        'INVALID_QUERY_PARAMS',
        'transaction_type or date not recognized',
      );
    const page = this.#page(list, query, twist, filter.keep);
    if (page === null) return badPaging('history');
    const text = writeJson({ items: withoutAmount(page.rows, 'amount', twist) });
    const served = {
      account: customerId,
      number: page.number,
      rows: page.rows,
      count: page.rows.length,
    };
    return { status: 200, contentType: JSON_TYPE, text, operation: 'history', page: served };
  }

  /** `null` where the paging parameters are not allowed. */
  #page<Row>(
    list: RowList<Row>,
    query: URLSearchParams,
    twist: PageTwist,
    keep: ((row: Row) => boolean) | null,
  ): PositionPage<Row> | null {
    const page = wholeNumber(query, 'page_number') ?? (query.has('page_number') ? -1 : 0);
    const size =
      wholeNumber(query, 'page_size') ??
      (query.has('page_size') ? -1 : (this.#setting.pageSize ?? DEFAULT_PAGE_SIZE));
    if (page < 0 || size < 1 || size > MAX_PAGE_SIZE) return null;
    return positionPage(list, { page }, size, twist, keep);
  }
}

const STATUS_CODES: ReadonlyMap<number, string> = new Map([
  [400, 'INVALID_REQUEST_PARAMETERS'],
  [401, 'UNAUTHORIZED'],
  [403, 'FORBIDDEN'],
  [404, 'NOT_FOUND'],
  [409, 'CONFLICT'],
  [422, 'UNPROCESSABLE_ENTITY'],
  [429, 'RATE_LIMIT_EXCEEDED'],
  [500, 'INTERNAL_SERVER_ERROR'],
  [502, 'BAD_GATEWAY'],
  [503, 'SERVICE_UNAVAILABLE'],
  [504, 'GATEWAY_TIMEOUT'],
]);

function balanceRow(
  entitlement: string,
  customer: Customer,
): { readonly balance: string } & Readonly<Record<string, string | null>> {
  const ledger = customer.ledgers.get(entitlement)?.served() ?? [];
  const newest = ledger[0]?.row;
  const opened = ledger.at(-1)?.row.created_at ?? '2025-08-04T06:15:00.000000Z';
  return {
    id: `ccb_${customer.id.slice(-8)}${entitlement.slice(-8)}`,
    customer_id: customer.id,
    credit_entitlement_id: entitlement,
    balance: newest?.balance_after ?? '0',
    overage: newest?.overage_after ?? '0',
    created_at: opened,
    updated_at: newest?.created_at ?? opened,
    last_transaction_at: newest?.created_at ?? null,
  };
}

function contradict(items: readonly DodoEntitlementUsage[]): readonly DodoEntitlementUsage[] {
  return items.map((item, index) =>
    index === 0
      ? { ...item, remaining_headroom: moreThan(item.remaining_headroom), limit_reached: true }
      : item,
  );
}

/** One whole unit more, at two decimals. */
function moreThan(headroom: string | null | undefined): string {
  return `${String(parseUnits(headroom ?? '0', 0) + 1n)}.00`;
}

function readFilter(
  query: URLSearchParams,
): { readonly keep: ((row: DodoRow) => boolean) | null } | null {
  const type = query.get('transaction_type');
  if (type !== null && !TRANSACTION_TYPES.some((known) => known === type)) return null;
  const from = readDate(query.get('start_date'), -Infinity);
  const until = readDate(query.get('end_date'), Infinity);
  if (from === null || until === null) return null;
  if (type === null && from === -Infinity && until === Infinity) return { keep: null };
  const keep = (row: DodoRow): boolean => {
    const at = Date.parse(row.created_at);
    return (type === null || row.transaction_type === type) && at >= from && at <= until;
  };
  return { keep };
}

/** RFC 3339, or a date alone (its midnight, UTC). */
function readDate(text: string | null, absent: number): number | null {
  if (text === null) return absent;
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))?$/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

function badPaging(operation: SimulatedOperation): Answer<DodoRow> {
  return refuse(
    operation,
    400,
    'INVALID_QUERY_PARAMS',
    'page_number is 0 or more, page_size is 1 to 100',
  );
}

function refuse(
  operation: SimulatedOperation | null,
  status: number,
  code: string,
  message: string,
): Answer<DodoRow> {
  return plainAnswer(operation, status, {
    contentType: JSON_TYPE,
    text: writeJson({ code, message }),
  });
}

function neverGrows(): never {
  throw new Error('customers do not come and go');
}

function customerIds(setting: VendorSetting<DodoRow>): readonly string[] {
  if (setting.accountIds !== null) return setting.accountIds;
  const random = setting.random.fork('customers');
  return Array.from({ length: setting.accountCount }, () => `cus_${random.text(ALPHANUMERIC, 21)}`);
}
