import { ParameterError } from '../errors/index.js';
import { Problem } from '../errors/problem.js';
import type { AuthPlacement } from '../wasm/contract.js';

/** What the key becomes on the wire. */
export interface SentKey {
  readonly header: readonly [name: string, value: string] | null;
  readonly query: readonly [name: string, value: string] | null;
}

/** Half a character. Read by code points, so that a pair is none. */
export const LONE_SURROGATE = /[\ud800-\udfff]/u;

const NOT_SENT: SentKey = { header: null, query: null };

/** Throws Problem where the key cannot stand in its place; the runtime's own error would quote it. */
export function placeKey(placement: AuthPlacement, key: string): SentKey {
  if (LONE_SURROGATE.test(key)) {
    throw unfit('half a character (a lone surrogate), which UTF-8 cannot carry');
  }
  switch (placement.place) {
    case 'none':
      return NOT_SENT;
    case 'header':
      return header(placement.name, insert(placement.format, key));
    case 'query':
      return { header: null, query: [placement.name, key] };
    case 'basic':
      return header('authorization', `Basic ${base64(insert(placement.format, key))}`);
  }
}

/** A function as replacement: "$&" in a key would otherwise be a pattern. */
function insert(format: string, key: string): string {
  return format.replace('{key}', () => key);
}

function header(name: string, value: string): SentKey {
  // RFC 9110 section 5.5: visible characters, blanks and obs-text; fetch cannot send what is beyond Latin-1.
  if (!/^[\x20-\x7e\x80-\xff]*$/.test(value)) {
    throw unfit('a line break or a character that no HTTP header can carry');
  }
  return { header: [name, value], query: null };
}

function unfit(what: string): Problem {
  return new Problem(ParameterError, `the key holds ${what}`, {
    code: 'parameter',
    parameter: 'apiKey',
  });
}

function base64(text: string): string {
  return btoa(
    Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''),
  );
}
