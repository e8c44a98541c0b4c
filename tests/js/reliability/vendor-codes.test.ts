/** Cloudreve answers everything with HTTP 200 and says in `code` what it means; its simulator does so too. */
import { expect, test } from 'vitest';
import type { Fault } from '../../../js/src/testing/index.js';
import { vendor, type VendorCase } from '../client/support/vendors.js';
import { AT_ONCE, closing, type ClientOptions, rejection, type RetryEvent } from './support.js';

async function cloudreve(
  faults: readonly Fault[],
  options: Partial<ClientOptions> = {},
): Promise<VendorCase> {
  return closing(
    await vendor({ provider: 'cloudreve', rows: 120, faults }, { retry: AT_ONCE, ...options }),
  );
}

test.each([401, 40020])('code %i: a fresh key, once, and every row comes once', async (code) => {
  let calls = 0;
  const events: RetryEvent[] = [];
  const one: VendorCase = await cloudreve([{ kind: 'vendor-error', code, atRequest: 2 }], {
    apiKey: () => {
      calls += 1;
      return one.simulator.apiKey;
    },
    onRetry: (event) => events.push(event),
  });
  const walk = one.history();
  expect(await walk.toArray()).toHaveLength(120);
  expect(walk.report).toMatchObject({ complete: true, requests: 4, retries: 1 });
  expect(calls).toBe(2);
  expect(events).toMatchObject([
    { reason: 'credentials', status: 200, vendorCode: String(code), delayMs: 0, page: 2 },
  ]);
});

test.each([401, 40020])('code %i twice is an AuthenticationError: no third key', async (code) => {
  let calls = 0;
  const one: VendorCase = await cloudreve([{ kind: 'vendor-error', code, times: Infinity }], {
    apiKey: () => {
      calls += 1;
      return one.simulator.apiKey;
    },
  });
  expect(await rejection(one.history().toArray())).toMatchObject({
    name: 'AuthenticationError',
    status: 200,
    vendorCode: String(code),
    report: { requests: 2 },
  });
  expect(calls).toBe(2);
});

test('code 50001 where a page token was sent is an expired cursor: it is not sent again', async () => {
  const one = await cloudreve([{ kind: 'vendor-error', code: 50001, atRequest: 2 }]);
  const error = await rejection(one.history().toArray());
  expect(error).toMatchObject({
    name: 'CursorExpiredError',
    vendorCode: '50001',
    page: 2,
    report: { requests: 2, retries: 0, entries: 50 },
  });
});

test('code 50001 where none was sent is a failure of the server’s: it is asked again', async () => {
  const one = await cloudreve([{ kind: 'vendor-error', code: 50001, atRequest: 1 }]);
  const walk = one.history();
  expect(await walk.toArray()).toHaveLength(120);
  expect(walk.report).toMatchObject({ complete: true, retries: 1 });
  const down = await cloudreve([{ kind: 'vendor-error', code: 50001, times: Infinity }]);
  expect(await rejection(down.history().toArray())).toMatchObject({
    name: 'ApiError',
    code: 'api',
    vendorCode: '50001',
    report: { requests: 4, retries: 3 },
  });
});

test.each<[string, Readonly<Record<string, string>>]>([
  ['RateLimit-Reset', { 'RateLimit-Reset': '1' }],
  ['RateLimit', { RateLimit: '"default";r=0;t=1' }],
])('%s says how long to wait where Retry-After does not', async (_name, headers) => {
  const events: RetryEvent[] = [];
  const one = closing(
    await vendor(
      { provider: 'nametrust', faults: [{ kind: 'status', status: 429, headers, atRequest: 1 }] },
      { retry: AT_ONCE, onRetry: (event) => events.push(event) },
    ),
  );
  await one.history().toArray();
  expect(events).toMatchObject([{ status: 429, delayMs: 1000 }]);
});
