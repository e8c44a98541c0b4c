/** A vector through the public API: its bytes given to `normalize`, or served to a walk or a call. */
import { createClient, type CreditClient, type CreditPage } from '../client/support/core.js';
import { bodyOf, definitionOf, type Vector } from './vector.js';

/** A definition without an address needs one; no request leaves the process. */
const BASE_URL = 'https://api.example.com';

export type ReadPage = Pick<CreditPage, 'entries' | 'balance' | 'entitlements'> &
  Partial<Pick<CreditPage, 'totalClaimed' | 'uncertainTimes'>>;

async function clientOf(vector: Vector, fetch: typeof globalThis.fetch): Promise<CreditClient> {
  const params = Object.entries(vector.clientParams ?? {});
  const definition = definitionOf(vector);
  return createClient({
    provider: definition,
    // A definition's own address stays: a page's next URL must be of the same origin.
    ...(definition.baseUrl === undefined ? { baseUrl: BASE_URL } : {}),
    apiKey: 'the-secret-key',
    params: Object.fromEntries(params.map(([name, value]) => [name, String(value)])),
    retry: false,
    fetch,
  });
}

/** By `normalize`, which knows no query. */
export async function normalized(vector: Vector): Promise<CreditPage> {
  const client = await clientOf(vector, () => Promise.reject(new Error('normalize requested')));
  const { operation = 'history', status = 200, headers = {}, includeRaw = false } = vector;
  const read = (): CreditPage =>
    client.normalize(operation, bodyOf(vector), { status, headers, includeRaw });
  read();
  // Again: now the layout of the rows is known, which must change nothing.
  return read();
}

/** What a server saw that answers the vector's response once, and nothing after it. */
export interface Served {
  readonly page: ReadPage;
  /** The requests, in full: method, URL, headers and body. */
  readonly requests: readonly string[];
}

/** By a walk or a call with the vector's query. Rejects with what the page's own reading rejects with. */
export async function served(vector: Vector): Promise<Served> {
  const requests: string[] = [];
  const client = await clientOf(vector, async (url, init) => {
    requests.push(await requestText(new Request(url, init)));
    return requests.length === 1 ? responseOf(vector) : Response.error();
  });
  const { operation = 'history', params = {}, includeRaw = false } = vector;
  if (operation === 'balance') {
    const balance = await client.balance(params);
    return { page: { entries: [], balance, entitlements: [] }, requests };
  }
  if (operation === 'entitlements') {
    const { entitlements } = await client.entitlements(params);
    return { page: { entries: [], balance: null, entitlements }, requests };
  }
  const pages = client.history(params, { includeRaw }).pages();
  const { value: page } = await pages.next();
  if (page === undefined) throw new Error('the walk ended before its first page');
  // What follows is asked for, to see how; that it does not come is no matter.
  await pages.next().catch(() => undefined);
  return { page, requests };
}

function responseOf(vector: Vector): Response {
  const { status = 200, headers = {} } = vector;
  const body = bodyOf(vector);
  return new Response(body.byteLength === 0 ? null : body, { status, headers });
}

async function requestText(request: Request): Promise<string> {
  const headers = [...request.headers].map(([name, value]) => `${name}: ${value}`);
  const url = decodeURIComponent(request.url.replaceAll('+', '%20'));
  return [`${request.method} ${url}`, ...headers, '', await request.text()].join('\n');
}
