import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Readable, pipeline } from 'node:stream';
import { createGzip, gzipSync } from 'node:zlib';
import { padded } from './stream.js';
import type { SimulatedReply } from './types.js';

/** Long enough for what was written to arrive on this machine before the connection is reset. */
const BEFORE_RESET_MS = 20;

const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 304]);

/**
 * Sends an answer over a real socket, with the fault that it was given. Whatever it leaves open
 * ends when the client or the server goes away.
 */
export function deliver(
  reply: SimulatedReply,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (reply.delayMs <= 0) {
    send(reply, request, response);
    return;
  }
  const timer = setTimeout(() => {
    send(reply, request, response);
  }, reply.delayMs);
  response.once('close', () => {
    clearTimeout(timer);
  });
}

function send(reply: SimulatedReply, request: IncomingMessage, response: ServerResponse): void {
  const { body, delivery } = reply;
  switch (delivery.how) {
    case 'whole':
      if (WITHOUT_BODY.has(reply.status)) writeHead(reply, response, {}).end();
      else writeHead(reply, response, { 'content-length': body.length }).end(body);
      return;
    case 'reset':
      if (delivery.afterBytes === null) request.socket.resetAndDestroy();
      else writePart(reply, response, delivery.afterBytes, () => request.socket.resetAndDestroy());
      return;
    case 'stall':
      if (delivery.afterBytes !== null)
        writePart(reply, response, delivery.afterBytes, () => undefined);
      return;
    case 'drip':
      drip(reply, delivery.chunkBytes, delivery.delayMs, request, response);
      return;
    case 'truncated-gzip': {
      const whole = gzipSync(body);
      const half = whole.subarray(0, whole.length >> 1);
      writeHead(reply, response, { 'content-encoding': 'gzip', 'content-length': half.length }).end(
        half,
      );
      return;
    }
    case 'content-length':
      writeHead(reply, response, { 'content-length': Math.max(0, body.length + delivery.by) });
      response.write(body, () => {
        request.socket.destroySoon();
      });
      return;
    case 'oversize':
      oversize(reply, delivery.bytes, delivery.gzip, response);
  }
}

/** A header that comes twice is two lines. */
function writeHead(
  reply: SimulatedReply,
  response: ServerResponse,
  length: OutgoingHttpHeaders,
): ServerResponse {
  const lines = new Map<string, string[]>();
  for (const [name, value] of reply.headers) lines.set(name, [...(lines.get(name) ?? []), value]);
  const headers: OutgoingHttpHeaders = { ...length };
  for (const [name, values] of lines) headers[name] = values.length === 1 ? values[0] : values;
  return response.writeHead(reply.status, headers);
}

function writePart(
  reply: SimulatedReply,
  response: ServerResponse,
  bytes: number,
  then: () => void,
): void {
  writeHead(reply, response, { 'content-length': reply.body.length }).flushHeaders();
  const wait = (): void => {
    const timer = setTimeout(then, BEFORE_RESET_MS);
    response.once('close', () => {
      clearTimeout(timer);
    });
  };
  if (bytes > 0) response.write(reply.body.subarray(0, bytes), wait);
  else wait();
}

function drip(
  reply: SimulatedReply,
  chunkBytes: number,
  delayMs: number,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  // Otherwise the system would gather the pieces into one packet.
  request.socket.setNoDelay(true);
  writeHead(reply, response, {}).flushHeaders();
  let sent = 0;
  let timer: NodeJS.Timeout | undefined;
  const pause = (): void => {
    // A timer takes a millisecond at least, which a long body in single bytes would feel.
    if (delayMs <= 0) setImmediate(next);
    else timer = setTimeout(next, delayMs);
  };
  const next = (): void => {
    if (response.destroyed) return;
    if (sent >= reply.body.length) {
      response.end();
      return;
    }
    response.write(reply.body.subarray(sent, sent + chunkBytes), pause);
    sent += chunkBytes;
  };
  response.once('close', () => {
    clearTimeout(timer);
  });
  pause();
}

function oversize(
  reply: SimulatedReply,
  bytes: number,
  gzip: boolean,
  response: ServerResponse,
): void {
  writeHead(reply, response, gzip ? { 'content-encoding': 'gzip' } : {});
  const body = Readable.from(padded(reply.body, bytes), { objectMode: false });
  // A client that had enough closes the connection: that is what this fault is for.
  const done = (): void => undefined;
  if (gzip) pipeline(body, createGzip(), response, done);
  else pipeline(body, response, done);
}
