import { afterEach, describe, expect, test } from 'vitest';
import { type SimulatorOptions, type Provider } from '../../../js/src/testing/index.js';
import type { ClientOptions, CreditEntry } from './support/core.js';
import { historyQuery, PROVIDERS, servedRows, vendor, type VendorCase } from './support/vendors.js';

const open: VendorCase[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function at<P extends Provider>(
  options: SimulatorOptions<P>,
  client?: Partial<ClientOptions>,
): Promise<VendorCase> {
  const one = await vendor(options, client);
  open.push(one);
  return one;
}

const AT_ONCE = { retry: { baseDelayMs: 0 } } as const;

describe.each(PROVIDERS)('%s', (provider) => {
  test('1,000 rows come once each, in order, byte by byte as served', async () => {
    const one = await at({ provider, rows: 1000, seed: 1 });
    const walk = one.history({ includeRaw: true });
    const entries = await walk.toArray();
    expect(entries).toHaveLength(1000);
    expect(entries.map(({ raw }) => raw)).toEqual(servedRows(one));
    expect(new Set(entries.map(({ id }) => id)).size).toBe(1000);
    expect(walk.report).toMatchObject({
      complete: true,
      endedBy: 'end',
      entries: 1000,
      warnings: [],
    });
  });

  test('a prefetching walk yields the same, and asks for no page twice', async () => {
    const one = await at({ provider, rows: 173 });
    const plain = await one.history().toArray();
    const requests = one.simulator.requests.length;
    const walk = one.history({ prefetch: 4 });
    expect(await walk.toArray()).toEqual(plain);
    expect(walk.report).toMatchObject({ complete: true, entries: 173 });
    expect(one.simulator.requests.length - requests).toBe(requests);
  });

  test('a walk that is cut anywhere and resumed yields the same', async () => {
    const one = await at({ provider, rows: 45 });
    const plain = await one.history().toArray();
    for (const cut of [1, 9, 10, 11, 20, 44, 45]) {
      const first = one.history({ limit: cut });
      const head = await first.toArray();
      const { resumeToken } = first;
      const walk = one.history(resumeToken === null ? {} : { resumeToken });
      const tail = await walk.toArray();
      expect([...head, ...tail]).toEqual(plain);
      expect(walk.report.complete).toBe(true);
    }
  });

  test('one page at a time: a page is read whole or not at all', async () => {
    const one = await at(
      { provider, rows: 150, faults: [{ kind: 'missing-amount', atRequest: 2 }] },
      AT_ONCE,
    );
    const seen: CreditEntry[] = [];
    const walk = one.history();
    const error: unknown = await (async () => {
      for await (const entry of walk) seen.push(entry);
    })().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'ResponseFormatError', code: 'format', page: 2 });
    expect((error as { pointer: string }).pointer).toMatch(/^\/.*\d+/);
    expect(seen).toHaveLength(one.simulator.requests[0]!.rows);
    expect(walk.report).toMatchObject({ complete: false, endedBy: 'error', entries: seen.length });
  });

  test('a wrong key is an AuthenticationError with the vendor’s words', async () => {
    const one = await at({ provider }, { apiKey: 'a-wrong-key-altogether' });
    const error: unknown = await one
      .history()
      .toArray()
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'AuthenticationError', code: 'authentication', provider });
    expect((error as { vendorMessage: string | null }).vendorMessage).not.toBe('');
    expect(one.simulator.requests).toHaveLength(1);
  });

  test('malformed JSON, HTML and an empty body are format errors that name the place', async () => {
    const kinds = [{ kind: 'malformed-json' }, { kind: 'html' }, { kind: 'no-content' }] as const;
    for (const fault of kinds) {
      const one = await at({ provider, faults: [fault] });
      const walk = one.history();
      const error: unknown = await walk.toArray().catch((reason: unknown) => reason);
      expect(error).toMatchObject({
        name: 'ResponseFormatError',
        provider,
        operation: 'history',
        page: 1,
      });
      expect(walk.report).toMatchObject({ complete: false, endedBy: 'error', entries: 0 });
    }
  });

  test('an unknown parameter is refused before anything is requested', async () => {
    const one = await at({ provider });
    const walk = one.client.history({ no_such_parameter: 1 });
    await expect(walk.toArray()).rejects.toMatchObject({
      name: 'ParameterError',
      parameter: 'no_such_parameter',
    });
    expect(one.simulator.requests).toHaveLength(0);
  });
});

test.each(['klaim', 'dodo', 'nebula', 'nametrust'] as const)(
  '%s: the balance',
  async (provider) => {
    const one = await at({ provider });
    const balance = await one.client.balance(historyQuery(one.simulator.accounts[0]!));
    expect(balance.available).toMatch(/^-?\d+(\.\d+)?$/);
    expect(balance).toMatchObject({ provider });
    expect(balance.unit).not.toBe('');
  },
);

test('dodo: the entitlements', async () => {
  const one = await at({ provider: 'dodo' });
  const { subscription_id } = one.simulator.accounts[0]!.params;
  const { entitlements } = await one.client.entitlements({ subscription_id });
  expect(entitlements).toHaveLength(5);
  for (const entitlement of entitlements) {
    expect(entitlement.balance).toMatch(/^-?\d+(\.\d+)?$/);
    expect(entitlement.findings).toEqual([]);
  }
});

test('nebula: pages after the first are fetched in parallel once the total is known, and come in order', async () => {
  const one = await at({ provider: 'nebula', rows: 400, latencyMs: 30 });
  const walk = one.history({ prefetch: 4, pageSize: 20 });
  const iterator = walk.pages();
  const first = await iterator.next();
  await expect.poll(() => one.simulator.requests.length).toBe(5);
  const entries = [...(first.value?.entries ?? [])];
  for await (const page of walk.pages()) entries.push(...page.entries);
  expect(entries).toEqual(await one.history().toArray());
  // Twenty pages, and the one that proves that nothing follows them.
  expect(walk.report).toMatchObject({ complete: true, pages: 21, requests: 21, retries: 0 });
});

test('a guess that missed is not used: pages that the server shortens are fetched anew', async () => {
  const one = await at({
    provider: 'nebula',
    rows: 60,
    faults: [{ kind: 'clamp', to: 7, atRequest: 2 }],
  });
  const walk = one.history({ prefetch: 3, pageSize: 10, includeRaw: true });
  const entries = await walk.toArray();
  expect(entries.map(({ id }) => id)).toEqual(
    (await one.history({ pageSize: 7 }).toArray()).map(({ id }) => id),
  );
  expect(walk.report.entries).toBe(60);
  expect(walk.report.requests).toBeGreaterThan(walk.report.pages);
});
