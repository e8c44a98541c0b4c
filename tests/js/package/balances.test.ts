// Balances and entitlements of all vendors that have them, over HTTP.
import { describe, expect, test } from 'vitest';
import { historyQuery, rejection, vendor } from './vendors.js';

describe('balances', () => {
  test('klaim: what the newest row leaves', async () => {
    const one = await vendor({ provider: 'klaim', rows: 30 });
    expect(await one.client.balance(historyQuery(one.account))).toEqual({
      provider: 'klaim',
      account: one.account.id,
      available: String(one.simulator.rows().at(-1)!.credit_balance),
      unit: 'credits',
      parts: {},
      at: null,
      atText: null,
    });
  });

  test('dodo: what the newest row leaves, with the overage beside it', async () => {
    const one = await vendor({ provider: 'dodo', rows: 30 });
    const newest = one.simulator.rows()[0]!;
    expect(await one.client.balance(historyQuery(one.account))).toMatchObject({
      account: one.account.id,
      available: newest.balance_after,
      parts: { overage: { amount: newest.overage_after } },
    });
  });

  test('nebula: five decimals as they stand, and the same quantity beside each page of rows', async () => {
    const one = await vendor({ provider: 'nebula', rows: 30, balance: '120.5' });
    expect(await one.client.balance()).toMatchObject({ available: '120.50000', unit: 'credits' });
    const beside: (string | undefined)[] = [];
    for await (const page of one.history({ pageSize: 10 }).pages()) {
      beside.push(page.balance?.available);
    }
    expect(new Set(beside)).toEqual(new Set(['120.5']));
  });

  test('nametrust: granted and bought credits make up what is available; money owed is not credits', async () => {
    const one = await vendor({ provider: 'nametrust', rows: 30 });
    const rows = one.simulator.rows();
    const sum = (kinds: (kind: string) => boolean): number =>
      rows
        .filter(({ kind }) => kinds(kind))
        .reduce((total, { credits }) => total + Number(credits), 0);
    const bucket = sum((kind) => kind !== 'overflow');
    const wallet = 10_000 + sum((kind) => kind === 'overflow');
    expect(await one.client.balance()).toMatchObject({
      available: String(bucket + wallet),
      unit: 'credits',
      parts: {
        bucket: { amount: String(bucket), unit: 'credits' },
        wallet: { amount: String(wallet), unit: 'credits' },
        receivable: { amount: '0.00', unit: 'USD' },
      },
    });
  });

  test('nametrust: a balance that was never set up is an ApiError with that code', async () => {
    const one = await vendor({ provider: 'nametrust', notProvisioned: true });
    expect(await rejection(one.client.balance())).toMatchObject({
      name: 'ApiError',
      status: 409,
      vendorCode: 'credit.balance.not_provisioned',
      operation: 'balance',
    });
  });

  test.each(['klaim', 'dodo', 'nebula', 'nametrust'] as const)(
    '%s: an account’s own balance, not another’s',
    async (provider) => {
      const one = await vendor({ provider, rows: 20, accounts: 2 });
      const [first, second] = one.simulator.accounts;
      const client = await one.another({ apiKey: second!.apiKey });
      const mine = await one.client.balance(historyQuery(first!));
      const other = await client.balance(historyQuery(second!));
      // Nebula's simulator gives all accounts the same balance.
      if (provider !== 'nebula') expect(other.available).not.toBe(mine.available);
      expect(one.simulator.requests.every(({ authorized }) => authorized)).toBe(true);
    },
  );
});

describe('entitlements', () => {
  test('dodo: limited, unlimited by null or by absence, blocked, and without overage', async () => {
    const one = await vendor({ provider: 'dodo', rows: 40 });
    const { subscription_id = '' } = one.account.params;
    const { provider, entitlements } = await one.client.entitlements({ subscription_id });
    expect(provider).toBe('dodo');
    const [limited, byNull, byAbsence, blocked, disabled] = entitlements;
    expect(limited).toMatchObject({ overageEnabled: true, overageLimit: '100.00' });
    expect(limited!.balance).toBe(one.simulator.rows()[0]!.balance_after);
    expect(byNull).toMatchObject({ overageEnabled: true, overageLimit: null, headroom: null });
    expect(byNull!.balance).toMatch(/^\d+\.\d{28}$/);
    expect(byAbsence).toMatchObject({ overageEnabled: true, overageLimit: null, headroom: null });
    expect(blocked).toMatchObject({ overageEnabled: true, headroom: '0', limitReached: true });
    expect(disabled).toMatchObject({ overageEnabled: false, headroom: null });
    expect(entitlements.flatMap(({ findings }) => findings)).toEqual([]);
  });

  test('dodo: statements that contradict each other are told, and left as they are', async () => {
    const one = await vendor({ provider: 'dodo', rows: 40, contradiction: true });
    const { subscription_id = '' } = one.account.params;
    const [first, ...rest] = (await one.client.entitlements({ subscription_id })).entitlements;
    expect(first!.limitReached).toBe(true);
    expect(first!.findings).toHaveLength(3);
    expect(first!.findings.join()).toContain(first!.headroom);
    expect(rest.flatMap(({ findings }) => findings)).toEqual([]);
  });

  test('dodo: an unknown subscription, and an entitlement without its balance', async () => {
    const one = await vendor({ provider: 'dodo', faults: [{ kind: 'missing-amount', row: 3 }] });
    const { subscription_id = '' } = one.account.params;
    expect(await rejection(one.client.entitlements({ subscription_id }))).toMatchObject({
      name: 'ResponseFormatError',
      pointer: '/items/3/balance',
      operation: 'entitlements',
    });
    expect(await rejection(one.client.entitlements({ subscription_id: 'sub_0' }))).toMatchObject({
      name: 'NotFoundError',
      status: 404,
      vendorCode: 'NOT_FOUND',
      vendorMessage: 'subscription not found',
    });
  });
});

test.each(['klaim', 'cloudreve', 'nebula', 'nametrust'] as const)(
  '%s: entitlements, which it does not have, are refused before anything is requested',
  async (provider) => {
    const one = await vendor({ provider });
    expect(await rejection(one.client.entitlements({}))).toMatchObject({
      name: 'ParameterError',
      provider,
    });
    expect(one.simulator.requests).toEqual([]);
  },
);

test('cloudreve: a balance, which it does not have, is refused before anything is requested', async () => {
  const one = await vendor({ provider: 'cloudreve' });
  expect(await rejection(one.client.balance())).toMatchObject({ name: 'ParameterError' });
  expect(one.simulator.requests).toEqual([]);
});
