import { readFileSync } from 'node:fs';
import { createServer, request as send } from 'node:http';
import { createRequire } from 'node:module';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { observer } from './observed.js';
import { startDemo } from '../../../web-demo/server.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'));

/** A request that reached the page's server. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Bytes of the body as they were sent, compressed or not. */
  readonly bytes: number;
}

/** The demo as `make demo` serves it, with an observer in front of the page's own scripts. */
export interface Site {
  readonly origin: string;
  /** The demo itself, with nothing in front. */
  readonly demoOrigin: string;
  readonly seen: readonly SeenRequest[];
  /** Stops answering, as a server that is gone. */
  close(): Promise<void>;
}

export async function serveSite(): Promise<Site> {
  const demo = await startDemo();
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    if (request.url === '/observer.js')
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(observer);
    else if (request.url === '/axe.js')
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(axe);
    else pass(demo.origin, request, response, seen);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    demoOrigin: demo.origin,
    seen,
    async close() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      server.closeAllConnections();
      await Promise.all([closed, demo.close()]);
    },
  };
}

/** Hands a request on and its answer back; only the page itself gets a line more (`/?axe`: two). */
function pass(
  origin: string,
  request: IncomingMessage,
  response: ServerResponse,
  seen: SeenRequest[],
): void {
  const { method = 'GET', url = '/', headers } = request;
  const isPage = url === '/' || url.startsWith('/?');
  const onward = send(
    `${origin}${url}`,
    { method, headers: isPage ? { ...headers, 'accept-encoding': 'identity' } : headers },
    (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (!isPage) response.write(chunk);
      });
      answer.on('end', () => {
        const body = Buffer.concat(chunks);
        seen.push({ method, path: url, status: answer.statusCode ?? 0, bytes: body.length });
        response.end(
          isPage
            ? body
                .toString('utf8')
                .replace(
                  '<head>',
                  `<head><script src="/observer.js"></script>${url.startsWith('/?axe') ? '<script src="/axe.js"></script>' : ''}`,
                )
            : undefined,
        );
      });
      answer.on('error', () => response.destroy());
      const { 'content-length': length, etag, ...rest } = answer.headers;
      const kept = isPage
        ? rest
        : {
            ...rest,
            ...(length !== undefined && { 'content-length': length }),
            ...(etag !== undefined && { etag }),
          };
      response.writeHead(answer.statusCode ?? 502, kept);
      response.flushHeaders();
    },
  );
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}
