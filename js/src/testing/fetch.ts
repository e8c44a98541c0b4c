import { replyStream, waitFor } from './stream.js';
import type { ForeignRequest, SimulatedReply, SimulatedRequest, Simulator } from './types.js';

type Fetch = typeof globalThis.fetch;
type FetchInput = Parameters<Fetch>[0];
type FetchInit = NonNullable<Parameters<Fetch>[1]>;

/** What a call of `fetch` asks for. */
interface Call {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string;
  readonly redirect: 'follow' | 'manual' | 'error';
  readonly signal: AbortSignal | null;
}

/** What the Fetch standard allows. */
const MAX_REDIRECTS = 20;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const WITHOUT_BODY: ReadonlySet<number> = new Set([101, 204, 205, 304]);

/**
 * A `fetch` that reaches one simulator. Redirects are followed, returned or refused as the request
 * says; on the way to another origin `Authorization` is left out and other headers stay, as the
 * Fetch standard has it.
 */
export function createFetch(
  simulator: Pick<Simulator, 'handle' | 'basePath' | 'carriesKey'>,
  origins: readonly string[],
  recordForeign: (request: ForeignRequest) => void,
): Fetch {
  const exchange = (call: Call): SimulatedReply => {
    if (origins.includes(call.url.origin))
      return simulator.handle(toRequest(call, simulator.basePath));
    recordForeign(foreignRequest(call, (text) => simulator.carriesKey(text)));
    return FOREIGN_REPLY;
  };
  return async (input, init) => {
    let call = await readCall(input, init ?? {});
    for (let redirects = 0; ; redirects++) {
      call.signal?.throwIfAborted();
      const reply = exchange(call);
      await waitFor(reply.delayMs, call.signal);
      const location = REDIRECTS.has(reply.status)
        ? reply.headers.find(([name]) => name === 'location')?.[1]
        : undefined;
      if (location === undefined || call.redirect === 'manual')
        return respond(reply, call, redirects > 0);
      if (call.redirect === 'error' || redirects === MAX_REDIRECTS)
        throw networkError('redirect refused');
      call = redirected(call, new URL(location, call.url), reply.status);
    }
  };
}

/** What a foreign host answers: nothing of use. */
export const FOREIGN_BODY = '{"foreign":true}';

const FOREIGN_REPLY: SimulatedReply = {
  status: 200,
  headers: [['content-type', 'application/json']],
  body: new TextEncoder().encode(FOREIGN_BODY),
  delivery: { how: 'whole' },
  delayMs: 0,
};

/**
 * A request that left its origin, as it is recorded. The body is looked through for keys, and not
 * kept.
 */
export function foreignRequest(
  call: {
    readonly method: string;
    readonly url: URL | string;
    readonly headers: Headers;
    readonly body: string;
  },
  carriesKey: (text: string) => boolean,
): ForeignRequest {
  const url = String(call.url);
  const everything = [url, call.body, ...call.headers.values()];
  return {
    method: call.method,
    url,
    headerNames: [...call.headers.keys()],
    carriesKey: everything.some((text) => carriesKey(text)),
  };
}

async function readCall(input: FetchInput, init: FetchInit): Promise<Call> {
  const request = input instanceof Request ? input : null;
  const signal = init.signal ?? request?.signal ?? null;
  signal?.throwIfAborted();
  const headers = new Headers(init.headers ?? request?.headers);
  const body =
    init.body === undefined || init.body === null
      ? ((await request?.text()) ?? '')
      : await bodyText(init.body, headers);
  return {
    url: new URL(input instanceof Request ? input.url : input),
    method: (init.method ?? request?.method ?? 'GET').toUpperCase(),
    headers,
    body,
    redirect: init.redirect ?? request?.redirect ?? 'follow',
    signal,
  };
}

/**
 * The text of any body that `fetch` takes; its own content type is used where the caller named
 * none.
 */
async function bodyText(body: NonNullable<FetchInit['body']>, headers: Headers): Promise<string> {
  const carrier = new Response(body);
  const type = carrier.headers.get('content-type');
  if (type !== null && !headers.has('content-type')) headers.set('content-type', type);
  return carrier.text();
}

function toRequest(call: Call, basePath: string): SimulatedRequest {
  const { pathname, search } = call.url;
  // A path beside the base path reaches the vendor too, and no route of it.
  const below = pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : pathname;
  return { method: call.method, target: below + search, headers: call.headers, body: call.body };
}

function redirected(call: Call, url: URL, status: number): Call {
  const headers = new Headers(call.headers);
  if (url.origin !== call.url.origin) headers.delete('authorization');
  const becomesGet =
    status === 303 || ((status === 301 || status === 302) && call.method === 'POST');
  if (!becomesGet) return { ...call, url, headers };
  headers.delete('content-type');
  return { ...call, url, headers, method: 'GET', body: '' };
}

async function respond(
  reply: SimulatedReply,
  call: Call,
  wasRedirected: boolean,
): Promise<Response> {
  const { delivery } = reply;
  if (delivery.how === 'reset' && delivery.afterBytes === null)
    throw networkError('connection reset');
  if (delivery.how === 'stall' && delivery.afterBytes === null)
    await waitFor(Infinity, call.signal);
  const headers = new Headers(
    reply.headers.map(([name, value]): [string, string] => [name, value]),
  );
  const stream = WITHOUT_BODY.has(reply.status) ? null : replyStream(reply, call.signal);
  const length = declaredLength(reply);
  if (stream !== null && length !== null) headers.set('content-length', String(length));
  const response = new Response(stream, { status: reply.status, headers });
  Object.defineProperties(response, {
    url: { value: call.url.href },
    redirected: { value: wasRedirected },
  });
  return response;
}

/** `null` where a server would not declare a length. */
function declaredLength({ body, delivery }: SimulatedReply): number | null {
  if (delivery.how === 'drip' || delivery.how === 'oversize' || delivery.how === 'truncated-gzip')
    return null;
  return delivery.how === 'content-length' ? Math.max(0, body.length + delivery.by) : body.length;
}

/** As Node's and browsers' `fetch` fail: a `TypeError` whose cause names the connection's error. */
function networkError(why: string): TypeError {
  return new TypeError('fetch failed', { cause: new Error(why) });
}
