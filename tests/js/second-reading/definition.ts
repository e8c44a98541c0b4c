/** The members of docs/definitions.md that say how a response is read. */
import type { CreditKind } from '../client/support/core.js';

export type Scope = 'row' | 'parent' | 'body';
export type Place = string | { readonly at: string; readonly of?: Scope } | { readonly key: true };
export type Path = Place | readonly Place[];
export type Scalar = string | number | boolean | null;

export type Text =
  | string
  | {
      readonly at?: Path;
      readonly of?: Scope;
      readonly param?: string;
      readonly default?: string;
      readonly case?: 'upper';
    };

export type Sign =
  | 'asIs'
  | 'negate'
  | {
      readonly at: Place;
      readonly of?: Scope;
      readonly positive: readonly Scalar[];
      readonly negative: readonly Scalar[];
    };

export type Minor = number | 'iso4217' | Readonly<Record<string, number>>;

export type Amount =
  | string
  | { readonly at: Path; readonly of?: Scope; readonly sign?: Sign; readonly minor?: Minor }
  | { readonly in: Path; readonly out: Path; readonly minor?: Minor }
  | { readonly sum: readonly Path[]; readonly sign?: Sign; readonly minor?: Minor };

export type Kind =
  | CreditKind
  | {
      readonly at: Path;
      readonly of?: Scope;
      readonly map: Readonly<Record<string, CreditKind>>;
    }
  | {
      readonly bySign: { readonly positive: CreditKind; readonly negative: CreditKind };
      readonly at?: Path;
      readonly of?: Scope;
    };

export type Format = 'unix s' | 'unix ms' | 'rfc3339' | 'date' | 'local' | 'label local';

export interface Time {
  readonly at: Path;
  readonly of?: Scope;
  readonly format: Format | readonly Format[];
  readonly zone?: string;
  readonly zones?: Readonly<Record<string, string>>;
}

export interface Entry {
  readonly id?: Path;
  readonly identity?: readonly Place[];
  readonly account?: Text;
  readonly kind: Kind;
  readonly amount: Amount;
  readonly unit?: Text;
  readonly balanceAfter?: Amount;
  readonly time?: Time;
  readonly description?: Path;
  readonly reference?: Path;
}

export interface Balance {
  readonly available: Amount;
  readonly unit?: Text;
  readonly account?: Text;
  readonly parts?: Readonly<Record<string, { readonly amount: Amount; readonly unit?: Text }>>;
  readonly time?: Time;
}

export interface Entitlement {
  readonly id: Path;
  readonly name?: Path;
  readonly unit?: Text;
  readonly balance: Amount;
  readonly overage?: Amount;
  readonly overageEnabled?: Path;
  readonly overageLimit?: Amount;
  readonly headroom?: Amount;
  readonly limitReached?: Path;
}

export type Condition =
  | { readonly at: string; readonly equals: Scalar | readonly Scalar[] }
  | { readonly at: string; readonly absent: true }
  | { readonly at: string; readonly empty: true }
  | { readonly at: string; readonly present: true };

export interface ErrorRule {
  readonly message?: string | readonly string[];
  readonly code?: string | readonly string[];
  readonly correlationId?: string | readonly string[] | { readonly header: string };
  readonly codes?: Readonly<Record<string, string>>;
}

export type Rows =
  | string
  | {
      readonly at: string;
      readonly shape?: 'array' | 'map';
      readonly each?: string;
      readonly optional?: boolean;
    };

/** With what is not said. */
export function rowsRule(rows: Rows): {
  readonly at: string;
  readonly shape: 'array' | 'map';
  readonly each: string | undefined;
  readonly optional: boolean;
} {
  const {
    at,
    shape = 'array',
    each,
    optional = false,
  } = typeof rows === 'string' ? { at: rows } : rows;
  return { at, shape, each, optional };
}

/** What of paging is seen in a page, or read with it. */
export interface Paging {
  readonly kind: string;
  readonly from?: string | { readonly header: string };
  readonly more?: string;
  readonly total?: string;
  readonly totalPages?: string;
}

interface Outcomes {
  readonly request: Readonly<Record<string, unknown>>;
  readonly success?: Condition | readonly Condition[];
  readonly error?: ErrorRule;
}

export interface History extends Outcomes {
  readonly rows: Rows;
  readonly paging?: Paging;
  readonly entry: Entry;
  readonly balance?: Balance;
}

export interface BalanceOperation extends Outcomes {
  readonly balance: Balance;
}

export interface Entitlements extends Outcomes {
  readonly rows: Rows;
  readonly entitlement: Entitlement;
}

/** What the operations say of a response, each its part of it. */
export type Operation = Partial<
  Pick<History, 'rows' | 'entry' | 'paging' | 'success' | 'error'>
> & {
  readonly balance?: Balance;
  readonly entitlement?: Entitlement;
};

export interface Definition {
  readonly id: string;
  readonly baseUrl: string;
  readonly params?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly success?: Condition | readonly Condition[];
  readonly error?: ErrorRule;
  readonly operations: {
    readonly history?: History;
    readonly balance?: BalanceOperation;
    readonly entitlements?: Entitlements;
  };
}
