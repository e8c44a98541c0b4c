import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { createSimulator } from '../../../js/src/testing/index.js';
import type { Simulator } from '../../../js/src/testing/index.js';
import { authorization } from './walks.js';

const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
addFormats(ajv);
for (const name of [
  'cloudreve.credit-changes',
  'cloudreve.error',
  'dodo.credit-usage',
  'dodo.credit-balances',
]) {
  ajv.addSchema(
    JSON.parse(
      readFileSync(new URL(`../../openapi/${name}.json`, import.meta.url), 'utf8'),
    ) as object,
  );
}

/** What is wrong with a body; empty where it fits. */
function faults(schema: string, body: unknown): string[] {
  ajv.validate(schema, body);
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

async function get(simulator: Simulator, path: string): Promise<unknown> {
  const response = await simulator.fetch(simulator.baseUrl + path, {
    headers: authorization(simulator.accounts[0]!),
  });
  return response.json();
}

describe('Cloudreve answers as its OpenAPI document says', () => {
  interface Changes {
    data: { changes: unknown[]; pagination: { next_token?: string } };
  }

  test.each(['asc', 'desc'])('every page but the last fits the schema, %s', async (direction) => {
    const simulator = createSimulator({ provider: 'cloudreve', rows: 95, seed: direction });
    let token: string | undefined = '';
    let pages = 0;
    while (token !== undefined) {
      const path = `/user/creditChanges?page_size=10&order_direction=${direction}&next_page_token=${encodeURIComponent(token)}`;
      const body = (await get(simulator, path)) as Changes;
      token = body.data.pagination.next_token;
      pages += 1;
      // The schema requires next_token. The server leaves it out where nothing follows (`omitempty`), and so do we.
      expect(faults('cloudreve.credit-changes', body)).toEqual(
        token === undefined ? ["/data/pagination must have required property 'next_token'"] : [],
      );
    }
    expect(pages).toBe(10);
  });

  test('a refusal fits the schema of a failed request', async () => {
    const simulator = createSimulator({ provider: 'cloudreve' });
    expect(
      faults('cloudreve.error', await get(simulator, '/user/creditChanges?page_size=9')),
    ).toEqual([]);
  });
});

describe('Dodo Payments answers as its OpenAPI document says', () => {
  test.each([0, 1, 57, 400])(
    'the status of entitlements fits the schema with %i rows in the ledger',
    async (rows) => {
      const simulator = createSimulator({ provider: 'dodo', rows, seed: rows });
      const { subscription_id } = simulator.accounts[0]!.params;
      expect(
        faults(
          'dodo.credit-usage',
          await get(simulator, `/subscriptions/${subscription_id!}/credit-usage`),
        ),
      ).toEqual([]);
    },
  );

  test('a status that contradicts itself still fits the schema', async () => {
    const simulator = createSimulator({ provider: 'dodo', contradiction: true });
    const { subscription_id } = simulator.accounts[0]!.params;
    const body = (await get(simulator, `/subscriptions/${subscription_id!}/credit-usage`)) as {
      items: Record<string, unknown>[];
    };
    expect(faults('dodo.credit-usage', body)).toEqual([]);
    expect(body.items[0]!['limit_reached']).toBe(true);
    expect(Number(body.items[0]!['remaining_headroom'])).toBeGreaterThan(0);
  });

  test.each([
    'cde_ztxm5XJsKxWucRWA3rjdM',
    'cde_Tokens28digitsNumeric',
    'cde_ImagesNoLimitMember00',
  ])('ledger and balances of %s fit the published types', async (entitlement) => {
    const simulator = createSimulator({ provider: 'dodo', rows: 300, accounts: 12 });
    const { customer_id } = simulator.accounts[0]!.params;
    const balances = `/credit-entitlements/${entitlement}/balances`;
    expect(faults('dodo.credit-balances#/$defs/Balances', await get(simulator, balances))).toEqual(
      [],
    );
    expect(
      faults(
        'dodo.credit-balances#/$defs/Balance',
        await get(simulator, `${balances}/${customer_id!}`),
      ),
    ).toEqual([]);
    for (const page of [0, 1, 2, 3]) {
      const body = await get(
        simulator,
        `${balances}/${customer_id!}/ledger?page_size=100&page_number=${String(page)}`,
      );
      expect(faults('dodo.credit-balances#/$defs/Ledger', body)).toEqual([]);
    }
  });
});
