import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startDemo } from '../../web-demo/server.mjs';

let demo: Awaited<ReturnType<typeof startDemo>>;

beforeAll(async () => {
  demo = await startDemo();
});

afterAll(async () => {
  await demo.close();
});

/** The status of the answer to a request whose first line is `line`: fetch would write a tidier one. */
function statusOf(line: string, body = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(demo.origin).port), '127.0.0.1');
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => (answer += text));
    socket.on('error', reject);
    socket.on('close', () => {
      resolve(answer.split(' ', 2)[1] ?? '');
    });
    const length = `content-length: ${String(Buffer.byteLength(body))}`;
    socket.write(`${line} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${length}\r\n\r\n${body}`);
  });
}

it.each(['//', '///', '//[', '/..%2f', '/../package.json', '/%00', '/%', '/vendors/1/klaim//'])(
  'has no file for a request of %s, and goes on serving',
  async (path) => {
    expect(await statusOf(`GET ${path}`)).toBe('404');
    expect(await statusOf('GET /?from=a-link')).toBe('200');
  },
);

it.each(['', 'null', '{', '{"rows":-1,"provider":"klaim"}', '{"rows":1,"provider":"nobody"}'])(
  'refuses an order of simulators that reads %j, and goes on serving',
  async (order) => {
    expect(await statusOf('POST /vendors', order)).toBe('400');
    expect(await statusOf('POST /vendors', '{"rows":1,"provider":"klaim"}')).toBe('200');
  },
);

it('outlives a visitor who leaves in the middle of an order', async () => {
  await new Promise<void>((resolve) => {
    const socket = connect(Number(new URL(demo.origin).port), '127.0.0.1', () => {
      socket.write('POST /vendors HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{', () => {
        socket.destroy();
      });
    });
    socket.on('close', () => {
      resolve();
    });
  });
  expect(await statusOf('GET /')).toBe('200');
});
