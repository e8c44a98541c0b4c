// The vendor's own published client against the simulator, over real HTTP.
import DodoPayments from 'dodopayments';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSimulator } from '../../../js/src/testing/index.js';
import type { Simulator } from '../../../js/src/testing/index.js';
import { listen } from '../../../js/src/testing/node.js';
import type { SimulatorServer } from '../../../js/src/testing/node.js';
import { parsedRows } from './walks.js';

let simulator: Simulator<'dodo'>;
let server: SimulatorServer;
let client: DodoPayments;

beforeEach(async () => {
  simulator = createSimulator({ provider: 'dodo', rows: 25, accounts: 23 });
  server = await listen(simulator);
  client = new DodoPayments({
    baseURL: server.baseUrl(),
    bearerToken: simulator.apiKey,
    maxRetries: 0,
  });
});

afterEach(async () => {
  await server.close();
});

function ids(): { customer: string; entitlement: string; subscription: string } {
  const { params } = simulator.accounts[0]!;
  return {
    customer: params['customer_id']!,
    entitlement: params['credit_entitlement_id']!,
    subscription: params['subscription_id']!,
  };
}

async function collect<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of pages) items.push(item);
  return items;
}

/** The page numbers that were asked for; `null` where none was named. */
function pagesAsked(): (string | null)[] {
  return simulator.requests.map(({ target }) =>
    new URL(target, server.origin).searchParams.get('page_number'),
  );
}

describe('dodopayments 2.52.0', () => {
  test('reads the whole ledger in order when it is told to begin at page 0', async () => {
    const { customer, entitlement } = ids();
    const rows = await collect(
      client.creditEntitlements.balances.listLedger(customer, {
        credit_entitlement_id: entitlement,
        page_number: 0,
        page_size: 10,
      }),
    );
    expect(rows).toEqual(parsedRows(simulator));
    expect(pagesAsked()).toEqual(['0', '1', '2', '3']);
  });

  test('loses the second page when it is left to itself: it takes the first page for page 1 and goes on with 2', async () => {
    const { customer, entitlement } = ids();
    const rows = await collect(
      client.creditEntitlements.balances.listLedger(customer, {
        credit_entitlement_id: entitlement,
      }),
    );
    const all = parsedRows(simulator);
    expect(pagesAsked()).toEqual([null, '2', '3']);
    expect(rows).toEqual([...all.slice(0, 10), ...all.slice(20)]);
  });

  test('reads the balances of all customers when it is told to begin at page 0', async () => {
    const rows = await collect(
      client.creditEntitlements.balances.list(ids().entitlement, { page_number: 0 }),
    );
    expect(rows.map((row) => row.customer_id)).toEqual(simulator.accounts.map(({ id }) => id));
  });

  test('reads one balance, and it is the one that the ledger ends with', async () => {
    const { customer, entitlement } = ids();
    const balance = await client.creditEntitlements.balances.retrieve(customer, {
      credit_entitlement_id: entitlement,
    });
    expect(balance.balance).toBe(simulator.rows()[0]!.balance_after);
  });

  test('reads the status of entitlements, unlimited ones with null or no limit at all', async () => {
    const usage = await client.subscriptions.retrieveCreditUsage(ids().subscription);
    expect(usage.subscription_id).toBe(ids().subscription);
    expect(usage.items.map(({ overage_limit }) => overage_limit)).toEqual([
      '100.00',
      null,
      undefined,
      expect.any(String),
      null,
    ]);
    expect(usage.items[3]).toMatchObject({ limit_reached: true, remaining_headroom: '0' });
  });

  test('sees typed errors for a wrong key, an unknown customer and a bad page size', async () => {
    const { customer, entitlement } = ids();
    const stranger = new DodoPayments({
      baseURL: server.baseUrl(),
      bearerToken: 'another',
      maxRetries: 0,
    });
    const ledger = (of: DodoPayments, who: string, page_size: number): Promise<unknown> =>
      collect(
        of.creditEntitlements.balances.listLedger(who, {
          credit_entitlement_id: entitlement,
          page_size,
        }),
      );
    await expect(ledger(stranger, customer, 10)).rejects.toThrow(DodoPayments.AuthenticationError);
    await expect(ledger(client, 'cus_nobody', 10)).rejects.toThrow(DodoPayments.NotFoundError);
    await expect(ledger(client, customer, 101)).rejects.toThrow(DodoPayments.BadRequestError);
  });
});
