/** A vendor on 127.0.0.1, as its documents tell, for definitions that nobody here has tried on the real one. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';

export interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string;
}

export interface Answered {
  readonly status?: number;
  /** JSON text: an object would have lost its numbers' digits. */
  readonly body: string;
}

export interface VendorServer {
  readonly origin: string;
  readonly asked: readonly Asked[];
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** Closed when the test is over. */
export async function serve(answer: (asked: Asked) => Answered): Promise<VendorServer> {
  const all: Asked[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const asked = {
      path: pathname,
      query: searchParams,
      authorization: request.headers.authorization ?? '',
    };
    all.push(asked);
    const { status = 200, body } = answer(asked);
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    const closed = new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
    });
    server.closeAllConnections();
    await closed;
  });
  return {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    asked: all,
  };
}
