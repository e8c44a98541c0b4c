/** A made-up vendor whose answers a test writes itself, over real HTTP: for what no simulator does. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Rows at /rows, the cursor at /next, errors as /message and /code, all in HTTP 200 where `code` is set. */
export const LEDGER = {
  id: 'ledger',
  name: 'Ledger',
  auth: { header: 'Authorization', format: 'Bearer {key}' },
  success: { at: '/code', absent: true },
  error: {
    message: '/message',
    code: '/code',
    codes: {
      SIGN_IN: 'authentication',
      SLOW_DOWN: 'rateLimit',
      TRY_AGAIN: 'temporary',
      BAD_CURSOR: 'cursor',
    },
  },
  operations: {
    history: {
      request: { path: '/entries' },
      rows: '/rows',
      paging: { kind: 'token', from: '/next', to: { query: 'cursor' } },
      entry: {
        id: '/id',
        kind: { bySign: { positive: 'grant', negative: 'usage' } },
        amount: '/amount',
      },
    },
  },
} as const;

/** A request as it came, whole. */
export interface Arrived {
  readonly url: URL;
  readonly method: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Answer = (request: Arrived, response: ServerResponse, number: number) => void;

export interface TestServer {
  readonly origin: string;
  readonly requests: readonly Arrived[];
  close(): Promise<void>;
}

/** Listens on 127.0.0.1; `number` counts requests from 1. */
export async function serve(answer: Answer): Promise<TestServer> {
  const requests: Arrived[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', headers } = request;
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const arrived = { url, method, headers, body: Buffer.concat(chunks).toString() };
      requests.push(arrived);
      answer(arrived, response, requests.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

export interface LedgerBody {
  readonly rows: readonly { readonly id: string; readonly amount: number }[];
  readonly next?: string;
}

/** The page that `cursor` leads to, of `total` rows in pages of `size`. Ids are "1", "2", … */
export function pageAt(cursor: string | null, total: number, size: number): LedgerBody {
  const from = Number(cursor ?? 0);
  const to = Math.min(total, from + size);
  const rows = Array.from({ length: to - from }, (_, index) => ({
    id: String(from + index + 1),
    amount: 1,
  }));
  return to < total ? { rows, next: String(to) } : { rows };
}

/** Answers every request with its page. */
export function pages(total: number, size: number): Answer {
  return ({ url }, response) => {
    json(response, pageAt(url.searchParams.get('cursor'), total, size));
  };
}

/** "1" … as the ids of {@link pageAt}. */
export function ids(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
}
