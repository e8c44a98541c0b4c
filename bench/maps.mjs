// What a careful hand writes around JSON.parse: each vendor's rows as entries, all fields of this package's.
//
// A number is what the parser made of it: a double of JSON.parse's, or a LosslessNumber, which holds its text. `number`
// turns either into the amount of the entry; `text` into what is shown. Rows without an id get their identity as one, without
// the count that would tell equal rows apart: that is the cheapest that a program could do.

/** Amounts are doubles, as is usual. */
export const inexact = { number: Number, negative: (value) => -value, text: String };

/** Amounts are texts, digit for digit. */
export const exact = {
  number: String,
  negative: (value) => {
    const digits = String(value);
    if (/^[-0.]*$/.test(digits)) return digits.replace('-', '');
    return digits.startsWith('-') ? digits.slice(1) : `-${digits}`;
  },
  text: String,
};

const klaim =
  ({ number, text }) =>
  (row) => {
    const change = number(row.credit_change);
    return {
      provider: 'klaim',
      id: `${row.user_id}|${text(row.created_at)}|${text(row.credit_change)}|${text(row.credit_balance)}|${row.source_type}|${row.description}`,
      idIsSynthetic: true,
      account: row.user_id,
      kind: Number(row.credit_change) < 0 ? 'usage' : 'grant',
      vendorKind: row.source_type,
      amount: change,
      unit: 'credits',
      balanceAfter: number(row.credit_balance),
      at: Number(row.created_at),
      atText: text(row.created_at),
      description: row.description,
      reference: null,
    };
  };

const cloudreveKinds = { share_purchased: 'transfer', pay: 'usage', adjust: 'adjustment' };

const cloudreve =
  ({ number, text }) =>
  (row) => ({
    provider: 'cloudreve',
    id: `${row.changed_at}|${text(row.diff)}|${row.reason}`,
    idIsSynthetic: true,
    account: null,
    kind: cloudreveKinds[row.reason] ?? 'other',
    vendorKind: row.reason,
    amount: number(row.diff),
    unit: 'credits',
    balanceAfter: null,
    at: Date.parse(row.changed_at),
    atText: row.changed_at,
    description: null,
    reference: null,
  });

const dodoKinds = {
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

const dodo =
  ({ number, negative }) =>
  (row) => ({
    provider: 'dodo',
    id: row.id,
    idIsSynthetic: false,
    account: row.customer_id,
    kind: dodoKinds[row.transaction_type] ?? 'other',
    vendorKind: row.transaction_type,
    amount: row.is_credit ? number(row.amount) : negative(row.amount),
    unit: 'credits',
    balanceAfter: number(row.balance_after),
    at: Date.parse(row.created_at),
    atText: row.created_at,
    description: row.description,
    reference: row.reference_id,
  });

const nametrustKinds = {
  allot: 'grant',
  consume: 'usage',
  overflow: 'overage',
  expire: 'expiry',
  revoke: 'revocation',
};

const nametrust =
  ({ number }) =>
  (row) => ({
    provider: 'nametrust',
    id: row.id,
    idIsSynthetic: false,
    account: null,
    kind: nametrustKinds[row.kind] ?? 'other',
    vendorKind: row.kind,
    amount: number(row.credits),
    unit: 'credits',
    balanceAfter: null,
    at: Date.parse(row.created_at),
    atText: row.created_at,
    description: row.usage_kind ?? null,
    reference: row.usage_ref ?? null,
  });

const nebula =
  ({ negative, text }) =>
  (row) => {
    const account = text(row.user_id);
    return {
      provider: 'nebula',
      id: `${account}|${row.create_time}`,
      idIsSynthetic: true,
      account,
      kind: 'usage',
      vendorKind: null,
      amount: negative(row.total),
      unit: 'credits',
      balanceAfter: null,
      at: newYork(row.create_time),
      atText: row.create_time,
      description: null,
      reference: null,
    };
  };

/** 'EST 2024-11-08 06:54:58', the wall clock of New York, in milliseconds. */
function newYork(label) {
  const wall = Date.parse(`${label.slice(4, 14)}T${label.slice(15)}Z`);
  const { from, to } = summerOf(Number(label.slice(4, 8)));
  return wall + (wall >= from && wall < to ? 4 : 5) * HOUR;
}

const HOUR = 3_600_000;
const summers = new Map();

/** By that wall clock: from the second Sunday of March, 2 a.m., to the first Sunday of November, 2 a.m. */
function summerOf(year) {
  let summer = summers.get(year);
  if (summer === undefined) {
    summer = { from: sunday(year, 2, 8), to: sunday(year, 10, 1) };
    summers.set(year, summer);
  }
  return summer;
}

/** The first Sunday from that day on, 2 a.m. */
function sunday(year, month, day) {
  const first = new Date(Date.UTC(year, month, day, 2));
  return first.getTime() + ((7 - first.getUTCDay()) % 7) * 24 * HOUR;
}

/** Where each vendor's rows are, and what an entry of one is. */
export const plain = {
  nametrust: { rows: (body) => body.items, entry: nametrust },
  dodo: { rows: (body) => body.items, entry: dodo },
  cloudreve: { rows: (body) => body.data.changes, entry: cloudreve },
  nebula: { rows: (body) => body.data.credit_history, entry: nebula },
  klaim: { rows: (body) => body.data, entry: klaim },
};
