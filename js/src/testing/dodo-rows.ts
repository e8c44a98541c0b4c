import { decimalText } from './amount.js';
import type { DodoRow, DodoTransactionType } from './dodo.js';
import { ALPHANUMERIC } from './random.js';
import type { Random } from './random.js';
import { utcMicros } from './time.js';

/** What a ledger of one entitlement of one customer needs to know. */
export interface LedgerTerms {
  readonly business_id: string;
  readonly brand_id: string;
  readonly customer_id: string;
  readonly credit_entitlement_id: string;
  /** Digits after the point. */
  readonly scale: number;
  /** The most overage in units of 10^-scale; `null` is unlimited, 0n is none. */
  readonly overageLimit: bigint | null;
  /** The largest deduction in whole units: where it is high, overage comes soon. */
  readonly spending: number;
}

interface Movement {
  readonly type: DodoTransactionType;
  readonly balance: bigint;
  readonly overage: bigint;
  readonly description: string;
}

const FIRST_MOVEMENT = Date.UTC(2025, 7, 4, 6, 15, 0);

/**
 * An endless ledger, oldest first. In each row, balance minus overage moves by exactly the amount:
 * what a deduction finds no balance for is a row of its own that raises the overage.
 */
export function dodoLedger(
  terms: LedgerTerms,
  random: Random,
  signedAmounts: boolean,
): () => DodoRow {
  const pending: Movement[] = [];
  let at = FIRST_MOVEMENT;
  let balance = 0n;
  let overage = 0n;
  return () => {
    if (pending.length === 0) pending.push(...movements(terms, random, balance, overage));
    const movement = pending.shift() ?? topUp(terms, random);
    const amount = movement.balance - movement.overage;
    const before = { balance, overage };
    balance += movement.balance;
    overage += movement.overage;
    at += random.int(1, 7_200_000);
    return row(terms, random, movement, {
      at,
      amount,
      before,
      after: { balance, overage },
      signedAmounts,
    });
  };
}

function movements(
  terms: LedgerTerms,
  random: Random,
  balance: bigint,
  overage: bigint,
): Movement[] {
  if (balance === 0n && overage === 0n) return [topUp(terms, random)];
  const some = draw(terms.scale, random, terms.spending);
  const draws = random.int(0, 99);
  if (draws < 70) return deduction(terms, random, balance, overage, some);
  if (draws < 80) return [topUp(terms, random)];
  if (draws < 84)
    return [{ type: 'refund', balance: some, overage: 0n, description: 'refund of a failed call' }];
  if (draws < 88)
    return [
      {
        type: 'auto_top_up',
        balance: draw(terms.scale, random, 200),
        overage: 0n,
        description: 'auto top-up',
      },
    ];
  if (draws < 91)
    return [
      {
        type: 'credit_rolled_over',
        balance: some,
        overage: 0n,
        description: 'rolled over from last cycle',
      },
    ];
  if (draws < 94 && overage > 0n)
    return [
      { type: 'overage_reset', balance: 0n, overage: -overage, description: 'overage invoiced' },
    ];
  const gone = some < balance ? some : balance;
  if (gone === 0n) return [topUp(terms, random)];
  if (draws < 97)
    return [
      { type: 'credit_expired', balance: -gone, overage: 0n, description: 'unused grant expired' },
    ];
  if (draws < 98)
    return [
      { type: 'rollover_forfeited', balance: -gone, overage: 0n, description: 'rollover limit' },
    ];
  return [
    {
      type: 'manual_adjustment',
      balance: random.chance(0.5) ? gone : -gone,
      overage: 0n,
      description: 'adjusted by support – “goodwill”',
    },
  ];
}

function deduction(
  terms: LedgerTerms,
  random: Random,
  balance: bigint,
  overage: bigint,
  wanted: bigint,
): Movement[] {
  const description = random.pick([
    'API call usage',
    'batch export',
    'image generation',
    'Überziehung eines Kontingents',
  ]);
  if (wanted <= balance)
    return [{ type: 'credit_deducted', balance: -wanted, overage: 0n, description }];
  const rest = wanted - balance;
  if (terms.overageLimit !== null && overage + rest > terms.overageLimit)
    return [topUp(terms, random)];
  const charged: Movement = { type: 'overage_charged', balance: 0n, overage: rest, description };
  return balance === 0n
    ? [charged]
    : [{ type: 'credit_deducted', balance: -balance, overage: 0n, description }, charged];
}

function topUp(terms: LedgerTerms, random: Random): Movement {
  return {
    type: 'credit_added',
    balance: draw(terms.scale, random, 250),
    overage: 0n,
    description: 'Monthly grant',
  };
}

/** A positive amount up to about `most` whole units, with digits down to the last decimal. */
function draw(scale: number, random: Random, most: number): bigint {
  const fraction =
    scale === 0 ? '' : random.text('0123456789', scale - 1) + random.text('123456789', 1);
  return BigInt(`${String(random.int(1, most))}${fraction}`);
}

interface Booking {
  readonly at: number;
  readonly amount: bigint;
  readonly before: { readonly balance: bigint; readonly overage: bigint };
  readonly after: { readonly balance: bigint; readonly overage: bigint };
  readonly signedAmounts: boolean;
}

function row(terms: LedgerTerms, random: Random, movement: Movement, booking: Booking): DodoRow {
  const { amount, before, after } = booking;
  const text = (units: bigint): string => decimalText(units, terms.scale);
  const caused = movement.type === 'credit_deducted' || movement.type === 'overage_charged';
  return {
    id: `cl_${random.text(ALPHANUMERIC, 22)}`,
    business_id: terms.business_id,
    brand_id: terms.brand_id,
    customer_id: terms.customer_id,
    credit_entitlement_id: terms.credit_entitlement_id,
    transaction_type: movement.type,
    amount: text(amount < 0n && !booking.signedAmounts ? -amount : amount),
    is_credit: amount >= 0n,
    balance_before: text(before.balance),
    balance_after: text(after.balance),
    overage_before: text(before.overage),
    overage_after: text(after.overage),
    created_at: utcMicros(booking.at, random.int(0, 999)),
    description: movement.description,
    grant_id: movement.type === 'credit_added' ? `cg_${random.text(ALPHANUMERIC, 22)}` : null,
    reference_id: caused ? `evt_${random.text(ALPHANUMERIC, 22)}` : null,
    reference_type: caused ? 'usage_event' : null,
    metadata: {},
  };
}
