/** What `--param` and a definition of one's own say reaches the vendor as it was written, or is refused. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { file, run } from './command.js';

const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(`${String(request.url)} ${String(request.headers.authorization)}`);
  response.setHeader('content-type', 'application/json').end('{"rows":[]}');
});

afterEach(() => {
  asked.length = 0;
});

async function origin(): Promise<string> {
  if (!server.listening) {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    server.unref();
  }
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

async function definition(more: object): Promise<string> {
  return file(
    'acme.json',
    JSON.stringify({
      id: 'acme',
      baseUrl: await origin(),
      operations: {
        history: {
          request: { path: '/l/{id}', params: { id: { in: 'path', type: 'integer' } } },
          rows: '/rows',
          entry: { kind: 'other', amount: '/amount' },
        },
      },
      ...more,
    }),
  );
}

test('an id beyond 2^53 is asked for digit by digit', async () => {
  const path = await definition({});
  const { code } = await run(['history', '--definition', path, '--param', 'id=9007199254740993']);
  expect(code).toBe(0);
  expect(asked).toEqual(['/l/9007199254740993 undefined']);
});

test.each(['0x1F', '1e3', '+5', '007', ' 5', '1.5'])(
  'the number %j is refused, not sent as another',
  async (written) => {
    const path = await definition({});
    const { code, stderr } = await run([
      'history',
      '--definition',
      path,
      '--param',
      `id=${written}`,
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain('an integer');
    expect(asked).toEqual([]);
  },
);

test('a base URL with a parameter in it is filled, as in the library', async () => {
  const path = await definition({
    baseUrl: `${await origin()}/{site}`,
    params: { site: { required: true } },
    auth: { header: 'Authorization', format: 'Bearer {key}' },
  });
  const args = ['history', '--definition', path, '--param', 'id=1', '--param', 'site=eu'];
  const { code, stderr } = await run(args, { env: { CREDITKIT_API_KEY: 'a-key-of-this-test' } });
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(asked).toEqual(['/eu/l/1 Bearer a-key-of-this-test']);
});

test('a vendor whose auth is null is asked without a key', async () => {
  const path = await definition({ auth: null });
  const { code } = await run(['history', '--definition', path, '--param', 'id=1']);
  expect(code).toBe(0);
  expect(asked).toEqual(['/l/1 undefined']);
});
