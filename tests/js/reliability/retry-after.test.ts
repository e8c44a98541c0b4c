import { expect, test } from 'vitest';
import { retryAfterMs } from '../../../js/src/transport/retry-after.js';

const NOW = Date.UTC(2026, 10, 20, 12, 0, 0);

function read(headers: Record<string, string>, status = 429): number | null {
  return retryAfterMs(new Headers(headers), status, NOW);
}

test.each([
  ['0', 0],
  ['120', 120_000],
  ['99999999999', 99_999_999_999_000],
  ['Fri, 20 Nov 2026 12:00:30 GMT', 30_000],
  ['Friday, 20-Nov-26 12:00:30 GMT', 30_000],
  ['Fri Nov 20 12:00:30 2026', 30_000],
  ['Tue Dec  1 12:00:00 2026', 11 * 86_400_000],
  ['Fri, 20 Nov 2026 11:00:00 GMT', 0],
  ['Thu, 31 Dec 2026 23:59:60 GMT', 41.5 * 86_400_000],
  // Two digits name the year that is at most 50 years ahead; 94 is in the past.
  ['Sunday, 06-Nov-94 08:49:37 GMT', 0],
])('Retry-After: %s is %i ms', (value, ms) => {
  expect(read({ 'retry-after': value })).toBe(ms);
});

test.each([
  '',
  '-1',
  '+5',
  '1.5',
  '1e3',
  '0x10',
  '5s',
  'soon',
  'NaN',
  'Infinity',
  '1, 2',
  '2026-11-20T12:00:30Z',
  'Fri, 20 Nov 2026 12:00:30',
  'Fri, 20 Nov 2026 12:00:30 UTC',
  'Fri, 20 Nov 2026 24:00:00 GMT',
  'Fri, 31 Nov 2026 12:00:00 GMT',
  'Fri, 20 Foo 2026 12:00:00 GMT',
  'fri, 20 nov 2026 12:00:30 gmt',
])('Retry-After: "%s" is none, and no other header is asked instead', (value) => {
  expect(read({ 'retry-after': value, 'ratelimit-reset': '7' })).toBeNull();
});

test.each([
  [{ 'ratelimit-reset': '7' }, 7_000],
  [{ 'x-ratelimit-reset': '7' }, 7_000],
  [{ 'x-ratelimit-reset': String(NOW / 1000 + 9) }, 9_000],
  [{ 'x-ratelimit-reset': String(NOW / 1000 - 9) }, 0],
  [{ ratelimit: '"default";r=0;t=30' }, 30_000],
  [{ ratelimit: 'limit=100, remaining=0, reset=30' }, 30_000],
  [{ ratelimit: '"default";r=0' }, null],
  [{ 'ratelimit-reset': 'soon' }, null],
  [{}, null],
])('without Retry-After, %o is %s ms', (headers, ms) => {
  expect(read(headers)).toBe(ms);
});
