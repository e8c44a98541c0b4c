/** What the reliability tests share: a client of a vendor whose answers the test writes, and what they hold on to. */
import { afterEach } from 'vitest';
import { type ClientOptions, createClient, type CreditClient } from '../client/support/core.js';
import { type Answer, LEDGER, serve, type TestServer } from '../client/support/ledger.js';

export * from '../client/support/core.js';
export * from '../client/support/ledger.js';

/** Long and unlike anything else, so that one appearance anywhere is found. */
export const CANARY = 'sk_canary_4f1d9c0a77e2';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** Closed after the test. */
export function closing<T extends { close(): Promise<void> }>(server: T): T {
  open.push(server);
  return server;
}

export interface Ledger {
  readonly server: TestServer;
  readonly client: CreditClient;
}

export async function ledger(
  answer: Answer,
  options: Partial<ClientOptions> = {},
): Promise<Ledger> {
  const server = closing(await serve(answer));
  const client = await createClient({
    provider: LEDGER,
    baseUrl: server.origin,
    apiKey: CANARY,
    ...options,
  });
  return { server, client };
}

/** For tests that hold a stopwatch: what counts is that it can be done in this time, and the machine may be busy. */
export const STOPWATCH = { retry: 2 } as const;

/** No pauses: for tests that count attempts. */
export const AT_ONCE = { baseDelayMs: 0 } as const;

/** What a promise rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('it was expected to reject');
}

/** What an injected fetch was asked for. */
export function urlOf(input: string | URL | Request): string {
  return input instanceof Request ? input.url : new URL(input).href;
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** How long a promise took to settle, either way, in milliseconds. */
export async function settledWithin(promise: Promise<unknown>): Promise<number> {
  const start = performance.now();
  await promise.catch(() => undefined);
  return performance.now() - start;
}
