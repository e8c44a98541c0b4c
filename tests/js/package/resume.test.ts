// A walk that is broken off anywhere goes on where it stood: in another client, with another key, from text alone.
import { createClient, type CreditEntry } from 'creditkit';
import { describe, expect, test } from 'vitest';
import { historyQuery, PROVIDERS, rejection, vendor } from './vendors.js';

const ROWS = 130;

describe.each(PROVIDERS)('%s', (provider) => {
  test('a token from the middle of a page yields exactly the rest, to another client with a new key', async () => {
    const one = await vendor({ provider, rows: ROWS });
    const whole = await one.history().toArray();
    for (const taken of [1, 13, 77, 129]) {
      const walk = one.history();
      const head: CreditEntry[] = [];
      for await (const entry of walk) {
        head.push(entry);
        if (head.length === taken) break;
      }
      const token = walk.resumeToken ?? '';
      expect(walk.report).toMatchObject({ complete: false, endedBy: 'abort', entries: taken });
      expect(one.simulator.carriesKey(token)).toBe(false);
      expect(token).not.toContain(one.server.origin);

      const rest = one.history({ resumeToken: token }, await one.another());
      expect([...head, ...(await rest.toArray())]).toEqual(whole);
      expect(rest.report).toMatchObject({ complete: true, warnings: [] });
    }
  });

  test('a limit stops in the middle of a page, and its token goes on', async () => {
    const one = await vendor({ provider, rows: ROWS });
    const pieces: CreditEntry[] = [];
    let resumeToken: string | undefined;
    for (;;) {
      const walk = one.history({ limit: 33, ...(resumeToken !== undefined && { resumeToken }) });
      pieces.push(...(await walk.toArray()));
      if (walk.report.endedBy === 'end') break;
      expect(walk.report).toMatchObject({ complete: false, endedBy: 'limit' });
      resumeToken = walk.resumeToken ?? '';
    }
    expect(pieces).toEqual(await one.history().toArray());
  });

  test('a token is no good for another query, another vendor, or with a letter changed', async () => {
    const one = await vendor({ provider, rows: ROWS });
    const walk = one.history({ limit: 33 });
    await walk.toArray();
    const token = walk.resumeToken ?? '';
    const middle = Math.floor(token.length / 2);
    const other = token[middle] === 'A' ? 'B' : 'A';
    const changed = token.slice(0, middle) + other + token.slice(middle + 1);
    const elsewhere = await vendor({ provider: provider === 'nebula' ? 'klaim' : 'nebula' });
    for (const [resumeToken, at] of [
      [changed, one],
      ['nonsense', one],
      [token, elsewhere],
    ] as const) {
      const before = at.simulator.requests.length;
      const client = await createClient({
        provider: at.simulator.provider,
        apiKey: at.simulator.apiKey,
        baseUrl: at.server.baseUrl(),
      });
      const resumed = client.history(historyQuery(at.account), { resumeToken });
      expect(await rejection(resumed.toArray())).toMatchObject({
        name: 'ParameterError',
        code: 'resumeToken',
      });
      expect(at.simulator.requests).toHaveLength(before);
    }
  });
});
