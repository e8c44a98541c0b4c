/**
 * What TypeScript knows of the built-in providers: the parameters that each operation takes and the vendors' own words
 * for kinds. The definitions in providers/ decide, and name the vendors' pages; a test compares the two.
 */
import type { CreditEntry, CreditKind, OperationName } from './model.js';

/** The providers that come with the package. Their definitions are data like any user's. */
export type BuiltInProvider = keyof BuiltIn;

/** What {@link createClient} takes as a provider: a built-in one's name, or a definition. */
export type Provider = BuiltInProvider | object;

/** A query by the vendor's own parameter names. Unknown ones are refused. */
export type Query = Readonly<Record<string, string | number | bigint | boolean | undefined>>;

type None = Readonly<Record<string, never>>;

/**
 * The built-in providers: `params` are those of {@link createClient}; operations state their queries; `kinds` maps the
 * vendor's words, where they decide an entry's kind.
 */
export interface BuiltIn {
  readonly klaim: {
    readonly params: None;
    readonly history: {
      /** Your own id of the user, or Klaim's `klaim_id` where none was given. */
      readonly user_id: string;
    };
    readonly balance: BuiltIn['klaim']['history'];
    readonly kinds: null;
  };
  readonly cloudreve: {
    readonly params: None;
    readonly history: {
      /** By time of the change; `desc`, the default, is newest first. */
      readonly order_direction?: 'asc' | 'desc' | undefined;
    };
    readonly kinds: { share_purchased: 'transfer'; pay: 'usage'; adjust: 'adjustment' };
  };
  readonly dodo: {
    readonly params: None;
    readonly history: BuiltIn['dodo']['balance'] & {
      readonly transaction_type?: keyof BuiltIn['dodo']['kinds'] | undefined;
      /** RFC 3339; only entries from then on. */
      readonly start_date?: string | undefined;
      /** RFC 3339; only entries up to then. */
      readonly end_date?: string | undefined;
    };
    readonly balance: { readonly credit_entitlement_id: string; readonly customer_id: string };
    readonly entitlements: { readonly subscription_id: string };
    readonly kinds: {
      credit_added: 'grant';
      credit_deducted: 'usage';
      credit_expired: 'expiry';
      credit_rolled_over: 'transfer';
      rollover_forfeited: 'expiry';
      overage_charged: 'overage';
      overage_reset: 'overage';
      auto_top_up: 'purchase';
      manual_adjustment: 'adjustment';
      refund: 'refund';
    };
  };
  readonly nebula: {
    readonly params: {
      /** The zone behind the vendor's label EST. Default `America/New_York`. */
      readonly zone?: 'America/New_York' | '-05:00' | undefined;
    };
    readonly history: None;
    readonly balance: None;
    readonly kinds: null;
  };
  readonly nametrust: {
    readonly params: {
      /** The organization (`org_…`). Personal API keys require it; an organization's own key has no need of it. */
      readonly org_id?: string | undefined;
    };
    readonly history: {
      readonly kind?: keyof BuiltIn['nametrust']['kinds'] | undefined;
      readonly usage_kind?: 'ai_usage' | 'tm_usage' | undefined;
    };
    readonly balance: None;
    readonly kinds: {
      allot: 'grant';
      consume: 'usage';
      overflow: 'overage';
      expire: 'expiry';
      revoke: 'revocation';
    };
  };
}

/** One built-in provider, where the compiler can tell which; else nothing is known, and the definition decides. */
export type Known<P extends Provider> = [P] extends [BuiltInProvider]
  ? [BuiltInProvider] extends [P]
    ? Provider
    : P
  : Provider;

/** The query that `operation` of a provider takes; `never` where it has no such operation. */
export type QueryOf<P extends Provider, Operation extends OperationName> =
  Known<P> extends infer Name extends BuiltInProvider
    ? BuiltIn[Name] extends Readonly<Record<Operation, infer Taken>>
      ? Taken
      : never
    : Query;

/** The values that a provider's definition takes for all operations. */
export type ParamsOf<P extends Provider> =
  Known<P> extends infer Name extends BuiltInProvider
    ? BuiltIn[Name]['params']
    : Readonly<Record<string, string>>;

/**
 * An entry as a provider's definition makes it: where the vendor's words for kinds are known, `kind` and `vendorKind`
 * tell each other. A word that the vendor adds later is `other`.
 */
export type EntryOf<P extends Provider> =
  Known<P> extends infer Name extends BuiltInProvider
    ? BuiltIn[Name]['kinds'] extends null
      ? CreditEntry
      : Mapped<BuiltIn[Name]['kinds']> | OfKind<'other', string | null>
    : CreditEntry;

type Mapped<Kinds> = {
  [Word in keyof Kinds]: Kinds[Word] extends CreditKind
    ? OfKind<Kinds[Word], Word & string>
    : never;
}[keyof Kinds];

type OfKind<Kind extends CreditKind, Word extends string | null> = CreditEntry & {
  readonly kind: Kind;
  readonly vendorKind: Word;
};

/** The arguments of an operation: the query may be left out where none of its members is required. */
export type Given<Taken, Options> = [Taken] extends [never]
  ? [query: never]
  : None extends Taken
    ? [query?: Taken, options?: Options]
    : [query: Taken, options?: Options];
