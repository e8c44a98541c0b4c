import { afterAll, expect, test } from 'vitest';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadedCore } from '../../../js/src/wasm/load.js';
import { closing } from './support.js';
import { servedRows, vendor, type VendorCase } from '../client/support/vendors.js';

const ACCOUNTS = 20;
const WALKS = 200;
const ROWS = 120;

const unhandled: unknown[] = [];
const note = (reason: unknown): void => {
  unhandled.push(reason);
};
process.on('unhandledRejection', note);
afterAll(() => {
  process.off('unhandledRejection', note);
});

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Heap and buffers that are alive, in bytes. */
async function memory(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    collectGarbage();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** All walks side by side; how many requests and retries they took. */
async function round(one: VendorCase): Promise<{ requests: number; retries: number }> {
  const { accounts } = one.simulator;
  const expected = new Map(
    accounts.map(({ id }) => [id, one.simulator.rows(id).map((row) => JSON.stringify(row))]),
  );
  const total = { requests: 0, retries: 0 };
  await Promise.all(
    Array.from({ length: WALKS }, async (_, index) => {
      const account = accounts[index % accounts.length]!;
      const walk = one.history({ includeRaw: true, prefetch: index % 2 }, account);
      const seen: (string | undefined)[] = [];
      for await (const { raw } of walk) seen.push(raw);
      expect(seen).toEqual(expected.get(account.id));
      expect(walk.report).toMatchObject({ complete: true, entries: ROWS });
      total.requests += walk.report.requests;
      total.retries += walk.report.retries;
    }),
  );
  return total;
}

test(
  '200 walks side by side over 20 accounts, one request in ten failing: every row once, memory flat',
  { timeout: 300_000 },
  async () => {
    const one = closing(
      await vendor(
        {
          provider: 'klaim',
          accounts: ACCOUNTS,
          rows: ROWS,
          pageSize: 20,
          seed: 7,
          faults: { rate: 0.1 },
        },
        // A machine that is busy is no fault that is simulated.
        { retry: { limit: 8, baseDelayMs: 20 }, timeoutMs: 240_000 },
      ),
    );
    const { requests, retries } = await round(one);
    expect(requests).toBeGreaterThanOrEqual((WALKS * ROWS) / 20);
    // The seed decides how many; that it was none would mean that nothing was tested.
    expect(retries).toBeGreaterThan(requests / 20);
    const served = servedRows(one).length;
    expect(served).toBeGreaterThanOrEqual(WALKS * ROWS);

    await round(one);
    clear(one);
    const before = await memory();
    await round(one);
    clear(one);
    const after = await memory();
    // All 200 walks of one round at once need some 5 MB; those of three rounds, were they kept, some 14.
    expect(loadedCore()?.memoryBytes()).toBeLessThan(10_000_000);
    // 200 walks that were kept would be 24,000 entries of some 400 bytes: 10 MB.
    expect(after - before).toBeLessThan(2_000_000);
    expect(unhandled).toEqual([]);
  },
);

/** What the simulator remembers is not the client's memory. */
function clear({ simulator }: VendorCase): void {
  for (const list of [simulator.served, simulator.requests]) (list as unknown[]).length = 0;
}
