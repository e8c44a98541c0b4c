import { readFile } from 'node:fs/promises';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import * as creditkit from './support/core.js';
import { json, LEDGER, serve } from './support/ledger.js';

const { ApiError, CreditKitError, PaginationError } = creditkit;

/** The classes that the package exports. */
const CLASSES = Object.entries(creditkit).filter(([name]) => name.endsWith('Error'));

const UNDER_API = ['AuthenticationError', 'PermissionError', 'NotFoundError', 'RateLimitError'];
const UNDER_PAGINATION = ['LoopError', 'DriftError', 'CursorExpiredError'];

async function failure(): Promise<creditkit.CreditKitError> {
  const server = await serve((_request, response) => {
    json(response, { message: 'no such account', code: 'X' }, 404);
  });
  const client = await creditkit.createClient({
    provider: LEDGER,
    baseUrl: server.origin,
    apiKey: 'the-secret-key',
  });
  const error: unknown = await client
    .history()
    .toArray()
    .catch((reason: unknown) => reason);
  await server.close();
  if (error instanceof CreditKitError) return error;
  throw error;
}

test('every error can be caught by its class, by its parent and by CreditKitError', () => {
  expect(CLASSES.length).toBe(17);
  for (const [name, value] of CLASSES) {
    const { prototype } = value as { readonly prototype: Error };
    expect(prototype.name).toBe(name);
    expect(prototype instanceof CreditKitError || name === 'CreditKitError').toBe(true);
    expect(prototype instanceof ApiError).toBe(UNDER_API.includes(name));
    expect(prototype instanceof PaginationError).toBe(UNDER_PAGINATION.includes(name));
  }
});

test('an error prints its class and message once, and its members', async () => {
  const text = inspect(await failure());
  expect(text.match(/NotFoundError/g)).toHaveLength(1);
  expect(text.match(/no such account/g)?.length).toBeGreaterThan(0);
  expect(text).toContain("code: 'notFound'");
  expect(text).not.toContain('resumeToken');
});

test('as JSON an error has its message and members, and neither stack nor token', async () => {
  const error = await failure();
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: 'NotFoundError',
    message: error.message,
    code: 'notFound',
    provider: 'ledger',
    operation: 'history',
    page: 1,
    request: { method: 'GET', path: '/entries' },
    status: 404,
    vendorCode: 'X',
    vendorMessage: 'no such account',
    correlationId: null,
    pointer: null,
    byte: null,
    parameter: null,
    retryAfterMs: null,
  });
  expect(error.report).toMatchObject({ endedBy: 'error', complete: false });
});

test('docs/errors.md has every class', async () => {
  const document = await readFile(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
  for (const [name] of CLASSES) expect(document).toContain(name);
});
