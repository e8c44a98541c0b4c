import { decimalText, parseUnits } from './amount.js';
import { dodoLedger } from './dodo-rows.js';
import type { DodoEntitlementUsage, DodoRow } from './dodo.js';
import { RowList } from './pages.js';
import type { VendorSetting } from './vendor.js';

/** How far a balance may be overdrawn. `blocked`: the limit is what has been used already. */
export type OveragePolicy = 'limited' | 'unlimited' | 'unlimited-absent' | 'blocked' | 'disabled';

/** An entitlement as its merchant defined it. */
export interface EntitlementTerms {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  /** Digits after the point. */
  readonly scale: number;
  readonly overage: OveragePolicy;
  /** The largest deduction in whole units. */
  readonly spending: number;
}

/** In units of 10^-2: the documents' example has "100.00". */
const LIMIT = 10_000n;
const LIMIT_SCALE = 2;
/** Ledgers beside the first one are short: they are there for their balances. */
const SIDE_LEDGER_ROWS = 12;

/** One of each sort. Tokens have all the digits that NUMERIC(38,28) has. */
export const DEFAULT_TERMS: readonly [EntitlementTerms, ...EntitlementTerms[]] = [
  {
    id: 'cde_ztxm5XJsKxWucRWA3rjdM',
    name: 'API Calls',
    unit: 'API Calls',
    scale: 2,
    overage: 'limited',
    spending: 60,
  },
  {
    id: 'cde_Tokens28digitsNumeric',
    name: 'Tokens',
    unit: 'Tokens',
    scale: 28,
    overage: 'unlimited',
    spending: 40,
  },
  {
    id: 'cde_ImagesNoLimitMember00',
    name: 'Image Generation',
    unit: 'Images',
    scale: 0,
    overage: 'unlimited-absent',
    spending: 80,
  },
  {
    id: 'cde_ExportsAreBlocked0000',
    name: 'Exports',
    unit: 'Exports',
    scale: 3,
    overage: 'blocked',
    spending: 300,
  },
  {
    id: 'cde_SeatsHaveNoOverage000',
    name: 'Seats',
    unit: 'Seats',
    scale: 1,
    overage: 'disabled',
    spending: 20,
  },
];

/** The terms behind statuses that the caller gave. @throws RangeError where there are none. */
export function termsOf(
  items: readonly DodoEntitlementUsage[],
): readonly [EntitlementTerms, ...EntitlementTerms[]] {
  const [first, ...rest] = items.map((item): EntitlementTerms => ({
    id: item.credit_entitlement_id,
    name: item.credit_entitlement_name,
    unit: item.unit,
    scale: decimals(item.balance),
    overage: item.overage_enabled ? 'unlimited' : 'disabled',
    spending: 40,
  }));
  if (first === undefined) throw new RangeError('entitlements is empty');
  return [first, ...rest];
}

/** A customer's ledgers: the first has the rows that the simulator was asked for. */
export function openLedgers(
  terms: readonly EntitlementTerms[],
  customer: string,
  setting: VendorSetting<DodoRow>,
  signedAmounts: boolean,
): ReadonlyMap<string, RowList<DodoRow>> {
  return new Map(
    terms.map((entitlement, index) => {
      const make = dodoLedger(
        {
          business_id: 'bus_simulated',
          brand_id: 'bnd_simulated',
          customer_id: customer,
          credit_entitlement_id: entitlement.id,
          scale: entitlement.scale,
          overageLimit: limitUnits(entitlement),
          spending: entitlement.spending,
        },
        setting.random.fork(customer).fork(entitlement.id),
        signedAmounts,
      );
      const asked = typeof setting.rows === 'number' ? setting.rows : setting.rows.length;
      const count = index === 0 ? asked : Math.min(asked, SIDE_LEDGER_ROWS);
      const generated = (): DodoRow[] => Array.from({ length: count }, make).reverse();
      const rows = index === 0 && typeof setting.rows !== 'number' ? setting.rows : generated();
      return [entitlement.id, new RowList(rows, true, make)];
    }),
  );
}

/** What `credit-usage` says of an entitlement whose ledger ends with `newest`. */
export function statusOf(
  terms: EntitlementTerms,
  newest: DodoRow | undefined,
): DodoEntitlementUsage {
  const balance = newest?.balance_after ?? decimalText(0n, terms.scale);
  const overage = newest?.overage_after ?? decimalText(0n, terms.scale);
  const stated = {
    credit_entitlement_id: terms.id,
    credit_entitlement_name: terms.name,
    unit: terms.unit,
    balance,
    overage_enabled: terms.overage !== 'disabled',
    overage,
  };
  switch (terms.overage) {
    case 'limited':
      return { ...stated, ...headroomUnder(decimalText(LIMIT, LIMIT_SCALE), overage) };
    case 'blocked':
      return { ...stated, ...headroomUnder(overage, overage) };
    case 'unlimited-absent':
      return { ...stated, limit_reached: false };
    case 'unlimited':
    case 'disabled':
      return { ...stated, overage_limit: null, remaining_headroom: null, limit_reached: false };
  }
}

function headroomUnder(
  limit: string,
  overage: string,
): Pick<DodoEntitlementUsage, 'overage_limit' | 'remaining_headroom' | 'limit_reached'> {
  const scale = Math.max(decimals(limit), decimals(overage));
  const left = parseUnits(limit, scale) - parseUnits(overage, scale);
  return {
    overage_limit: limit,
    remaining_headroom: left > 0n ? decimalText(left, scale) : '0',
    limit_reached: left <= 0n,
  };
}

function limitUnits(terms: EntitlementTerms): bigint | null {
  if (terms.overage === 'disabled') return 0n;
  if (terms.overage !== 'limited') return null;
  return parseUnits(decimalText(LIMIT, LIMIT_SCALE), terms.scale);
}

function decimals(text: string): number {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}
