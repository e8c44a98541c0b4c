import type { ReplacingFault, RetryAfter, TransitFault } from './faults.js';
import { writeJson } from './json.js';
import type { Delivery, SimulatedReply } from './types.js';
import { JSON_TYPE, proxyPage } from './vendor.js';
import type { Answer, Vendor } from './vendor.js';

/** What a fault may need to know of the world around it. */
export interface FaultContext {
  /** The request's path and query below the base URL. */
  readonly target: string;
  readonly foreignOrigin: string;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** An answer on its way: text until the last moment, so that faults can rewrite it. */
export interface Draft {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le';
  readonly delivery: Delivery;
}

/** A sound answer. */
export function draftOf<Row>(answer: Answer<Row>): Draft {
  return draft(answer.status, answer.contentType, answer.text);
}

/** The bytes of a draft. */
export function replyOf(draft: Draft, delayMs: number): SimulatedReply {
  const body =
    draft.encoding === 'utf-8' ? new TextEncoder().encode(draft.text) : utf16le(draft.text);
  return { status: draft.status, headers: draft.headers, body, delivery: draft.delivery, delayMs };
}

const WHOLE: Delivery = { how: 'whole' };
/** Large enough to be noticed by a client that has no bound, small enough for a test: 64 MiB. */
const OVERSIZE_BYTES = 64 * 1024 * 1024;

/** The answer of a fault that stands in the vendor's place. */
export function replace<Row>(
  fault: ReplacingFault,
  vendor: Vendor<Row>,
  context: FaultContext,
): Draft {
  switch (fault.kind) {
    case 'status':
      return statusDraft(
        fault.status ?? 503,
        fault.retryAfter,
        fault.headers ?? {},
        vendor,
        context,
      );
    case 'vendor-error':
      return draftOf(vendor.refusal(fault));
    case 'reset-headers':
      return { ...draft(200, JSON_TYPE, ''), delivery: { how: 'reset', afterBytes: null } };
    case 'stall-headers':
      return { ...draft(200, JSON_TYPE, ''), delivery: { how: 'stall', afterBytes: null } };
    case 'html':
      return draft(
        fault.status ?? 200,
        'text/html; charset=utf-8',
        '<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Please sign in to the network.</body></html>\n',
      );
    case 'no-content':
      return { ...draft(204, JSON_TYPE, ''), headers: [] };
    case 'redirect': {
      const status = fault.status ?? 302;
      const location = fault.to ?? `${context.foreignOrigin}${context.target}`;
      const { contentType, text } = proxyPage(status);
      const page = draft(status, contentType, text);
      return { ...page, headers: [...page.headers, ['location', location]] };
    }
    case 'body':
      return draft(fault.status ?? 200, fault.contentType ?? JSON_TYPE, fault.text ?? '');
  }
}

/** What a fault on the way makes of an answer. */
export function befall(sound: Draft, fault: TransitFault, context: FaultContext): Draft {
  const { text } = sound;
  const half = Math.floor(text.length / 2);
  switch (fault.kind) {
    case 'reset-body':
      return { ...sound, delivery: { how: 'reset', afterBytes: fault.afterBytes ?? half } };
    case 'stall-body':
      return { ...sound, delivery: { how: 'stall', afterBytes: fault.afterBytes ?? half } };
    case 'drip':
      return {
        ...sound,
        delivery: { how: 'drip', chunkBytes: fault.chunkBytes ?? 1, delayMs: fault.delayMs ?? 0 },
      };
    case 'truncated-gzip':
      return { ...sound, delivery: { how: 'truncated-gzip' } };
    case 'content-length':
      return { ...sound, delivery: { how: 'content-length', by: fault.by ?? 7 } };
    case 'oversize':
      return {
        ...sound,
        delivery: {
          how: 'oversize',
          bytes: fault.bytes ?? OVERSIZE_BYTES,
          gzip: fault.gzip ?? false,
        },
      };
    case 'bom':
      return { ...sound, text: `\uFEFF${text}` };
    case 'charset': {
      const declared = `${JSON_TYPE}; charset=${fault.declared ?? 'utf-8'}`;
      return {
        ...sound,
        encoding: fault.encoding ?? 'utf-16le',
        headers: withType(sound, declared),
      };
    }
    case 'next-url': {
      const url = fault.url ?? `${context.foreignOrigin}${context.target}`;
      const linked = text.startsWith('{"') ? `{"next":${writeJson(url)},${text.slice(1)}` : text;
      return {
        ...sound,
        text: linked,
        headers: [...sound.headers, ['link', `<${url}>; rel="next"`]],
      };
    }
    case 'malformed-json':
      return { ...sound, text: malform(text, fault.how ?? 'cut') };
  }
}

function draft(status: number, contentType: string, text: string): Draft {
  return {
    status,
    headers: [['content-type', contentType]],
    text,
    encoding: 'utf-8',
    delivery: WHOLE,
  };
}

function statusDraft<Row>(
  status: number,
  retryAfter: RetryAfter | readonly RetryAfter[] | undefined,
  further: Readonly<Record<string, string>>,
  vendor: Vendor<Row>,
  context: FaultContext,
): Draft {
  const { contentType, text } = vendor.statusBody(status);
  const page = draft(status, contentType, text);
  const lines = listOf(retryAfter).map((value): [string, string] => [
    'retry-after',
    retryAfterText(value, context.now()),
  ]);
  return { ...page, headers: [...page.headers, ...lines, ...Object.entries(further)] };
}

function listOf(retryAfter: RetryAfter | readonly RetryAfter[] | undefined): readonly RetryAfter[] {
  if (retryAfter === undefined) return [];
  return isList(retryAfter) ? retryAfter : [retryAfter];
}

function isList(
  retryAfter: RetryAfter | readonly RetryAfter[],
): retryAfter is readonly RetryAfter[] {
  return Array.isArray(retryAfter);
}

function retryAfterText(value: RetryAfter, now: number): string {
  return typeof value === 'object' ? new Date(now + value.dateInMs).toUTCString() : String(value);
}

function withType(sound: Draft, contentType: string): Draft['headers'] {
  return [
    ['content-type', contentType],
    ...sound.headers.filter(([name]) => name !== 'content-type'),
  ];
}

function malform(text: string, how: 'cut' | 'comma' | 'garbage' | 'nan'): string {
  switch (how) {
    case 'cut':
      return text.slice(0, Math.floor((text.length * 2) / 3));
    case 'comma':
      return text.replace(/\}$/, ',}');
    case 'garbage':
      return `${text}{}`;
    case 'nan':
      return text.replace(/^\{/, '{"nan":NaN,');
  }
}

function utf16le(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), true);
  return bytes;
}
