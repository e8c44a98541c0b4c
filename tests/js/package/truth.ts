/** What an entry must state of a vendor's row: a second reading of the documents, in plain JavaScript. */
import type { CreditEntry } from 'creditkit';
import type { Provider, RowOf, Simulator } from 'creditkit/testing';

type Statement = Partial<CreditEntry>;

const KLAIM_KINDS = { positive: 'grant', negative: 'usage' } as const;

const CLOUDREVE_KINDS: Readonly<Record<string, CreditEntry['kind']>> = {
  share_purchased: 'transfer',
  pay: 'usage',
  adjust: 'adjustment',
};

const DODO_KINDS: Readonly<Record<string, CreditEntry['kind']>> = {
  credit_added: 'grant',
  credit_deducted: 'usage',
  credit_expired: 'expiry',
  credit_rolled_over: 'transfer',
  rollover_forfeited: 'expiry',
  overage_charged: 'overage',
  overage_reset: 'overage',
  auto_top_up: 'purchase',
  manual_adjustment: 'adjustment',
  refund: 'refund',
};

const NAMETRUST_KINDS: Readonly<Record<string, CreditEntry['kind']>> = {
  allot: 'grant',
  consume: 'usage',
  overflow: 'overage',
  expire: 'expiry',
  revoke: 'revocation',
};

const STATEMENTS: { readonly [P in Provider]: (row: RowOf[P]) => Statement } = {
  klaim: (row) => ({
    account: row.user_id,
    kind: KLAIM_KINDS[String(row.credit_change).startsWith('-') ? 'negative' : 'positive'],
    vendorKind: row.source_type,
    amount: String(row.credit_change),
    balanceAfter: String(row.credit_balance),
    at: row.created_at,
    atText: String(row.created_at),
    description: row.description,
    reference: null,
  }),
  cloudreve: (row) => ({
    account: null,
    kind: CLOUDREVE_KINDS[row.reason] ?? 'other',
    vendorKind: row.reason,
    amount: String(row.diff),
    balanceAfter: null,
    at: Date.parse(row.changed_at),
    atText: row.changed_at,
    description: null,
    reference: null,
  }),
  dodo: (row) => ({
    id: row.id,
    account: row.customer_id,
    kind: DODO_KINDS[row.transaction_type] ?? 'other',
    vendorKind: row.transaction_type,
    amount: signed(row.amount, row.is_credit),
    balanceAfter: row.balance_after,
    at: Date.parse(row.created_at),
    atText: row.created_at,
    description: row.description ?? null,
    reference: row.reference_id ?? null,
  }),
  nebula: (row) => ({
    account: String(row.user_id),
    kind: 'usage',
    vendorKind: null,
    amount: signed(String(row.total), false),
    balanceAfter: null,
    atText: row.create_time,
    description: null,
    reference: null,
  }),
  nametrust: (row) => ({
    id: row.id,
    account: null,
    kind: NAMETRUST_KINDS[row.kind] ?? 'other',
    vendorKind: row.kind,
    amount: String(row.credits),
    balanceAfter: null,
    at: Date.parse(row.created_at),
    atText: row.created_at,
    description: row.usage_kind ?? null,
    reference: row.usage_ref ?? null,
  }),
};

export function statementOf<P extends Provider>(provider: P, row: RowOf[P]): Statement {
  return STATEMENTS[provider](row);
}

/** What a walk with its defaults must state of an account's whole history, in its order. */
export function truth<P extends Provider>(simulator: Simulator<P>): Statement[] {
  const rows = simulator.rows().map((row) => statementOf(simulator.provider, row));
  // The simulator tells them oldest first, as that vendor does by default; a walk asks for newest first.
  return simulator.provider === 'cloudreve' ? rows.reverse() : rows;
}

/** What New York's clocks show, as Nebula writes it. */
export function newYorkText(at: number): string {
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'America/New_York',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
  return `EST ${text}`;
}

function signed(unsigned: string, adds: boolean): string {
  const isZero = /^[-0.]*$/.test(unsigned);
  const digits = unsigned.replace(/^-/, '');
  return adds || isZero ? digits : `-${digits}`;
}
