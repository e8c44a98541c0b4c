import { afterEach, expect, test, vi } from 'vitest';
import { createClient } from './support/core.js';
import { LEDGER } from './support/ledger.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

const BROWSERS: readonly [string, Record<string, unknown>][] = [
  ['a page', { window: globalThis, document: {} }],
  [
    'a worker of a page',
    { WorkerGlobalScope: EventTarget, navigator: { userAgent: 'Mozilla/5.0 (X11)' } },
  ],
];

const SERVERS: readonly [string, Record<string, unknown>][] = [
  [
    'Cloudflare Workers',
    { WorkerGlobalScope: EventTarget, navigator: { userAgent: 'Cloudflare-Workers' } },
  ],
  ['Deno', { WorkerGlobalScope: EventTarget, navigator: { userAgent: 'Deno/2.5.0' } }],
  ['Node', {}],
];

const options = { provider: LEDGER, baseUrl: 'https://api.example.com' };

function pretend(globals: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
}

test.each(BROWSERS)('in %s a key as plain text is refused with advice', async (_name, globals) => {
  pretend(globals);
  await expect(createClient({ ...options, apiKey: 'the-secret-key' })).rejects.toMatchObject({
    name: 'ParameterError',
    parameter: 'apiKey',
    message: expect.stringMatching(/function.*proxy.*dangerouslyAllowBrowser/) as string,
  });
});

test.each(BROWSERS)(
  'in %s a function, a proxy, or saying so is allowed',
  async (_name, globals) => {
    pretend(globals);
    await expect(createClient({ ...options, apiKey: () => 'short-lived' })).resolves.toBeDefined();
    await expect(createClient(options)).resolves.toBeDefined();
    await expect(
      createClient({ ...options, apiKey: 'the-secret-key', dangerouslyAllowBrowser: true }),
    ).resolves.toBeDefined();
  },
);

test.each(SERVERS)('on %s a key as plain text is fine', async (_name, globals) => {
  pretend(globals);
  await expect(createClient({ ...options, apiKey: 'the-secret-key' })).resolves.toBeDefined();
});
