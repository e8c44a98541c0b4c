/**
 * The one model that every vendor's data is read into. All values are plain objects: nothing here must be freed.
 */

/** What a movement is. A vendor's own word that its definition does not map is `other`; `vendorKind` keeps the word. */
export type CreditKind =
  | 'grant'
  | 'purchase'
  | 'usage'
  | 'overage'
  | 'expiry'
  | 'revocation'
  | 'refund'
  | 'adjustment'
  | 'transfer'
  | 'other';

/** What a provider can be asked for. */
export type OperationName = 'history' | 'balance' | 'entitlements';

/** One movement on a credit ledger. Every entry has every member; what the vendor does not state is `null`. */
export interface CreditEntry {
  /** The provider's id, as in its definition. */
  readonly provider: string;
  /** The vendor's id, or a stable one made from the row's content and its occurrence number among equal rows. */
  readonly id: string;
  /** True where the vendor gives rows no id and `id` was made from the content. */
  readonly idIsSynthetic: boolean;
  readonly account: string | null;
  readonly kind: CreditKind;
  /** The vendor's own word for the kind. */
  readonly vendorKind: string | null;
  /** Exact decimal text in `unit`, plain notation ("-2.004"). A positive amount adds to the balance. */
  readonly amount: string;
  /** What `amount` and `balanceAfter` count, for instance "credits" or "USD". Amounts of different units never add up. */
  readonly unit: string;
  /** Exact decimal text in `unit`. */
  readonly balanceAfter: string | null;
  /** Milliseconds since the Unix epoch, UTC. */
  readonly at: number | null;
  /** The time exactly as the vendor wrote it. */
  readonly atText: string | null;
  readonly description: string | null;
  /** The vendor's id of what caused the movement (an invoice, a usage record). */
  readonly reference: string | null;
  /** The vendor's row as it came, as JSON text. Present only when `includeRaw` asked for it. */
  readonly raw?: string;
}

/** An exact amount and what it counts. */
export interface Quantity {
  readonly amount: string;
  readonly unit: string;
}

/** A balance as the vendor states it. */
export interface CreditBalance {
  readonly provider: string;
  readonly account: string | null;
  /** Exact decimal text in `unit`. */
  readonly available: string;
  readonly unit: string;
  /** What the vendor says the balance consists of, or states beside it, by the definition's names. */
  readonly parts: Readonly<Record<string, Quantity>>;
  /** Milliseconds since the Unix epoch, where the vendor dates its balance. */
  readonly at: number | null;
  readonly atText: string | null;
}

/** One entitlement: what may be drawn, and how far beyond. */
export interface CreditEntitlement {
  readonly provider: string;
  readonly id: string;
  readonly name: string | null;
  readonly unit: string;
  /** Exact decimal text in `unit`, as are the amounts below. */
  readonly balance: string;
  readonly overage: string | null;
  readonly overageEnabled: boolean | null;
  /** `null` is unlimited. */
  readonly overageLimit: string | null;
  /** How much more overage can accrue; `null` where overage is off or unlimited. "0" blocks the next deduction. */
  readonly headroom: string | null;
  readonly limitReached: boolean | null;
  /** Statements of the vendor that contradict each other, a sentence each. */
  readonly findings: readonly string[];
}

/** The entitlements of one response. */
export interface CreditEntitlements {
  readonly provider: string;
  readonly entitlements: readonly CreditEntitlement[];
}

/** A time in a page whose zone or hour the vendor left open. */
export interface UncertainTime {
  /** Index into `entries`. */
  readonly index: number;
  /** `zone`: the rule of the zone was assumed. `hour`: the local hour exists twice, or not at all. */
  readonly reason: 'zone' | 'hour';
}

/** One response, normalized. */
export interface CreditPage<Entry extends CreditEntry = CreditEntry> {
  readonly provider: string;
  readonly operation: OperationName;
  readonly entries: readonly Entry[];
  /** The balance that came with the page, where the vendor sends one. */
  readonly balance: CreditBalance | null;
  readonly entitlements: readonly CreditEntitlement[];
  /** How many rows the vendor claims there are in all. */
  readonly totalClaimed: number | null;
  readonly uncertainTimes: readonly UncertainTime[];
}

/** Why a walk cannot promise that it saw every row. */
export interface WalkWarning {
  readonly code: string;
  readonly message: string;
}

/** What a walk did and what it can promise. */
export interface WalkReport {
  /** True only where the end was proved: every row that the server served was yielded once, in order. */
  readonly complete: boolean;
  /** `null` while the walk goes on. */
  readonly endedBy: 'end' | 'limit' | 'error' | 'abort' | null;
  /** Pages read. */
  readonly pages: number;
  /** HTTP requests made, retries included. */
  readonly requests: number;
  readonly retries: number;
  /** Entries yielded. */
  readonly entries: number;
  /** Rows that came twice because the list moved under the walk, and were left out. */
  readonly duplicates: number;
  /** How many rows the vendor claims there are in all. */
  readonly totalClaimed: number | null;
  readonly warnings: readonly WalkWarning[];
}
