import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A vendor that nobody has heard of, described as data: what one pastes into the page's editor. */
export const acmeDefinition = {
  id: 'acme',
  name: 'Acme Credits',
  auth: { header: 'X-Api-Key', format: '{key}' },
  operations: {
    history: {
      request: { path: '/movements' },
      rows: '/rows',
      paging: { kind: 'token', from: '/next', to: 'after' },
      entry: {
        id: '/id',
        amount: '/delta',
        kind: { bySign: { positive: 'grant', negative: 'usage' } },
        time: { at: '/at', format: 'unix s' },
        unit: { at: '/unit', default: 'credits' },
        description: '/note',
      },
    },
  },
} as const;

/** Its pages by the token that leads to them. */
export type AcmePages = Readonly<
  Record<string, { readonly rows: readonly AcmeRow[]; readonly next: string | null }>
>;

export const acmePages = {
  '': {
    rows: [
      row('m1', '12.50', 'credits', 1_790_000_000),
      row('m2', '-0.000000000000000001', 'tokens', 1_790_000_100),
    ],
    next: 'page two',
  },
  'page two': {
    rows: [row('m3', '-9007199254740993', 'credits', 1_790_000_200)],
    next: null,
  },
} as const satisfies AcmePages;

interface AcmeRow {
  readonly id: string;
  readonly delta: string;
  readonly unit: string;
  readonly at: number;
  readonly note: string;
}

function row(id: string, delta: string, unit: string, at: number): AcmeRow {
  return { id, delta, unit, at, note: `movement ${id}` };
}

/** Its server, at an origin of its own, so that a browser asks first. */
export async function serveAcme(
  key: string,
  pages: AcmePages = acmePages,
): Promise<{ readonly baseUrl: string; readonly keys: readonly string[]; close(): void }> {
  const keys: string[] = [];
  const server = createServer((request, response) => {
    const allow = {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'x-api-key',
      'access-control-allow-methods': 'GET',
    };
    if (request.method === 'OPTIONS') {
      response.writeHead(204, allow).end();
      return;
    }
    const { searchParams } = new URL(request.url ?? '/', 'http://acme.invalid');
    const given = String(request.headers['x-api-key'] ?? searchParams.get('api_key') ?? '');
    keys.push(given);
    const after = searchParams.get('after') ?? '';
    const page = pages[after];
    response.writeHead(given === key ? 200 : 401, { ...allow, 'content-type': 'application/json' });
    response.end(JSON.stringify(given === key ? page : { error: 'no' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${String(port)}`,
    keys,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
