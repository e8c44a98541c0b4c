import type { IncomingMessage, ServerResponse } from 'node:http';
import { FOREIGN_BODY } from './fetch.js';

/** What a page of another origin may send: what the vendors' documents name, and nothing else. */
const ALLOWED_HEADERS = 'authorization, content-type, x-cr-correlation-id, x-org-id';
const ALLOWED_METHODS = 'GET, POST';
/** What such a page may read beside the body. */
const EXPOSED_HEADERS = 'link, ratelimit-limit, ratelimit-remaining, ratelimit-reset, retry-after';
/** Ten minutes: a page asks once, a changed simulator is soon noticed. */
const PREFLIGHT_AGE_S = '600';

export const CORS_HEADERS: readonly (readonly [name: string, value: string])[] = [
  ['access-control-allow-origin', '*'],
  ['access-control-expose-headers', EXPOSED_HEADERS],
];

/** True where a browser asks whether it may ask. */
export function isPreflight(request: IncomingMessage): boolean {
  return (
    request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined
  );
}

export function answerPreflight(response: ServerResponse): void {
  response
    .writeHead(204, {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': ALLOWED_HEADERS,
      'access-control-allow-methods': ALLOWED_METHODS,
      'access-control-max-age': PREFLIGHT_AGE_S,
    })
    .end();
}

/** A foreign host lets everyone in: what should not get there must be kept back by the client. */
export function answerForeign(request: IncomingMessage, response: ServerResponse): void {
  const requested = request.headers['access-control-request-headers'];
  response
    .writeHead(isPreflight(request) ? 204 : 200, {
      'access-control-allow-origin': '*',
      ...(requested !== undefined && { 'access-control-allow-headers': requested }),
      'content-type': 'application/json',
    })
    .end(isPreflight(request) ? undefined : FOREIGN_BODY);
}
