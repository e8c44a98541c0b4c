// Twilio's usage, which no code here knows: https://www.twilio.com/docs/usage/api/usage-record
import { AuthenticationError, checkDefinition, createClient, init } from 'creditkit';
import { beforeAll, expect, test } from 'vitest';
import twilio from '../../../providers/twilio.json';
import { type Answered, type Asked, serve, type VendorServer } from './serve.js';

const ACCOUNT = 'AC0123456789abcdef0123456789abcdef';
const KEY = `${ACCOUNT}:auth-token`;
const DAYS = 130;

const PATH = `/2010-04-01/Accounts/${ACCOUNT}/Usage/Records/Daily.json`;

/** A day's record. Prices are texts with up to five decimals. */
function record(day: number): Record<string, unknown> {
  const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
  return {
    account_sid: ACCOUNT,
    api_version: '2010-04-01',
    category: 'sms-outbound',
    count: String(day),
    count_unit: 'messages',
    description: 'Outbound SMS',
    end_date: date,
    price: `${String(day)}.0079${String(day % 10)}`,
    price_unit: 'usd',
    start_date: date,
    usage: String(day),
    usage_unit: 'messages',
  };
}

function answer({ path, query, authorization }: Asked): Answered {
  if (authorization !== `Basic ${Buffer.from(KEY).toString('base64')}`) {
    return {
      status: 401,
      body: '{"code":20003,"message":"Authenticate","more_info":"https://www.twilio.com/docs/errors/20003","status":401}',
    };
  }
  if (path === `/2010-04-01/Accounts/${ACCOUNT}/Balance.json`) {
    return { body: `{"currency":"USD","balance":"12.29","account_sid":"${ACCOUNT}"}` };
  }
  if (path !== PATH) {
    return { status: 404, body: '{"code":20404,"message":"not found","status":404}' };
  }
  const size = Number(query.get('PageSize') ?? 50);
  const page = Number(query.get('Page') ?? 0);
  const records = Array.from({ length: DAYS }, (_, day) => record(day));
  const shown = records.slice(page * size, (page + 1) * size);
  const uri = (to: number): string =>
    `${PATH}?PageSize=${String(size)}&Page=${String(to)}${to === 0 ? '' : `&PageToken=PA${String(to)}`}`;
  return {
    body: JSON.stringify({
      first_page_uri: uri(0),
      next_page_uri: (page + 1) * size < DAYS ? uri(page + 1) : null,
      previous_page_uri: page === 0 ? null : uri(page - 1),
      page,
      page_size: size,
      start: page * size,
      end: page * size + shown.length - 1,
      uri: uri(page),
      usage_records: shown,
    }),
  };
}

const clientOf = ({ origin }: VendorServer, apiKey = KEY): ReturnType<typeof createClient> =>
  createClient({ provider: twilio, apiKey, baseUrl: `${origin}/2010-04-01` });

beforeAll(() => init());

test('the definition has no fault', () => {
  expect(checkDefinition(twilio)).toEqual({ ok: true });
});

test('a usage history comes whole over the paths that the vendor names', async () => {
  const server = await serve(answer);
  const client = await clientOf(server);
  const walk = client.history({ account_sid: ACCOUNT }, { pageSize: 50 });
  const entries = await walk.toArray();
  expect(entries).toHaveLength(DAYS);
  expect(entries[129]).toEqual({
    provider: 'twilio',
    id: entries[129]!.id,
    idIsSynthetic: true,
    account: ACCOUNT,
    kind: 'usage',
    vendorKind: 'sms-outbound',
    amount: '-129.00799',
    unit: 'USD',
    balanceAfter: null,
    at: Date.UTC(2026, 4, 10),
    atText: '2026-05-10',
    description: 'Outbound SMS',
    reference: null,
  });
  expect(new Set(entries.map(({ id }) => id)).size).toBe(DAYS);
  expect(walk.report).toMatchObject({ complete: true, pages: 3, requests: 3, warnings: [] });
  expect(server.asked.map(({ query }) => query.toString())).toEqual([
    'PageSize=50',
    'PageSize=50&Page=1&PageToken=PA1',
    'PageSize=50&Page=2&PageToken=PA2',
  ]);
});

test('a walk that was cut goes on where it was', async () => {
  const client = await clientOf(await serve(answer));
  const query = { account_sid: ACCOUNT };
  const whole = await client.history(query, { pageSize: 50 }).toArray();
  const first = client.history(query, { pageSize: 50, limit: 70 });
  const head = await first.toArray();
  const rest = client.history(query, { resumeToken: first.resumeToken! });
  expect([...head, ...(await rest.toArray())]).toEqual(whole);
  expect(rest.report.complete).toBe(true);
});

test('the balance', async () => {
  const client = await clientOf(await serve(answer));
  expect(await client.balance({ account_sid: ACCOUNT })).toMatchObject({
    available: '12.29',
    unit: 'USD',
    account: ACCOUNT,
  });
});

test('a wrong key is an AuthenticationError with the vendor’s code and words, and without the key', async () => {
  const client = await clientOf(await serve(answer), `${ACCOUNT}:wrong`);
  const error: unknown = await client.balance({ account_sid: ACCOUNT }).catch((it: unknown) => it);
  expect(error).toBeInstanceOf(AuthenticationError);
  expect(error).toMatchObject({ vendorCode: '20003', vendorMessage: 'Authenticate', status: 401 });
  expect(String(error)).not.toContain('wrong');
});
