/** The network of a block's process: the vendors' own addresses lead to simulators that listen on 127.0.0.1. */
import { readFile } from 'node:fs/promises';

/** What `tests/js/docs.test.ts` hands over. */
export interface Surroundings {
  readonly root: string;
  readonly key: string;
  /** From where a vendor is to where it is simulated. */
  readonly routes: readonly (readonly [from: string, to: string])[];
  /** The documentation's placeholders, by what they stand for at the simulators. */
  readonly names: readonly (readonly [placeholder: string, name: string])[];
  /** What the vendor that the documentation invents answers. */
  readonly acme: string;
}

const surroundings = JSON.parse(process.env['DOCS_WORLD'] ?? '{}') as Surroundings;

export const KEY = surroundings.key;
export const packageRoot = surroundings.root;
export const acmeResponse = surroundings.acme;

const asked = new Map<string, number>();

/** How often a URL of the page's own origin was asked for. */
export function urlOf(path: string): { readonly asked: number } {
  return { asked: asked.get(path) ?? 0 };
}

const realFetch = globalThis.fetch;

globalThis.fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  if (url.startsWith('/')) {
    asked.set(url, (asked.get(url) ?? 0) + 1);
    return ownOrigin(url);
  }
  if (url.startsWith('https://app.example/nametrust/')) {
    const headers = { ...Object(init?.headers), authorization: `Bearer ${KEY}` } as HeadersInit;
    const path = url.slice('https://app.example/nametrust'.length);
    return realFetch(`${routed('https://api.nametrust.com')}${path}`, { ...init, headers });
  }
  if (url.startsWith('https://api.acme.example/v1/accounts/a1/ledger')) {
    return new Response(surroundings.acme, { headers: { 'content-type': 'application/json' } });
  }
  return realFetch(routed(url), init);
};

async function ownOrigin(path: string): Promise<Response> {
  if (path === '/token') {
    return new Response(KEY);
  }
  if (path === '/assets/core.wasm') {
    return new Response(await readFile(`${packageRoot}/dist/core.wasm`), {
      headers: { 'content-type': 'application/wasm' },
    });
  }
  return new Response('', { status: 404 });
}

/** Nothing else is reached: a test talks to this machine only. */
function routed(url: string): string {
  if (new URL(url).hostname === '127.0.0.1') {
    return url;
  }
  const [from, to] = surroundings.routes.find(([origin]) => url.startsWith(origin)) ?? [];
  if (from === undefined || to === undefined) {
    throw new TypeError(`no block may ask ${new URL(url).origin}`);
  }
  return surroundings.names.reduce(
    (text, [placeholder, name]) => text.replace(placeholder, name),
    to + url.slice(from.length),
  );
}
