// The vectors that the core's own tests read, through the built WASM and the public API.
import { describe, expect, test } from 'vitest';
import type { CreditPage, UncertainTime } from '../../../js/src/index.js';
import { normalized, type ReadPage, served } from './read.js';
import { stated } from './stated.js';
import {
  allVectors,
  definitionOf,
  type ExpectedEntry,
  type ExpectedError,
  type ExpectedPage,
  type Vector,
} from './vector.js';

const MEMBERS = [
  'provider',
  'id',
  'idIsSynthetic',
  'account',
  'kind',
  'vendorKind',
  'amount',
  'unit',
  'balanceAfter',
  'at',
  'atText',
  'description',
  'reference',
];

const KINDS = [
  'adjustment',
  'expiry',
  'grant',
  'other',
  'overage',
  'purchase',
  'refund',
  'revocation',
  'transfer',
  'usage',
];

/** The error class and code that a refusal becomes. */
const REFUSALS: Readonly<Record<string, readonly [name: string, code: string]>> = {
  authentication: ['AuthenticationError', 'authentication'],
  permission: ['PermissionError', 'permission'],
  notFound: ['NotFoundError', 'notFound'],
  rateLimit: ['RateLimitError', 'rateLimit'],
  // Where no cursor was sent, it cannot be the cursor.
  cursor: ['ApiError', 'api'],
  temporary: ['ApiError', 'api'],
  other: ['ApiError', 'api'],
};

const vectors = allVectors();

describe.each(vectors)('$file: $name', (vector) => {
  const { page, error } = vector.expected;
  if (page !== undefined) {
    if (!readsQuery(vector)) {
      test('normalize reads every field of every row', async () => {
        const read = await normalized(vector);
        expectPage(read, vector, page);
        expectUncertainTimes(read, page);
      });
    }
    test('a walk or call reads the same, and goes on as the page says', async () => {
      if (emptyButNotLast(vector, page)) {
        expect(await rejection(served(vector))).toMatchObject({ name: 'PaginationError', page: 1 });
        return;
      }
      const { page: read, requests } = await served(vector);
      expectPage(read, vector, page);
      expectNextRequest(vector, page, requests);
    });
  }
  if (error !== undefined) {
    test('normalize fails as the vendor or the place says', async () => {
      expectError(await rejection(normalized(vector)), error);
    });
    test('a walk or call fails the same, at page 1', async () => {
      const reason = await rejection(served(vector));
      if (isRedirect(vector)) {
        // Refused before the core sees it: what a redirect leads to never gets the key.
        expect(reason).toMatchObject({ name: 'NetworkError', page: 1 });
        return;
      }
      expectError(reason, error);
      expect(reason).toMatchObject({ page: 1, operation: vector.operation ?? 'history' });
    });
  }
});

test('the vectors hold every kind, so that each has crossed from the core to JavaScript', () => {
  const entries = vectors.flatMap(({ expected }) => expected.page?.entries ?? []);
  expect([...new Set(entries.map(({ kind }) => kind))].sort()).toEqual(KINDS);
});

/** Whether the operation takes a value from the query into what it reads: `normalize` has none. */
function readsQuery(vector: Vector): boolean {
  const operation = definitionOf(vector).operations[vector.operation ?? 'history'];
  const read = { ...operation, paging: undefined, request: undefined };
  return JSON.stringify(read).includes('"param":');
}

function isRedirect({ status = 200 }: Vector): boolean {
  return status >= 300 && status < 400;
}

/** A numbered page without rows whose own count of rows says that some follow: a walk cannot go on. */
function emptyButNotLast(vector: Vector, { entries = [], signals = {} }: ExpectedPage): boolean {
  const paging = definitionOf(vector).operations[vector.operation ?? 'history']?.paging;
  return paging?.kind === 'page' && entries.length === 0 && (signals.total ?? 0) > 0;
}

function expectPage(read: ReadPage, vector: Vector, page: ExpectedPage): void {
  const { entries = [], balance = null, entitlements = [], signals = {} } = page;
  const expected = { entries: entries.map(plain), balance, entitlements };
  const actual = {
    entries: read.entries,
    balance: read.balance,
    entitlements: read.entitlements,
  };
  expect(stated(actual, expected)).toEqual(expected);
  if ((vector.operation ?? 'history') === 'history') {
    expect(read.totalClaimed).toBe(signals.total ?? null);
  }
  const members = vector.includeRaw === true ? [...MEMBERS, 'raw'] : MEMBERS;
  for (const entry of read.entries) expect(Object.keys(entry)).toEqual(members);
}

function plain(entry: ExpectedEntry): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entry).filter(([name]) => !name.startsWith('$')));
}

/** Where a vector states an entry's flags, its time is uncertain for that reason and no other. */
function expectUncertainTimes(read: CreditPage, { entries = [] }: ExpectedPage): void {
  for (const [index, { $flags }] of entries.entries()) {
    if ($flags === undefined) continue;
    const reason = ['ambiguousHour', 'shiftedHour'].some((flag) => $flags.includes(flag))
      ? 'hour'
      : 'zone';
    const expected: UncertainTime[] = $flags.length === 0 ? [] : [{ index, reason }];
    expect(read.uncertainTimes.filter((time) => time.index === index)).toEqual(expected);
  }
}

function expectNextRequest(
  vector: Vector,
  { signals = {} }: ExpectedPage,
  requests: readonly string[],
): void {
  const { cursor, more } = signals;
  const paging = definitionOf(vector).operations[vector.operation ?? 'history']?.paging;
  // The vendor's word that the page is the last goes before what its cursor could still ask for.
  const last = more === false;
  if (cursor !== undefined && !last && cursor !== 'null') {
    expect(requests).toHaveLength(2);
    const value: unknown = JSON.parse(cursor);
    expect(requests[1]).toContain(typeof value === 'string' ? value : cursor);
  } else if (paging === undefined || paging.kind === 'token') {
    expect(requests).toHaveLength(1);
  }
  if (more !== undefined) expect(requests).toHaveLength(more ? 2 : 1);
}

function expectError(reason: unknown, expected: ExpectedError): void {
  const { code, refusal, messageIncludes = '', vendorCode, vendorMessage, ...rest } = expected;
  expect(reason).toMatchObject(rest);
  if (code === 'format') {
    expect(reason).toMatchObject({ name: 'ResponseFormatError', code: 'format' });
  }
  if (refusal !== undefined) {
    const [name, publicCode] = REFUSALS[refusal] ?? [];
    expect(reason).toMatchObject({ name, code: publicCode });
  }
  if (vendorCode !== undefined) expect(reason).toHaveProperty('vendorCode', vendorCode || null);
  if (vendorMessage !== undefined) {
    expect(reason).toHaveProperty('vendorMessage', vendorMessage || null);
  }
  expect(String(reason)).toContain(messageIncludes);
}

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('it was expected to be refused');
    },
    (reason: unknown) => reason,
  );
}
