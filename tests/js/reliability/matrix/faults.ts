/** What goes wrong in the matrix. Everything strikes the second request, so that a page was read before it. */
import type { Fault, FaultSpec } from '../../../../js/src/testing/faults.js';
import type { ClientOptions } from '../support.js';

export interface MatrixFault {
  readonly title: string;
  readonly faults: readonly Fault[];
  readonly client?: Partial<ClientOptions>;
  /** Strikes the first request, where there is only one. */
  readonly first?: readonly Fault[];
  /** The connection of this request is refused. */
  readonly refused?: boolean;
}

export interface MatrixGroup {
  readonly title: string;
  readonly faults: readonly MatrixFault[];
}

const STALLED = { timeoutMs: 250 } as const;
const SMALL = { maxResponseBytes: 1_000_000 } as const;

function once(title: string, spec: FaultSpec, client: Partial<ClientOptions> = {}): MatrixFault {
  return {
    title,
    faults: [{ ...spec, atRequest: 2 }],
    first: [{ ...spec, atRequest: 1 }],
    client,
  };
}

const status = (code: number, then = ''): MatrixFault =>
  once(`HTTP ${String(code)}${then}`, { kind: 'status', status: code });

function wait(
  title: string,
  retryAfter: NonNullable<(FaultSpec & { kind: 'status' })['retryAfter']>,
): MatrixFault {
  return once(`503, \`Retry-After\`: ${title}`, { kind: 'status', status: 503, retryAfter });
}

export const GROUPS: readonly MatrixGroup[] = [
  {
    title: 'Status',
    faults: [
      ...[400, 401, 403, 404, 409].map((code) => status(code)),
      ...[408, 425, 429, 500, 502, 503, 504].map((code) => status(code)),
      {
        title: 'HTTP 503 for ever',
        faults: [{ kind: 'status', status: 503, atRequest: 2, times: Infinity }],
        first: [{ kind: 'status', status: 503, times: Infinity }],
      },
      once('the vendor’s own refusal', { kind: 'vendor-error' }),
    ],
  },
  {
    title: 'Retry-After',
    faults: [
      wait('0', 0),
      wait('1', 1),
      wait('a date, 1 s ahead', { dateInMs: 1000 }),
      wait('a date in the past', { dateInMs: -60_000 }),
      wait('99999999999', '99999999999'),
      wait('garbage', '1e3 seconds'),
      wait('twice', ['1', '2']),
    ],
  },
  {
    title: 'Connection',
    faults: [
      { title: 'refused', faults: [], refused: true },
      once('reset before headers', { kind: 'reset-headers' }),
      once('reset in the body', { kind: 'reset-body' }),
      once('headers stall', { kind: 'stall-headers' }, STALLED),
      once('body stalls', { kind: 'stall-body' }, STALLED),
      once('body byte by byte', { kind: 'drip', chunkBytes: 1 }),
      once('body drips past `timeoutMs`', { kind: 'drip', chunkBytes: 16, delayMs: 50 }, STALLED),
      once('gzip cut off', { kind: 'truncated-gzip' }),
      once('`Content-Length` too large', { kind: 'content-length', by: 7 }),
      once('`Content-Length` too small', { kind: 'content-length', by: -7 }),
      once('body past `maxResponseBytes`', { kind: 'oversize', bytes: 4_000_000 }, SMALL),
      once('the same, gzipped', { kind: 'oversize', bytes: 4_000_000, gzip: true }, SMALL),
    ],
  },
  {
    title: 'Body',
    faults: [
      once('HTML, 200', { kind: 'html' }),
      once('204', { kind: 'no-content' }),
      once('empty', { kind: 'body', text: '' }),
      once('`null`', { kind: 'body', text: 'null' }),
      once('`[]`', { kind: 'body', text: '[]' }),
      once('`{}`', { kind: 'body', text: '{}' }),
      once('a text', { kind: 'body', text: '"rows"' }),
      once('JSON cut off', { kind: 'malformed-json', how: 'cut' }),
      once('a comma too many', { kind: 'malformed-json', how: 'comma' }),
      once('bytes after the JSON', { kind: 'malformed-json', how: 'garbage' }),
      once('`NaN`', { kind: 'malformed-json', how: 'nan' }),
      once('byte order mark', { kind: 'bom' }),
      once('UTF-16', { kind: 'charset' }),
      once('says Latin-1, is UTF-8', {
        kind: 'charset',
        declared: 'iso-8859-1',
        encoding: 'utf-8',
      }),
      once('a row without its amount', { kind: 'missing-amount' }),
    ],
  },
  {
    title: 'Origin',
    faults: [
      ...([301, 302, 303, 307, 308] as const).map((code) =>
        once(`redirect ${String(code)} elsewhere`, { kind: 'redirect', status: code }),
      ),
      once('next URL elsewhere', { kind: 'next-url' }),
    ],
  },
  {
    title: 'Pages',
    faults: [
      once('empty, and more follow', { kind: 'empty-page' }),
      once('cursor repeated', { kind: 'repeated-cursor' }),
      once('circle of two pages', { kind: 'cycle', length: 2 }),
      once('circle of three pages', { kind: 'cycle', length: 3 }),
      once('position ignored', { kind: 'ignored-position' }),
      once('shorter than asked', { kind: 'clamp', to: 5 }),
      once('cursor of another type', { kind: 'cursor-type' }),
      once('a row comes', { kind: 'drift', insert: 1 }),
      once('three rows come', { kind: 'drift', insert: 3 }),
      once('a row goes', { kind: 'drift', remove: 1 }),
      once('one comes, one goes', { kind: 'drift', insert: 1, remove: 1 }),
      once('total too large', { kind: 'total', by: 3 }),
      once('total too small', { kind: 'total', by: -3 }),
      once('total moves', { kind: 'total', step: 2 }),
    ],
  },
];
