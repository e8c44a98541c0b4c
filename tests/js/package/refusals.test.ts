// What goes wrong at a vendor: the typed error with the vendor's code and words, or with the place in the body, and no
// row of that page.
import type { CreditEntry, CreditKitError, HistoryWalk } from 'creditkit';
import type { Fault, Provider } from 'creditkit/testing';
import { describe, expect, test } from 'vitest';
import { historyQuery, PROVIDERS, rejection, vendor, type Vendor } from './vendors.js';

const ROWS = 230;
const AT_THE_SECOND = { atRequest: 2 } as const;
const NO_RETRY = { retry: false } as const;

/** How each vendor refuses a key that it does not know. */
const WRONG_KEY: Readonly<Record<Provider, object>> = {
  klaim: { status: 401, vendorCode: null, vendorMessage: 'Unauthorized' },
  cloudreve: { status: 200, vendorCode: '40020', vendorMessage: 'Invalid credential' },
  dodo: { status: 401, vendorCode: 'UNAUTHORIZED', vendorMessage: 'missing or invalid API key' },
  nebula: { status: 401, vendorCode: null, vendorMessage: 'Could not validate credentials' },
  nametrust: {
    status: 401,
    vendorCode: 'credit.handler.identity_missing',
    vendorMessage: 'An authenticated organization identity is required',
  },
};

/** Where a row's amount stands. */
const AMOUNTS: Readonly<Record<Provider, (row: number) => string>> = {
  klaim: (row) => `/data/${String(row)}/credit_change`,
  cloudreve: (row) => `/data/changes/${String(row)}/diff`,
  dodo: (row) => `/items/${String(row)}/amount`,
  nebula: (row) => `/data/credit_history/${String(row)}/total`,
  nametrust: (row) => `/items/${String(row)}/credits`,
};

/** Reads until the walk fails. */
async function failing(
  walk: HistoryWalk,
): Promise<{ error: CreditKitError; entries: CreditEntry[] }> {
  const entries: CreditEntry[] = [];
  const read = async (): Promise<void> => {
    for await (const entry of walk) entries.push(entry);
  };
  const error = (await rejection(read())) as CreditKitError;
  return { error, entries };
}

/** Fails at the second page, yields the first whole, and goes on from there when the fault is over. */
async function expectSecondPageFails<P extends Provider>(
  one: Vendor<P>,
  expected: object,
): Promise<CreditKitError> {
  const walk = one.history();
  const { error, entries } = await failing(walk);
  expect(error).toMatchObject({
    provider: one.simulator.provider,
    operation: 'history',
    page: 2,
    ...expected,
  });
  expect(entries).toHaveLength(one.simulator.requests[0]!.rows);
  expect(walk.report).toMatchObject({
    complete: false,
    endedBy: 'error',
    pages: 1,
    entries: entries.length,
  });
  const rest = await one.history({ resumeToken: error.resumeToken ?? '' }).toArray();
  expect([...entries, ...rest]).toEqual(await one.history().toArray());
  return error;
}

describe.each(PROVIDERS)('%s', (provider) => {
  const failingWith = (fault: Fault): Promise<Vendor> =>
    vendor({ provider, rows: ROWS, faults: [{ ...AT_THE_SECOND, ...fault }] }, NO_RETRY);

  test('a wrong key', async () => {
    const one = await vendor({ provider }, { apiKey: 'not-the-key-of-anyone' });
    const { error, entries } = await failing(one.history());
    expect(error).toMatchObject({ name: 'AuthenticationError', page: 1, ...WRONG_KEY[provider] });
    expect(error.message).not.toContain('not-the-key-of-anyone');
    expect(entries).toEqual([]);
    expect(one.simulator.requests).toHaveLength(1);
  });

  test.each(['cut', 'comma', 'garbage', 'nan'] as const)(
    'malformed JSON (%s) is refused whole, with the byte at which it ends to be JSON',
    async (how) => {
      const error = await expectSecondPageFails(
        await failingWith({ kind: 'malformed-json', how }),
        { name: 'ResponseFormatError', code: 'format', byte: expect.any(Number) as number },
      );
      expect(error.byte).toBeGreaterThan(0);
      expect(error.pointer).not.toBeNull();
    },
  );

  test('HTML instead of JSON is refused at its first byte', async () => {
    const error = await expectSecondPageFails(await failingWith({ kind: 'html' }), {
      name: 'ResponseFormatError',
      code: 'format',
      pointer: '',
      byte: 0,
    });
    expect(error.message).toContain('<');
  });

  test('HTML with an error status is a refusal by its status, without a code', async () => {
    await expectSecondPageFails(await failingWith({ kind: 'html', status: 502 }), {
      name: 'ApiError',
      status: 502,
      vendorCode: null,
    });
  });

  test('a body that is JSON of another sort', async () => {
    for (const text of ['', 'null', '[]', '{}', '"text"']) {
      await expectSecondPageFails(await failingWith({ kind: 'body', text }), {
        name: 'ResponseFormatError',
      });
    }
  });

  test('a row without an amount is named, wherever it stands on the page', async () => {
    for (const row of [0, 7]) {
      await expectSecondPageFails(await failingWith({ kind: 'missing-amount', row }), {
        name: 'ResponseFormatError',
        code: 'format',
        pointer: AMOUNTS[provider](row),
      });
    }
  });

  test('a filter that no vendor knows is refused before anything is requested', async () => {
    const one = await vendor({ provider });
    const walk = one.client.history({ ...historyQuery(one.account), colour: 'red' });
    const { error } = await failing(walk);
    expect(error).toMatchObject({ name: 'ParameterError', parameter: 'colour', provider });
    expect(one.simulator.requests).toEqual([]);
  });
});

describe('an unknown account', () => {
  test('klaim: a user who is not there', async () => {
    const one = await vendor({ provider: 'klaim' });
    const expected = {
      name: 'NotFoundError',
      status: 404,
      vendorCode: null,
      vendorMessage: 'Can not find user with the given user_id.',
    };
    const { error } = await failing(one.client.history({ user_id: 'nobody' }));
    expect(error).toMatchObject(expected);
    expect(await rejection(one.client.balance({ user_id: 'nobody' }))).toMatchObject(expected);
  });

  test('dodo: a customer, and an entitlement, who are not there', async () => {
    const one = await vendor({ provider: 'dodo' });
    const query = historyQuery(one.account);
    for (const changed of [{ customer_id: 'cus_0' }, { credit_entitlement_id: 'cde_0' }]) {
      const { error } = await failing(one.client.history({ ...query, ...changed }));
      expect(error).toMatchObject({ name: 'NotFoundError', status: 404, vendorCode: 'NOT_FOUND' });
    }
  });

  test('nametrust: an organization that the key may not read, and none at all', async () => {
    const one = await vendor({ provider: 'nametrust', personalKey: true });
    const stranger = await one.another({ params: { org_id: 'org_0' } });
    expect((await failing(one.history({}, stranger))).error).toMatchObject({
      name: 'PermissionError',
      status: 403,
      vendorCode: 'authorize.forbidden',
    });
    expect((await failing(one.history())).error).toMatchObject({
      name: 'AuthenticationError',
      vendorCode: 'credit.handler.identity_missing',
    });
    const member = await one.another({ params: { org_id: one.account.id } });
    expect(await one.history({}, member).toArray()).toHaveLength(57);
  });

  test('cloudreve: a Community server, which has no credits', async () => {
    const one = await vendor({ provider: 'cloudreve', edition: 'community' });
    expect((await failing(one.history())).error).toMatchObject({
      name: 'NotFoundError',
      status: 404,
      vendorCode: null,
    });
  });
});

describe('a bad filter', () => {
  test('dodo: a date that is none', async () => {
    const one = await vendor({ provider: 'dodo' });
    const query = { ...historyQuery(one.account), start_date: 'last week' };
    expect((await failing(one.client.history(query))).error).toMatchObject({
      name: 'ApiError',
      status: 400,
      vendorCode: 'INVALID_QUERY_PARAMS',
      vendorMessage: 'transaction_type or date not recognized',
    });
  });

  test('dodo and nametrust: a kind that the vendor does not know never leaves', async () => {
    const dodo = await vendor({ provider: 'dodo' });
    const query = { ...historyQuery(dodo.account), transaction_type: 'gift' };
    expect((await failing(dodo.client.history(query))).error).toMatchObject({
      name: 'ParameterError',
      parameter: 'transaction_type',
    });
    const nametrust = await vendor({ provider: 'nametrust' });
    expect((await failing(nametrust.client.history({ kind: 'gift' }))).error).toMatchObject({
      name: 'ParameterError',
      parameter: 'kind',
    });
    expect([...dodo.simulator.requests, ...nametrust.simulator.requests]).toEqual([]);
  });

  test.each(['code', 'error.code', 'error'] as const)(
    'nametrust: the code is found where it may stand (%s)',
    async (errorShape) => {
      const code = 'credit.usage.invalid_filter';
      const one = await vendor({
        provider: 'nametrust',
        errorShape,
        faults: [{ kind: 'vendor-error', code, status: 400 }],
      });
      expect((await failing(one.history())).error).toMatchObject({
        name: 'ApiError',
        status: 400,
        vendorCode: code,
        vendorMessage: 'A kind or usage_kind filter value is not recognized',
      });
    },
  );

  test('cloudreve: a page size below 10, which its server would refuse, never leaves', async () => {
    const one = await vendor({ provider: 'cloudreve' });
    expect((await failing(one.history({ pageSize: 9 }))).error).toMatchObject({
      name: 'ParameterError',
      parameter: 'pageSize',
    });
    expect(one.simulator.requests).toEqual([]);
  });
});

describe('a refusal in the middle of a walk', () => {
  const refused = { kind: 'vendor-error', ...AT_THE_SECOND } as const;

  test('cloudreve: with HTTP 200, a code and a correlation id', async () => {
    const one = await vendor(
      { provider: 'cloudreve', rows: ROWS, faults: [{ ...refused, code: 40001, message: 'No.' }] },
      NO_RETRY,
    );
    const error = await expectSecondPageFails(one, {
      name: 'ApiError',
      status: 200,
      vendorCode: '40001',
      vendorMessage: 'No.',
    });
    expect(error.correlationId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('nebula: status failed with HTTP 200', async () => {
    const one = await vendor({ provider: 'nebula', rows: ROWS, faults: [refused] }, NO_RETRY);
    await expectSecondPageFails(one, {
      name: 'ApiError',
      status: 200,
      vendorCode: null,
      vendorMessage: 'Failed to retrieve user credit history',
    });
  });

  test('klaim, dodo, nametrust: with their own status', async () => {
    const words = {
      klaim: 'missing required fields',
      dodo: null,
      nametrust: 'Failed to list credit activity',
    };
    const codes = { klaim: null, dodo: 'INTERNAL_SERVER_ERROR', nametrust: 'credit.usage.failed' };
    for (const provider of ['klaim', 'dodo', 'nametrust'] as const) {
      const one = await vendor({ provider, rows: ROWS, faults: [refused] }, NO_RETRY);
      await expectSecondPageFails(one, {
        name: 'ApiError',
        status: provider === 'klaim' ? 400 : 500,
        vendorCode: codes[provider],
        vendorMessage: words[provider],
      });
    }
  });
});
