/** Servers that break HTTP, JSON or good manners, byte by byte over a socket: each walk ends, typed, and holds nothing. */
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import {
  AT_ONCE,
  CANARY,
  closing,
  createClient,
  CreditKitError,
  ids,
  json,
  LEDGER,
  ledger,
  pageAt,
  rejection,
} from './support.js';

const unhandled: unknown[] = [];
const note = (reason: unknown): void => {
  unhandled.push(reason);
};
process.on('unhandledRejection', note);
afterAll(() => {
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

interface RawServer {
  readonly origin: string;
  /** Connections that are not closed yet. */
  open(): number;
  close(): Promise<void>;
}

/** Reads one request from each connection, and leaves the rest to `answer`. */
async function raw(answer: (socket: Socket) => void): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    socket.once('data', () => {
      socket.resume();
      answer(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    open: () => sockets.size,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const PAGE = JSON.stringify(pageAt(null, 3, 10));
const LENGTH = `Content-Length: ${String(PAGE.length)}`;
const CHUNK = `${PAGE.length.toString(16)}\r\n${PAGE}\r\n`;

const head = (status: string, ...headers: string[]): string =>
  `HTTP/1.1 ${status}\r\n${[...headers, 'Connection: close'].join('\r\n')}\r\n\r\n`;
const sends =
  (...parts: (string | Buffer)[]) =>
  (socket: Socket): void => {
    for (const part of parts) socket.write(part);
    socket.end();
  };
const body = (text: string): ((socket: Socket) => void) => sends(head('200 OK'), text);
const row = (members: string): string => `{"rows":[{${members}}]}`;

/** Again and again until the client has enough. */
function forever(first: string, more: string): (socket: Socket) => void {
  return (socket) => {
    socket.write(first);
    const timer = setInterval(() => socket.write(more), 5);
    socket.on('close', () => {
      clearInterval(timer);
    });
  };
}

const bomb = (layers: number): Buffer => {
  let bytes: Buffer = Buffer.alloc(30_000_000, ' ');
  for (let layer = 0; layer < layers; layer += 1) bytes = gzipSync(bytes);
  return bytes;
};

const ROWS = 'three rows';

/** What each of them gets; where runtimes may differ, one of two: JSON says itself where it ends. */
const ANSWERS: readonly [
  name: string,
  answer: (socket: Socket) => void,
  ...outcomes: readonly string[],
][] = [
  ['a sound answer', sends(head('200 OK', LENGTH), PAGE), ROWS],
  ['HTTP/1.0 without a length', sends(`HTTP/1.0 200 OK\r\n\r\n${PAGE}`), ROWS],
  ['no status line', sends(PAGE), 'NetworkError'],
  ['bytes that are no HTTP', sends('\0\xff\xfe\r\n\r\n'), 'NetworkError'],
  ['status 000', sends(head('000 X', LENGTH), PAGE), 'NetworkError', 'ParameterError'],
  ['status 999', sends(head('999 X', LENGTH), PAGE), 'ApiError', 'NetworkError'],
  ['status 101', sends(head('101 X', 'Upgrade: x'), PAGE), 'NetworkError'],
  [
    '100 Continue without end',
    forever('', 'HTTP/1.1 100 Continue\r\n\r\n'),
    'NetworkError',
    'TimeoutError',
  ],
  ['status 205', sends(head('205 X', 'Content-Length: 0')), 'ResponseFormatError'],
  ['status 300 with a page', sends(head('300 X', LENGTH), PAGE), 'ResponseFormatError'],
  ['status 304', sends(head('304 X')), 'ResponseFormatError'],
  ['a redirect without a location', sends(head('302 X', 'Content-Length: 0')), 'ApiError'],
  [
    'a redirect to itself',
    sends(head('307 X', 'Location: /entries', 'Content-Length: 0')),
    'ApiError',
  ],
  [
    'a redirect to nonsense',
    sends(head('308 X', 'Location: ht!tp://[[[', 'Content-Length: 0')),
    'ApiError',
  ],
  [
    'Refresh and Set-Cookie',
    sends(head('200 OK', 'Refresh: 0; url=http://127.0.0.1:1/', 'Set-Cookie: a=b', LENGTH), PAGE),
    ROWS,
  ],
  [
    'a header of a megabyte',
    sends(head('200 OK', `X: ${'a'.repeat(1_000_000)}`, LENGTH), PAGE),
    'NetworkError',
  ],
  [
    'headers without end',
    forever('HTTP/1.1 200 OK\r\n', `X: ${'a'.repeat(500)}\r\n`),
    'NetworkError',
    'TimeoutError',
  ],
  ['a NUL in a header', sends(head('200 OK', 'X: a\0b', LENGTH), PAGE), 'NetworkError', ROWS],
  ['two lengths', sends(head('200 OK', 'Content-Length: 5', LENGTH), PAGE), 'NetworkError'],
  ['a negative length', sends(head('200 OK', 'Content-Length: -5'), PAGE), 'NetworkError'],
  [
    'a length of ten gigabytes',
    sends(head('200 OK', 'Content-Length: 10000000000'), PAGE),
    'NetworkError',
  ],
  [
    'a chunk size that is no number',
    sends(head('200 OK', 'Transfer-Encoding: chunked'), `zz\r\n${PAGE}`),
    'NetworkError',
  ],
  [
    'a chunk that is cut off',
    sends(head('200 OK', 'Transfer-Encoding: chunked'), 'ffffff\r\n', PAGE),
    'NetworkError',
    ROWS,
  ],
  [
    'no last chunk',
    sends(head('200 OK', 'Transfer-Encoding: chunked'), CHUNK),
    'NetworkError',
    ROWS,
  ],
  [
    'a length and chunks',
    sends(head('200 OK', 'Transfer-Encoding: chunked', 'Content-Length: 3'), CHUNK, '0\r\n\r\n'),
    'NetworkError',
    ROWS,
  ],
  [
    'what is not gzip',
    sends(head('200 OK', 'Content-Encoding: gzip', LENGTH), PAGE),
    'NetworkError',
  ],
  [
    'gzip in gzip in gzip',
    sends(head('200 OK', 'Content-Encoding: gzip, gzip, gzip'), bomb(3)),
    'ResponseFormatError',
  ],
  [
    'a hundred encodings',
    sends(head('200 OK', `Content-Encoding: ${Array(100).fill('gzip').join(', ')}`), PAGE),
    'NetworkError',
    'ResponseFormatError',
  ],
  ['a picture, it says', sends(head('200 OK', 'Content-Type: image/png', LENGTH), PAGE), ROWS],
  ['a content type that is none', sends(head('200 OK', 'Content-Type: ;;==', LENGTH), PAGE), ROWS],
  ['a million brackets', body('['.repeat(1_000_000)), 'ResponseFormatError'],
  [
    'brackets in a row',
    body(row(`"id":"1","amount":1,"x":${'['.repeat(50_000)}${']'.repeat(50_000)}`)),
    'ResponseFormatError',
  ],
  [
    'a hundred thousand empty rows',
    body(`{"rows":[${'{},'.repeat(100_000)}{}]}`),
    'ResponseFormatError',
  ],
  ['two amounts in a row', body(row('"id":"1","amount":1,"amount":2')), 'ResponseFormatError'],
  [
    'a number of a million digits',
    body(row(`"id":"1","amount":${'9'.repeat(1_000_000)}`)),
    'ResponseFormatError',
  ],
  ['an exponent without end', body(row('"id":"1","amount":1e999999999999')), 'ResponseFormatError'],
  [
    'an id of ten megabytes',
    body(row(`"id":"${'x'.repeat(10_000_000)}","amount":1`)),
    'ResponseFormatError',
  ],
  [
    'a cursor of ten megabytes',
    body(`{"rows":[],"next":"${'x'.repeat(10_000_000)}"}`),
    'PaginationError',
  ],
  ['a cursor that is half a character', body('{"rows":[],"next":"\\ud800"}'), 'PaginationError'],
  ['a code of five megabytes', body(`{"code":"${'x'.repeat(5_000_000)}"}`), 'ApiError'],
  [
    'a pause of 10⁴⁰⁰ seconds',
    sends(head('503 X', `Retry-After: ${'9'.repeat(400)}`, 'Content-Length: 0')),
    'ApiError',
  ],
  ['nothing', (socket) => socket.end(), 'NetworkError'],
  ['a reset', (socket) => socket.resetAndDestroy(), 'NetworkError'],
];

test.each(ANSWERS)(
  '%s: all rows or a typed error, and every socket is closed',
  async (_name, answer, ...outcomes) => {
    const server = closing(await raw(answer));
    const client = await createClient({
      provider: LEDGER,
      baseUrl: server.origin,
      apiKey: CANARY,
      timeoutMs: 5_000,
      retry: { ...AT_ONCE, limit: 1 },
    });
    const walk = client.history();
    const outcome = await walk.toArray().then(
      (entries) => (entries.length === 3 && walk.report.complete ? ROWS : 'a lie'),
      (error: unknown) => (error instanceof CreditKitError ? error.name : String(error)),
    );
    expect(outcomes).toContain(outcome);
    await expect.poll(() => server.open()).toBe(0);
  },
);

test('a cursor made to break the request is sent as data, encoded', async () => {
  for (const cursor of ['a\r\nX-Evil: 1', 'a#b&cursor=c?d/../e', '%00', ' ', '\u0000']) {
    const { server, client } = await ledger(({ url }, response) => {
      json(
        response,
        url.searchParams.has('cursor')
          ? pageAt('3', 4, 10)
          : { ...pageAt(null, 3, 10), next: cursor },
      );
    });
    expect((await client.history().toArray()).map(({ id }) => id)).toEqual(ids(1, 4));
    expect(server.requests[1]?.url.pathname).toBe('/entries');
    expect(server.requests[1]?.url.searchParams.getAll('cursor')).toEqual([cursor]);
    expect(server.requests[1]?.headers).not.toHaveProperty('x-evil');
  }
});

test('a vendor’s words can neither forge a line of a log nor steer a terminal', async () => {
  const message = 'no\r\n[info] all is well\u001b[2J\u0007 \u202egnol oot';
  const { client } = await ledger((_request, response) => {
    json(response, { code: 'X', message });
  });
  const error = await rejection(client.history().toArray());
  expect(error).toMatchObject({ vendorMessage: message });
  expect(String(error)).toContain('no [info] all is well [2J');
  expect(String(error)).not.toMatch(/[\p{Cc}\u202e]/u);
});

test('a body in a hundred thousand pieces is held as its bytes, not as its pieces', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const held = (): number => {
    collectGarbage();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const page = new TextEncoder().encode(`${' '.repeat(100_000)}${PAGE}`);
  const before = held();
  let after = 0;
  let at = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at === page.byteLength) {
        after = held();
        controller.close();
      } else controller.enqueue(page.slice(at, at + 1));
      at += 1;
    },
  });
  const { client } = await ledger(() => undefined, {
    fetch: () => Promise.resolve(new Response(stream)),
  });
  expect(await client.history().toArray()).toHaveLength(3);
  // Each piece kept would be a typed array with a buffer of its own: 20 MB.
  expect(after - before).toBeLessThan(5_000_000);
});
