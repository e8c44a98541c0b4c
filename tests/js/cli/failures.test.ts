// A script reads the exit code, a person the sentence. Neither learns the key.
import type { Fault } from 'creditkit/testing';
import { describe, expect, test } from 'vitest';
import { expectReadable, file, KEY, run, vendor } from './command.js';

const MANY = { times: Infinity } as const;

const CASES: readonly (readonly [what: string, exit: number, says: RegExp, fault: Fault])[] = [
  ['a refusal', 4, /HTTP status 418/, { kind: 'status', status: 418 }],
  ['a missing account', 4, /Check the ids/, { kind: 'status', status: 404 }],
  ['a redirect', 4, /redirect/, { kind: 'redirect' }],
  ['a key without rights', 3, /may read credits/, { kind: 'status', status: 403 }],
  [
    'too many requests',
    5,
    /again in 3600 s/,
    { kind: 'status', status: 429, retryAfter: 3600, ...MANY },
  ],
  ['no answer', 6, /Check the connection/, { kind: 'reset-headers', ...MANY }],
  ['a page for people', 7, /definition/, { kind: 'html' }],
  ['half an answer', 7, /--base-url/, { kind: 'malformed-json' }],
  [
    'a row without its amount',
    7,
    /nothing, at \/items\/\d+\/credits, byte \d+\n/,
    { kind: 'missing-amount' },
  ],
  ['a list without an end', 8, /does not end/, { kind: 'repeated-cursor', atRequest: 2 }],
  ['a list that moves', 8, /rows may be missing/, { kind: 'drift', atRequest: 3, insert: 3 }],
];

describe('what the vendor or the network does', () => {
  test.each(CASES)('%s returns %i', async (_, exit, says, fault) => {
    const { run: command, simulator } = await vendor({
      provider: 'nametrust',
      rows: 90,
      faults: [fault],
    });
    const { code, stdout, stderr } = await command('history', '-f', 'ndjson', '--page-size', '20');
    expect({ code, stderr }).toMatchObject({ code: exit });
    expect(stderr).toMatch(says);
    expectReadable(stderr);
    expect(simulator.carriesKey(stdout + stderr)).toBe(false);
  });

  test('a wrong key returns 3 and names where it came from', async () => {
    const { connection } = await vendor({ provider: 'nametrust' });
    const path = await file('key', 'another-secret-key\n');
    const { code, stdout, stderr } = await run(['history', ...connection, '--key-file', path]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain(`Check the key from ${path}`);
    expect(stderr).not.toContain('another-secret-key');
    expectReadable(stderr);
  });

  test('a vendor that echoes the key does not get it printed', async () => {
    const { run: command } = await vendor({
      provider: 'nametrust',
      faults: [
        { kind: 'vendor-error', status: 400, code: 'x', message: `\u001b[31mno: ${KEY}\nbye` },
      ],
    });
    const { code, stderr } = await command('balance');
    expect(code).toBe(4);
    expect(stderr).toContain('no: [key] bye');
    expectReadable(stderr);
  });

  test('a token of another query returns 2', async () => {
    const { run: command } = await vendor({ provider: 'nametrust' });
    const { code, stderr } = await command('history', '--resume', 'AAAA');
    expect(code).toBe(2);
    expect(stderr).toContain('without --resume');
    expectReadable(stderr);
  });

  test('entries without a time are counted where times choose', async () => {
    const definition = await file(
      'plain.json',
      JSON.stringify({
        id: 'plain',
        baseUrl: 'https://plain.example',
        auth: { header: 'Authorization', format: 'Bearer {key}' },
        operations: {
          history: {
            request: { path: '/credits/usage' },
            rows: '/items',
            entry: { id: '/id', kind: 'other', amount: '/credits' },
          },
        },
      }),
    );
    const { server } = await vendor({ provider: 'nametrust', rows: 5 });
    const { stdout, stderr } = await run(
      ['history', '--definition', definition, '--base-url', server.baseUrl(), '--since', '1d'],
      { env: { CREDITKIT_API_KEY: KEY } },
    );
    expect(stdout).toBe('');
    expect(stderr).toContain('5 entries without a time were left out');
  });
});

describe('what is asked for', () => {
  const USAGE: readonly (readonly [args: string[], says: RegExp])[] = [
    [['histry'], /no command "histry"/],
    [['history', 'sk_live_1'], /takes options only/],
    [['history', '--foo=sk_live_1'], /no option --foo/],
    [['history'], /no vendor was named/],
    [['history', '-p', 'nope'], /--definition FILE/],
    [['history', '-p', 'dodo', '--definition', 'x.json'], /exclude each other/],
    [['history', '-p', 'dodo', '--limit', '0'], /whole number from 1/],
    [['history', '-p', 'dodo', '--limit'], /needs a value/],
    [['history', '-p', 'dodo', '--since', '--raw'], /needs a value, and an option follows/],
    [['history', '-p', 'dodo', '--since', '2026-02-30'], /2026-03-01/],
    [['history', '-p', 'dodo', '--since', '2026-02-03T10:00'], /with its zone/],
    [['history', '-p', 'dodo', '--kind', 'consume'], /--param kind=consume/],
    [['history', '-p', 'dodo', '--format', 'xml'], /table, json, ndjson, csv/],
    [['history', '-p', 'dodo', '--param', 'x'], /NAME=VALUE/],
    [['history', '-p', 'dodo', '--param', 'x=1', '--param', 'x=2'], /--param x is given twice/],
    [['history', '-p', 'dodo'], /--param credit_entitlement_id=VALUE/],
    [['history', '-p', 'nametrust', '--param', 'kid=x'], /Mend or leave out --param kid/],
    [
      ['history', '-p', 'nametrust', '--param', '__proto__=x'],
      /Mend or leave out --param __proto__/,
    ],
    [['history', '-p', 'klaim'], /--base-url/],
    [['history', '-p', 'dodo', '--base-url', 'http://pay.example'], /https/],
    [['balance', '-p', 'cloudreve', '--base-url', 'https://x.example'], /it has history\nAsk for/],
    [['balance', '-p', 'dodo', '--limit', '5'], /balance has no option --limit/],
    [['history', '-p', 'dodo', '--definition=nowhere.json'], /exclude/],
    [['history', '--definition', 'nowhere.json'], /there is no such file/],
    [['history', '-p', 'dodo', '--key-file', 'nowhere'], /there is no such file/],
    [['check'], /needs a file/],
    [['demo', '--port', 'x'], /1 to 65535\nWrite --port 8080/],
    [['demo', '--port', '70000'], /1 to 65535/],
  ];

  test.each(USAGE)('%j returns 2 and says what to write', async (args, says) => {
    const { code, stdout, stderr } = await run(args, { env: { CREDITKIT_API_KEY: KEY } });
    expect({ code, stdout, stderr }).toMatchObject({ code: 2, stdout: '' });
    expect(stderr).toMatch(says);
    expect(stderr).not.toContain('sk_live');
    expectReadable(stderr);
  });

  test.each(['--key', '--api-key', '--token', '-k'])(
    'a key as %s is refused, with the reason, and not repeated',
    async (option) => {
      for (const args of [[option, 'sk_live_1'], [`${option}=sk_live_1`]]) {
        const { code, stdout, stderr } = await run(['history', '-p', 'dodo', ...args]);
        expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
        expect(stderr).toContain('shells keep them in their history');
        expect(stderr).toContain('CREDITKIT_API_KEY');
        expect(stderr).not.toContain('sk_live');
      }
    },
  );

  test('no key at all returns 3 before anything is requested', async () => {
    const { code, stderr } = await run(['history', '-p', 'nametrust']);
    expect(code).toBe(3);
    expect(stderr).toContain('CREDITKIT_API_KEY_NAMETRUST');
    expectReadable(stderr);
  });
});

describe('where the key comes from', () => {
  test.each([
    ['the variable of any vendor', { CREDITKIT_API_KEY: KEY }],
    ['the variable of this vendor', { CREDITKIT_API_KEY_NAMETRUST: KEY }],
    [
      'the variable of this vendor before that of any',
      { CREDITKIT_API_KEY: 'of-another-vendor', CREDITKIT_API_KEY_NAMETRUST: KEY },
    ],
  ])('%s', async (_, env) => {
    const { connection } = await vendor({ provider: 'nametrust' });
    expect(await run(['balance', ...connection], { env })).toMatchObject({ code: 0, stderr: '' });
  });

  test('a file, before any variable', async () => {
    const { connection } = await vendor({ provider: 'nametrust' });
    const path = await file('key', `${KEY}\n`);
    const env = { CREDITKIT_API_KEY: 'of-another-vendor' };
    const result = await run(['balance', ...connection, '--key-file', path], { env });
    expect(result).toMatchObject({ code: 0, stderr: '' });
  });

  test('standard input', async () => {
    const { connection } = await vendor({ provider: 'nametrust' });
    const result = await run(['balance', ...connection, '--key-file', '-'], { input: `${KEY}\n` });
    expect(result).toMatchObject({ code: 0, stderr: '' });
  });

  test.each([
    ['', 'is empty'],
    [`${KEY}\nmore`, 'more than a key'],
  ])('a file with %j is refused', async (content, says) => {
    const path = await file('key', content);
    const { code, stderr } = await run(['balance', '-p', 'nametrust', '--key-file', path]);
    expect(code).toBe(3);
    expect(stderr).toContain(says);
    expectReadable(stderr);
  });

  test('nowhere, for a proxy that adds it', async () => {
    const { connection, simulator } = await vendor({ provider: 'nametrust' });
    const { code, stderr } = await run(['balance', ...connection]);
    expect(simulator.requests[0]!.headerNames).not.toContain('authorization');
    expect(code).toBe(3);
    expect(stderr).toContain('No key was sent');
  });
});
