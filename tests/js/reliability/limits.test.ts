import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { json, ledger, pageAt, rejection } from './support.js';

test('a decompression bomb is stopped at maxResponseBytes of decoded bytes', async () => {
  // Of members of a megabyte, so that making it leaves nothing large behind: 200 MB.
  const member = gzipSync(Buffer.alloc(1_000_000, ' '));
  const bomb = Buffer.concat(Array.from({ length: 200 }, () => member));
  expect(bomb.byteLength).toBeLessThan(300_000);
  const { server, client } = await ledger((_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
  });
  const before = process.memoryUsage().arrayBuffers;
  const error = await rejection(client.history().toArray());
  expect(error).toMatchObject({ name: 'ResponseFormatError', code: 'tooLarge', page: 1 });
  expect(String(error)).toContain('16777216');
  // What was read, twice that, and what the runtime had decoded ahead and not yet collected.
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100_000_000);
  expect(server.requests).toHaveLength(1);
});

test('a body without end is cancelled: the server sees its connection close', async () => {
  let closed = false;
  const { client } = await ledger(
    (_request, response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(65_536, ' ');
      const more = (): void => {
        while (!closed && response.write(chunk));
      };
      response.on('drain', more).on('close', () => {
        closed = true;
      });
      more();
    },
    { maxResponseBytes: 1_000_000 },
  );
  const error = await rejection(client.history().toArray());
  expect(error).toMatchObject({ code: 'tooLarge' });
  await expect.poll(() => closed).toBe(true);
});

test('a body of exactly maxResponseBytes is read, one byte more is not', async () => {
  const page = pageAt(null, 3, 10);
  const bytes = Buffer.byteLength(JSON.stringify(page));
  for (const [maxResponseBytes, outcome] of [
    [bytes, 3],
    [bytes - 1, 'tooLarge'],
  ] as const) {
    const { client } = await ledger(
      (_request, response) => {
        json(response, page);
      },
      { maxResponseBytes },
    );
    const result = await client
      .history()
      .toArray()
      .then((entries) => entries.length)
      .catch((error: unknown) => (error as { code: string }).code);
    expect(result).toBe(outcome);
  }
});

test('a fetch without streams is held to the limit too', async () => {
  const { client } = await ledger(() => undefined, {
    maxResponseBytes: 10,
    fetch: () =>
      Promise.resolve({
        status: 200,
        type: 'basic',
        redirected: false,
        headers: new Headers(),
        body: null,
        arrayBuffer: () => Promise.resolve(new ArrayBuffer(11)),
      } as Response),
  });
  expect(await rejection(client.history().toArray())).toMatchObject({ code: 'tooLarge' });
});

test('toArray takes a page of more rows than a call in Safari takes arguments', async () => {
  const rows = 65_537;
  const { client } = await ledger((_request, response) => {
    json(response, pageAt(null, rows, rows));
  });
  const { push } = Array.prototype;
  Array.prototype.push = function (...items: unknown[]) {
    if (items.length > 65_536) throw new RangeError('too many arguments');
    return push.apply(this, items);
  };
  const reading = client.history().toArray();
  const entries = await reading.finally(() => {
    Array.prototype.push = push;
  });
  expect(entries).toHaveLength(rows);
});
