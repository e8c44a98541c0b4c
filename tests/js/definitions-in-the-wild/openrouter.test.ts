// OpenRouter's activity and credits, which no code here knows:
// https://openrouter.ai/docs/api/api-reference/analytics/get-user-activity
import { checkDefinition, createClient, init, ParameterError, PermissionError } from 'creditkit';
import { beforeAll, expect, test } from 'vitest';
import openrouter from '../../../providers/openrouter.json';
import { type Answered, type Asked, serve, type VendorServer } from './serve.js';

const KEY = 'sk-or-v1-management';

/** The documented page, and a day whose cost is as small and as long as a double prints it. */
const ROWS = [
  `{"byok_usage_inference":0.012,"completion_tokens":125,"date":"2025-08-24","endpoint_id":"550e8400-e29b-41d4-a716-446655440000","model":"openai/gpt-4.1","model_permaslug":"openai/gpt-4.1-2025-04-14","prompt_tokens":50,"provider_name":"OpenAI","reasoning_tokens":25,"requests":5,"usage":0.015}`,
  `{"byok_usage_inference":0,"completion_tokens":3,"date":"2025-08-25","endpoint_id":"550e8400-e29b-41d4-a716-446655440000","model":"openai/gpt-4.1","model_permaslug":"openai/gpt-4.1-2025-04-14","prompt_tokens":1,"provider_name":"OpenAI","reasoning_tokens":0,"requests":1,"usage":1.2000000000000002e-05}`,
];

function answer({ path, query, authorization }: Asked): Answered {
  if (authorization !== `Bearer ${KEY}`) {
    return {
      status: 403,
      body: '{"error":{"code":403,"message":"Only management keys can fetch activity","metadata":null},"user_id":null}',
    };
  }
  if (path === '/api/v1/credits') {
    return { body: '{"data":{"total_credits":100.5,"total_usage":25.75}}' };
  }
  const date = query.get('date');
  const rows = ROWS.filter((row) => date === null || row.includes(`"date":"${date}"`));
  return { body: `{"data":[${rows.join()}]}` };
}

const clientOf = ({ origin }: VendorServer, apiKey = KEY): ReturnType<typeof createClient> =>
  createClient({ provider: openrouter, apiKey, baseUrl: `${origin}/api/v1` });

beforeAll(() => init());

test('the definition has no fault', () => {
  expect(checkDefinition(openrouter)).toEqual({ ok: true });
});

test('the activity is one page, exact to the last digit', async () => {
  const client = await clientOf(await serve(answer));
  const walk = client.history();
  const entries = await walk.toArray();
  expect(entries[0]).toEqual({
    provider: 'openrouter',
    id: entries[0]!.id,
    idIsSynthetic: true,
    account: null,
    kind: 'usage',
    vendorKind: null,
    amount: '-0.015',
    unit: 'USD',
    balanceAfter: null,
    at: Date.UTC(2025, 7, 24),
    atText: '2025-08-24',
    description: 'openai/gpt-4.1',
    reference: '550e8400-e29b-41d4-a716-446655440000',
  });
  expect(entries[1]!.amount).toBe('-0.000012000000000000002');
  expect(walk.report).toMatchObject({ complete: true, requests: 1, entries: 2 });
});

test('a day of it; a name that the vendor does not know is refused before it is asked', async () => {
  const server = await serve(answer);
  const client = await clientOf(server);
  expect(await client.history({ date: '2025-08-25' }).toArray()).toHaveLength(1);
  await expect(client.history({ day: '2025-08-25' }).toArray()).rejects.toBeInstanceOf(
    ParameterError,
  );
  expect(server.asked).toHaveLength(1);
});

test('what is left is what was bought less what was used', async () => {
  const client = await clientOf(await serve(answer));
  expect(await client.balance()).toMatchObject({
    available: '74.75',
    unit: 'USD',
    parts: {
      purchased: { amount: '100.5', unit: 'USD' },
      used: { amount: '-25.75', unit: 'USD' },
    },
  });
});

test('a key that may not is a PermissionError', async () => {
  const client = await clientOf(await serve(answer), 'sk-or-v1-inference');
  await expect(client.history().toArray()).rejects.toBeInstanceOf(PermissionError);
});

test('the documented response is read without a network; one that was parsed already is refused', async () => {
  const client = await createClient({ provider: openrouter, apiKey: KEY });
  const text = `{"data":[${ROWS.join()}]}`;
  expect(client.normalize('history', text).entries).toHaveLength(2);
  // @ts-expect-error: a body is text or bytes
  expect(() => client.normalize('history', JSON.parse(text) as object)).toThrow(ParameterError);
});
