/** The simulators over real HTTP, for Node. Faults of the connection are done with real sockets. */
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerForeign, answerPreflight, CORS_HEADERS, isPreflight } from './cors.js';
import { deliver } from './deliver.js';
import { foreignRequest } from './fetch.js';
import type { ForeignRequest, Provider, Simulator } from './types.js';

/**
 * One simulator, at the server's root; or several, each below a prefix of its own: `/klaim`,
 * `/cloudreve`, …
 */
export type Mounts = Simulator | readonly Simulator[];

export interface ListenerOptions {
  /**
   * Answers browsers of other origins, preflights included; only the headers that the vendors know
   * are allowed. Default true.
   */
  readonly cors?: boolean;
  /** Where redirects and next links lead. Default `https://elsewhere.example`. */
  readonly foreignOrigin?: string;
}

export interface ListenOptions extends Pick<ListenerOptions, 'cors'> {
  /** Default 0: a free one. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
}

/** A server that listens. */
export interface SimulatorServer {
  /** Scheme, host and port. */
  readonly origin: string;
  /**
   * What a client takes for the vendor's base URL. @throws RangeError where this vendor is not
   * served.
   */
  baseUrl(provider?: Provider): string;
  /** A second origin: redirects and next links lead here, and whatever arrives is recorded. */
  readonly foreign: { readonly origin: string; readonly requests: readonly ForeignRequest[] };
  /** Stops listening and destroys all connections, stalled ones too. */
  close(): Promise<void>;
}

/** Serves simulators on 127.0.0.1. */
export async function listen(
  mounts: Mounts,
  options: ListenOptions = {},
): Promise<SimulatorServer> {
  const { host = '127.0.0.1', port = 0 } = options;
  const simulators = listOf(mounts);
  const arrived: ForeignRequest[] = [];
  const foreign = await open(foreignListener(simulators, arrived), host, 0);
  const foreignOrigin = originOf(foreign, host);
  const openVendors = async (): Promise<Server> => {
    const answer = createListener(mounts, { ...options, foreignOrigin });
    return open(
      (request, response) => {
        if (!answer(request, response)) response.writeHead(404).end();
      },
      host,
      port,
    );
  };
  const server = await openVendors().catch(async (error: unknown) => {
    await shut(foreign);
    throw error;
  });
  const origin = originOf(server, host);
  return {
    origin,
    foreign: { origin: foreignOrigin, requests: arrived },
    baseUrl(provider) {
      const simulator = simulators.find(
        (one) => provider === undefined || one.provider === provider,
      );
      if (simulator === undefined) throw new RangeError(`${String(provider)} is not served here`);
      return origin + prefixOf(mounts, simulator) + simulator.basePath;
    },
    async close() {
      await Promise.all([shut(server), shut(foreign)]);
    },
  };
}

/**
 * Serves simulators in a server of your own: gives `false`, and touches nothing, where the path
 * belongs to none of them.
 *
 * @throws RangeError where two simulators are of the same vendor.
 */
export function createListener(
  mounts: Mounts,
  options: ListenerOptions = {},
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const routes = listOf(mounts).map((simulator) => ({
    simulator,
    prefix: prefixOf(mounts, simulator),
  }));
  if (new Set(routes.map(({ prefix }) => prefix)).size !== routes.length)
    throw new RangeError('two simulators of one vendor');
  const { cors = true, foreignOrigin } = options;
  return (request, response) => {
    const url = request.url ?? '/';
    const route = routes.find(({ prefix }) => url.startsWith(`${prefix}/`));
    if (route === undefined) return false;
    if (cors && isPreflight(request)) {
      answerPreflight(response);
      return true;
    }
    const below = url.slice(route.prefix.length);
    const { basePath } = route.simulator;
    const target = below.startsWith(`${basePath}/`) ? below.slice(basePath.length) : below;
    void exchange(route.simulator, target, request, response, cors, foreignOrigin);
    return true;
  };
}

async function exchange(
  simulator: Simulator,
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
  cors: boolean,
  foreignOrigin: string | undefined,
): Promise<void> {
  const body = await readBody(request);
  if (body === null) return;
  const reply = simulator.handle(
    { method: request.method ?? 'GET', target, headers: headersOf(request), body },
    foreignOrigin === undefined ? {} : { foreignOrigin },
  );
  deliver(
    { ...reply, headers: cors ? [...reply.headers, ...CORS_HEADERS] : reply.headers },
    request,
    response,
  );
}

function foreignListener(
  simulators: readonly Simulator[],
  arrived: ForeignRequest[],
): RequestListener {
  const carriesKey = (text: string): boolean =>
    simulators.some((simulator) => simulator.carriesKey(text));
  return (request, response) => {
    void readBody(request).then((body) => {
      if (body === null) return;
      const { method = 'GET', url = '/' } = request;
      const seen = foreignRequest({ method, url, headers: headersOf(request), body }, carriesKey);
      arrived.push({ ...seen, url: carriesKey(url) ? '[key]' : url });
      answerForeign(request, response);
    });
  };
}

/** `null` where the client went away before its request was whole. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return null;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  return headers;
}

function listOf(mounts: Mounts): readonly Simulator[] {
  return 'handle' in mounts ? [mounts] : mounts;
}

function prefixOf(mounts: Mounts, simulator: Simulator): string {
  return 'handle' in mounts ? '' : `/${simulator.provider}`;
}

async function open(listener: RequestListener, host: string, port: number): Promise<Server> {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
}

function originOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
}

function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
