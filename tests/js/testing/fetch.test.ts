// The simulator's fetch against what the Fetch standard promises.
import { getEventListeners } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createSimulator } from '../../../js/src/testing/index.js';
import type { Simulator, SimulatorOptions } from '../../../js/src/testing/index.js';

function nametrust(options: Partial<SimulatorOptions<'nametrust'>> = {}): {
  simulator: Simulator<'nametrust'>;
  url: string;
  headers: Record<string, string>;
} {
  const simulator = createSimulator({ provider: 'nametrust', ...options });
  return {
    simulator,
    url: `${simulator.baseUrl}/credits/usage`,
    headers: { authorization: 'Bearer test-key' },
  };
}

function listeners(signal: AbortSignal): number {
  return getEventListeners(signal, 'abort').length;
}

describe('calls', () => {
  test('take a text, a URL or a Request', async () => {
    const { simulator, url, headers } = nametrust();
    await simulator.fetch(url, { headers });
    await simulator.fetch(new URL(url), { headers });
    await simulator.fetch(new Request(url, { headers }));
    await simulator.fetch(new Request(url, { method: 'POST' }), { method: 'GET', headers });
    expect(simulator.requests.map(({ method, status }) => [method, status])).toEqual(
      Array(4).fill(['GET', 200]),
    );
  });

  test('take every kind of body', async () => {
    const simulator = createSimulator({ provider: 'klaim' });
    const url = `${simulator.baseUrl}/users/GtQ5Oezk6cOvSmPgxsMR/credits`;
    const bytes = new TextEncoder().encode('{"a":1}');
    for (const body of [
      '{"a":1}',
      bytes,
      bytes.buffer,
      new Blob([bytes]),
      new Response(bytes).body!,
    ]) {
      await simulator.fetch(url, { method: 'POST', body });
    }
    await simulator.fetch(new Request(url, { method: 'POST', body: '{"a":1}' }));
    expect(simulator.requests.map(({ body }) => body)).toEqual(Array(6).fill('{"a":1}'));
    await simulator.fetch(url, { method: 'POST', body: new URLSearchParams({ a: '1' }) });
    expect(simulator.requests.at(-1)!.headers['content-type']).toContain(
      'application/x-www-form-urlencoded',
    );
  });

  test('reach the vendor at each of its documented hosts', async () => {
    const simulator = createSimulator({ provider: 'dodo' });
    for (const host of ['https://live.dodopayments.com', 'https://test.dodopayments.com']) {
      expect((await simulator.fetch(`${host}/subscriptions/x/credit-usage`)).status).toBe(401);
    }
    const elsewhere = createSimulator({ provider: 'dodo', baseUrl: 'http://127.0.0.1:8080/dodo' });
    expect(
      (await elsewhere.fetch('http://127.0.0.1:8080/dodo/subscriptions/x/credit-usage')).status,
    ).toBe(401);
    expect(
      (await elsewhere.fetch('http://127.0.0.1:8080/subscriptions/x/credit-usage')).status,
    ).toBe(401);
    expect(await (await elsewhere.fetch('https://live.dodopayments.com/x')).json()).toEqual({
      foreign: true,
    });
    expect(elsewhere.foreignRequests).toHaveLength(1);
  });

  test('answers know their URL', async () => {
    const { simulator, url, headers } = nametrust();
    const response = await simulator.fetch(`${url}?page=2`, { headers });
    expect([response.url, response.redirected, response.ok]).toEqual([
      `${url}?page=2`,
      false,
      true,
    ]);
  });

  test('two calls at once are two answers', async () => {
    const { simulator, url, headers } = nametrust({ latencyMs: 5, rows: 40 });
    const pages = await Promise.all(
      [1, 2].map(
        async (page) =>
          (
            await simulator.fetch(`${url}?page=${String(page)}`, { headers })
          ).json() as Promise<unknown>,
      ),
    );
    expect(pages.map((page) => (page as { pages: { page: number } }).pages.page)).toEqual([1, 2]);
  });
});

describe('an abort', () => {
  const reason = new Error('enough');

  test('before the call: nothing is asked', async () => {
    const { simulator, url } = nametrust();
    await expect(simulator.fetch(url, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await expect(
      simulator.fetch(new Request(url, { signal: AbortSignal.abort(reason) })),
    ).rejects.toBe(reason);
    expect(simulator.requests).toEqual([]);
  });

  test.each([
    ['while the server is slow', { latencyMs: 60_000 }],
    ['while the headers stall', { faults: [{ kind: 'stall-headers' }] }],
  ] as const)('%s: the call fails at once, with the reason', async (_name, options) => {
    const { simulator, url } = nametrust(options);
    const controller = new AbortController();
    const answer = simulator.fetch(url, { signal: controller.signal });
    setTimeout(() => {
      controller.abort(reason);
    }, 1);
    await expect(answer).rejects.toBe(reason);
    expect(listeners(controller.signal)).toBe(0);
  });

  test.each([
    ['while the body stalls', { kind: 'stall-body', afterBytes: 5 }],
    ['while the body drips', { kind: 'drip', chunkBytes: 5, delayMs: 60_000 }],
    ['while nobody reads', { kind: 'oversize' }],
  ] as const)('%s: the body fails at once, with the reason', async (_name, fault) => {
    const { simulator, url, headers } = nametrust({ faults: [fault] });
    const controller = new AbortController();
    const response = await simulator.fetch(url, { headers, signal: controller.signal });
    const text = fault.kind === 'oversize' ? null : response.text();
    setTimeout(() => {
      controller.abort(reason);
    }, 1);
    if (text === null) await new Promise((resolve) => setTimeout(resolve, 5));
    await expect(text ?? response.text()).rejects.toBe(reason);
    expect(listeners(controller.signal)).toBe(0);
  });

  test('is not listened for once the body is read, given up or broken off', async () => {
    const { simulator, url, headers } = nametrust({
      faults: [{ kind: 'reset-body', atRequest: 3 }],
    });
    const { signal } = new AbortController();
    await (await simulator.fetch(url, { headers, signal })).text();
    await (await simulator.fetch(url, { headers, signal })).body!.cancel();
    await expect((await simulator.fetch(url, { headers, signal })).text()).rejects.toThrow(
      TypeError,
    );
    expect(listeners(signal)).toBe(0);
  });
});

test('a body that is given up leaves no timer behind', async () => {
  const { simulator, url, headers } = nametrust({
    faults: [{ kind: 'drip', chunkBytes: 5, delayMs: 60_000 }],
  });
  const timers = (): number =>
    process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const reader = (await simulator.fetch(url, { headers })).body!.getReader();
  const before = timers();
  const piece = reader.read();
  await Promise.resolve();
  expect(timers()).toBe(before + 1);
  await reader.cancel();
  expect(timers()).toBe(before);
  expect((await piece).done).toBe(true);
});

describe('independence', () => {
  const folder = new URL('../../../js/src/testing/', import.meta.url);
  const imports = (file: string): string[] =>
    [...readFileSync(new URL(file, folder), 'utf8').matchAll(/from '([^']+)'/g)].map(
      ([, name]) => name!,
    );

  test('the simulators import nothing of the package that they test', () => {
    for (const file of readdirSync(folder)) {
      for (const name of imports(file))
        expect(name).toMatch(/^(?:\.\/[a-z0-9-]+\.js|node:[a-z]+)$/);
    }
  });

  test('the main entry runs where there is no Node', () => {
    const reached = new Set(['index.ts']);
    for (const file of reached) {
      for (const name of imports(file)) {
        expect(name).not.toMatch(/^node:/);
        reached.add(name.replace('./', '').replace('.js', '.ts'));
      }
    }
    expect(reached).toContain('klaim.ts');
  });
});
