// The vendor's own published client and ours, on the same server.
import type { CreditEntry } from 'creditkit';
import DodoPayments from 'dodopayments';
import { expect, test } from 'vitest';
import { historyQuery, vendor, type Vendor } from './vendors.js';

type LedgerRow = DodoPayments.CreditEntitlements.Balances.CreditLedgerEntry;

function official({ server, simulator }: Vendor<'dodo'>): DodoPayments {
  return new DodoPayments({
    baseURL: server.baseUrl(),
    bearerToken: simulator.apiKey,
    maxRetries: 0,
  });
}

async function officialLedger(
  one: Vendor<'dodo'>,
  paging: { page_number?: number; page_size?: number },
): Promise<LedgerRow[]> {
  const { customer_id = '', credit_entitlement_id = '' } = one.account.params;
  const rows: LedgerRow[] = [];
  const ledger = official(one).creditEntitlements.balances.listLedger(customer_id, {
    credit_entitlement_id,
    ...paging,
  });
  for await (const row of ledger) rows.push(row);
  return rows;
}

/** The members that both models have. The vendor says by `is_credit` which way an amount goes. */
function agreed(entry: CreditEntry): Record<string, unknown> {
  const { id, account, vendorKind, amount, balanceAfter, atText, description, reference } = entry;
  return { id, account, vendorKind, amount, balanceAfter, atText, description, reference };
}

function agreedOfRow(row: LedgerRow): Record<string, unknown> {
  return {
    id: row.id,
    account: row.customer_id,
    vendorKind: row.transaction_type,
    amount: (row.is_credit ? '' : '-') + row.amount,
    balanceAfter: row.balance_after,
    atText: row.created_at,
    description: row.description ?? null,
    reference: row.reference_id ?? null,
  };
}

test('dodopayments, told to begin at page 0, agrees with us row by row', async () => {
  const one = await vendor({ provider: 'dodo', rows: 1000 });
  const walk = one.history();
  const ours = await walk.toArray();
  const theirs = await officialLedger(one, { page_number: 0, page_size: 100 });
  expect(theirs).toHaveLength(1000);
  expect(ours.map(agreed)).toEqual(theirs.map(agreedOfRow));
  expect(walk.report.complete).toBe(true);
});

test('dodopayments, left to itself, misses a page without an error; we do not', async () => {
  const one = await vendor({ provider: 'dodo', rows: 25 });
  const walk = one.history({ pageSize: 10 });
  const ours = (await walk.toArray()).map(({ id }) => id);
  const theirs = (await officialLedger(one, {})).map(({ id }) => id);
  expect(ours).toEqual(one.simulator.rows().map(({ id }) => id));
  expect(theirs).toEqual([...ours.slice(0, 10), ...ours.slice(20)]);
  expect(walk.report).toMatchObject({ complete: true, entries: 25 });
});

test('dodopayments and we read the same balance and the same entitlements', async () => {
  const one = await vendor({ provider: 'dodo', rows: 60 });
  const { customer_id = '', credit_entitlement_id = '', subscription_id = '' } = one.account.params;
  const theirs = await official(one).creditEntitlements.balances.retrieve(customer_id, {
    credit_entitlement_id,
  });
  expect(await one.client.balance(historyQuery(one.account))).toMatchObject({
    account: customer_id,
    available: theirs.balance,
    parts: { overage: { amount: theirs.overage } },
  });
  const { items } = await official(one).subscriptions.retrieveCreditUsage(subscription_id);
  const { entitlements } = await one.client.entitlements({ subscription_id });
  expect(entitlements).toEqual(
    items.map((item) => ({
      provider: 'dodo',
      id: item.credit_entitlement_id,
      name: item.credit_entitlement_name,
      unit: item.unit,
      balance: item.balance,
      overage: item.overage,
      overageEnabled: item.overage_enabled,
      overageLimit: item.overage_limit ?? null,
      headroom: item.remaining_headroom ?? null,
      limitReached: item.limit_reached,
      findings: [],
    })),
  );
});
