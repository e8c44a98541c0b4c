// What a person or a script gets of a history, in each format.
import { createClient, type CreditEntry } from 'creditkit';
import { describe, expect, test } from 'vitest';
import { PROVIDERS } from '../package/vendors.js';
import { type CliVendor, KEY, linesOf, parsedLines, tokenIn, vendor } from './command.js';

/** What the library itself gives, for the same vendor. */
async function entriesOf({ simulator, server }: CliVendor<'nametrust'>): Promise<CreditEntry[]> {
  const client = await createClient({
    provider: simulator.provider,
    apiKey: KEY,
    baseUrl: server.baseUrl(),
  });
  return client.history().toArray();
}

describe('every vendor', () => {
  test.each(PROVIDERS)('%s: all rows as lines of JSON, and nothing else', async (provider) => {
    const { simulator, run } = await vendor({ provider, rows: 130 });
    const { code, stdout, stderr } = await run('history', '--format', 'ndjson');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(parsedLines(stdout)).toHaveLength(simulator.rows().length);
  });
});

describe('formats', () => {
  test('lines of JSON are the entries of the library, member for member', async () => {
    const nametrust = await vendor({ provider: 'nametrust', rows: 120 });
    const { stdout } = await nametrust.run('history', '--format', 'ndjson');
    expect(parsedLines(stdout)).toEqual(await entriesOf(nametrust));
  });

  test('one JSON document says whether it is complete', async () => {
    const nametrust = await vendor({ provider: 'nametrust', rows: 120 });
    const { stdout } = await nametrust.run('history', '--format', 'json');
    const { entries, report, resumeToken } = JSON.parse(stdout) as Record<string, unknown>;
    expect(entries).toEqual(await entriesOf(nametrust));
    expect(report).toMatchObject({ complete: true, endedBy: 'end', entries: 120 });
    expect(resumeToken).toBeNull();
  });

  test('a history without rows is a document, a header, and no line', async () => {
    const { run } = await vendor({ provider: 'nametrust', rows: 0 });
    const [json, csv, lines, table] = await Promise.all(
      ['json', 'csv', 'ndjson', 'table'].map((format) => run('history', '--format', format)),
    );
    expect(JSON.parse(json!.stdout)).toMatchObject({ entries: [], report: { complete: true } });
    expect(csv!.stdout).toMatch(/^provider,id,[^\n]*\r\n$/);
    expect([lines!.stdout, table!.stdout]).toEqual(['', '']);
    expect([json, csv, lines, table].map((result) => result!.code)).toEqual([0, 0, 0, 0]);
  });

  test('amounts of a table stand with their points below each other', async () => {
    const { simulator, run } = await vendor({ provider: 'dodo', rows: 60 });
    const { stdout } = await run('history');
    const [header = '', ...rows] = linesOf(stdout);
    expect(header).toMatch(/^time +kind +amount {2}unit +balance after {2}vendor's kind/);
    expect(rows).toHaveLength(simulator.rows().length);
    const points = rows.map((row) => row.indexOf('.', 'xxxx-xx-xxTxx:xx:xx.xxxZ'.length));
    expect(new Set(points).size).toBe(1);
    expect(rows.every((row) => row === row.trimEnd())).toBe(true);
  });

  test("the vendor's own row comes along when asked for", async () => {
    const { simulator, run } = await vendor({ provider: 'nametrust', rows: 3 });
    const { stdout } = await run('history', '--format', 'ndjson', '--raw');
    const raw = parsedLines(stdout).map((entry) => JSON.parse(String(entry['raw'])) as unknown);
    expect(raw).toEqual(simulator.rows());
  });

  test('what a vendor writes cannot steer the terminal', async () => {
    const rows = [
      {
        object: 'credit_entry',
        id: 'cent_1',
        kind: 'consume',
        credits: -1,
        created_at: '2026-05-05T19:01:06Z',
        usage_kind: 'ai_usage',
        usage_ref: '\u001b[2J\u009b31m\u202egpj.exe\nnext',
      },
    ] as const;
    const { run } = await vendor({ provider: 'nametrust', rows });
    for (const format of ['table', 'json', 'ndjson', 'csv']) {
      const { stdout, code } = await run('history', '--format', format);
      expect(code).toBe(0);
      expect(stdout).toContain('gpj.exe');
      expect(stdout).not.toMatch(/(?![\r\n])\p{Cc}|\u202e/u);
    }
  });
});

describe('choosing', () => {
  test('from a moment on, until before another', async () => {
    const nametrust = await vendor({ provider: 'nametrust', rows: 120 });
    const all = await entriesOf(nametrust);
    const [since, until] = [all[90]!, all[20]!];
    const { stdout, code } = await nametrust.run(
      ...(['history', '--format', 'ndjson'] as const),
      ...['--since', since.atText!, '--until', until.atText!],
    );
    expect(code).toBe(0);
    const shown = parsedLines(stdout).map(({ id }) => id);
    expect(shown).toEqual(
      all.filter(({ at }) => at! >= since.at! && at! < until.at!).map(({ id }) => id),
    );
    expect(shown).toContain(since.id);
    expect(shown).not.toContain(until.id);
  });

  test('a date is midnight UTC, and an age counts back from now', async () => {
    const nametrust = await vendor({ provider: 'nametrust', rows: 120 });
    const all = await entriesOf(nametrust);
    const day = all[40]!.atText!.slice(0, 10);
    const byDate = await nametrust.run('history', '-f', 'ndjson', '--since', day);
    expect(parsedLines(byDate.stdout)).toHaveLength(
      all.filter(({ at }) => at! >= Date.parse(`${day}T00:00:00Z`)).length,
    );
    const byAge = await nametrust.run('history', '-f', 'ndjson', '--since', '999999d');
    expect(parsedLines(byAge.stdout)).toHaveLength(all.length);
  });

  test('kinds of the model, one or several', async () => {
    const nametrust = await vendor({ provider: 'nametrust', rows: 120 });
    const all = await entriesOf(nametrust);
    const { stdout } = await nametrust.run(
      ...(['history', '-f', 'ndjson', '--kind', 'grant,expiry', '--kind', 'usage'] as const),
    );
    const kinds = ['grant', 'expiry', 'usage'];
    expect(parsedLines(stdout).map(({ id }) => id)).toEqual(
      all.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id),
    );
  });

  test("the vendor's own parameters go to the vendor", async () => {
    const { simulator, run } = await vendor({ provider: 'nametrust', rows: 120 });
    const { code } = await run('history', '--param', 'kind=consume', '--param', 'org_id=org_1');
    expect(code).toBe(0);
    expect(simulator.requests[0]!.target).toContain('kind=consume');
    expect(simulator.requests[0]!.headers['x-org-id']).toBe('org_1');
  });

  test.each([[[]], [['--kind', 'usage']]])(
    'so many at most, and the rest behind the token (%j)',
    async (choice) => {
      const { run } = await vendor({ provider: 'nametrust', rows: 120 });
      const options = ['-f', 'ndjson', '--page-size', '10', ...choice];
      const whole = await run('history', ...options);
      const first = await run('history', ...options, '--limit', '13');
      expect(first.code).toBe(0);
      expect(linesOf(first.stdout)).toHaveLength(13);
      const rest = await run('history', ...options, '--resume', tokenIn(first.stderr));
      expect(rest.code).toBe(0);
      expect(first.stdout + rest.stdout).toBe(whole.stdout);
    },
  );
});

describe('balance and entitlements', () => {
  test('a balance as a table, as JSON and as CSV', async () => {
    const { run } = await vendor({ provider: 'nametrust' });
    const [table, json, lines, csv] = await Promise.all(
      ['table', 'json', 'ndjson', 'csv'].map((format) => run('balance', '--format', format)),
    );
    const balance = JSON.parse(json!.stdout) as { available: string };
    expect(JSON.parse(lines!.stdout)).toEqual(balance);
    expect(table!.stdout).toMatch(/^balance +amount {2}unit\navailable +/);
    expect(table!.stdout).toMatch(/^receivable +0\.00 {2}USD$/m);
    expect(linesOf(csv!.stdout)[1]).toBe(`nametrust,,available,${balance.available},credits,\r`);
  });

  test('entitlements, with what contradicts itself said', async () => {
    const { run } = await vendor({ provider: 'dodo', contradiction: true });
    const [table, json, lines, csv] = await Promise.all(
      ['table', 'json', 'ndjson', 'csv'].map((format) => run('entitlements', '--format', format)),
    );
    const { entitlements } = JSON.parse(json!.stdout) as {
      entitlements: { name: string; findings: string[] }[];
    };
    expect(parsedLines(lines!.stdout)).toEqual(entitlements);
    const findings = entitlements.flatMap((one) => one.findings);
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) {
      expect(table!.stdout).toContain(`: ${finding}\n`);
      expect(csv!.stdout).toContain(finding);
    }
  });
});
