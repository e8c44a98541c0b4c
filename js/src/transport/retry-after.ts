/**
 * How long a server asks to be left alone. Strict, because what is misread here becomes a flood or a hang: a value that
 * is not exactly of the form that its specification gives is ignored.
 */

/** RFC 9110 section 5.6.7: the form to send, and the two obsolete ones that must be read. */
const HTTP_DATE = /^[A-Z][a-z]{2}, (\d\d [A-Z][a-z]{2} \d{4} [\d:]{6})(\d\d) GMT$/;
const RFC_850_DATE = /^[A-Z][a-z]+day, (\d\d)-([A-Z][a-z]{2})-(\d\d) ([\d:]{8}) GMT$/;
const ASCTIME_DATE = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d| \d) ([\d:]{8}) (\d{4})$/;

/** X-RateLimit-Reset counts seconds at some vendors and names an epoch second at others; no pause is 31 years long. */
const EPOCH_SECONDS_MIN = 1_000_000_000;

/** Some count milliseconds: as seconds, that would be in the year 33658. */
const EPOCH_MS_MIN = 1_000_000_000_000;

const MS_PER_S = 1000;

/** A number of any length says "for ever", and stays one that can be counted with. */
function inMs(seconds: number): number {
  return Math.min(seconds * MS_PER_S, Number.MAX_SAFE_INTEGER);
}

/** Milliseconds from `nowMs` (Unix epoch), at least 0; `null` where no header says so. */
export function retryAfterMs(headers: Headers, status: number, nowMs: number): number | null {
  const retryAfter = headers.get('retry-after');
  // Headers of a mock may give undefined for what is not there.
  if (typeof retryAfter === 'string') {
    // Where Retry-After stands, no other header is asked, even if it is garbage.
    return fromRetryAfter(retryAfter, nowMs);
  }
  // Many servers send the others with every response: they ask for a pause only where nothing is left.
  if (status !== 429 && !isUsedUp(headers)) {
    return null;
  }
  return (
    fromReset(headers.get('ratelimit-reset'), nowMs) ??
    fromRateLimit(headers.get('ratelimit')) ??
    fromReset(headers.get('x-ratelimit-reset'), nowMs)
  );
}

function isUsedUp(headers: Headers): boolean {
  return (
    headers.get('ratelimit-remaining') === '0' ||
    headers.get('x-ratelimit-remaining') === '0' ||
    /(?:^|[;,]) *(?:r|remaining)=0 *(?:$|[;,])/.test(headers.get('ratelimit') ?? '')
  );
}

function fromRetryAfter(value: string, nowMs: number): number | null {
  if (/^\d+$/.test(value)) {
    return inMs(Number(value));
  }
  const date = httpDate(value, nowMs);
  return date === null ? null : Math.max(0, date - nowMs);
}

/** draft-ietf-httpapi-ratelimit-headers up to 06 (`RateLimit-Reset`), and the older habit with `X-`. */
function fromReset(value: string | null, nowMs: number): number | null {
  if (value === null || !/^\d+$/.test(value)) {
    return null;
  }
  const count = Number(value);
  if (count < EPOCH_SECONDS_MIN) {
    return inMs(count);
  }
  return Math.max(0, (count < EPOCH_MS_MIN ? count * MS_PER_S : inMs(count / MS_PER_S)) - nowMs);
}

/** The same draft from 07 on: `"default";r=0;t=30`, and in between `limit=100, remaining=0, reset=30`. */
function fromRateLimit(value: string | null): number | null {
  const seconds =
    value === null ? undefined : /(?:^|[;,]) *(?:t|reset)=(\d+) *(?:$|[;,])/.exec(value)?.[1];
  return seconds === undefined ? null : inMs(Number(seconds));
}

function httpDate(text: string, nowMs: number): number | null {
  // In the form to send. Which weekday it is does not matter.
  const date = text
    .replace(
      RFC_850_DATE,
      (_, day: string, month: string, year: string, time: string) =>
        `Sun, ${day} ${month} ${String(fullYear(Number(year), nowMs))} ${time} GMT`,
    )
    .replace(
      ASCTIME_DATE,
      (_, month: string, day: string, time: string, year: string) =>
        `Sun, ${day.replace(' ', '0')} ${month} ${year} ${time} GMT`,
    );
  const [, minute = '', seconds = ''] = HTTP_DATE.exec(date) ?? [];
  return exactTime(minute, Number(seconds));
}

/** Of two digits: the year that is at most 50 years ahead (RFC 9110 section 5.6.7). */
function fullYear(twoDigits: number, nowMs: number): number {
  const thisYear = new Date(nowMs).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + twoDigits;
  return year > thisYear + 50 ? year - 100 : year;
}

/** Of "20 Nov 2026 12:00:". `null` for a day or hour that does not exist: Date.parse would carry it over. */
function exactTime(minute: string, seconds: number): number | null {
  const date = new Date(`${minute}00 GMT`);
  // A leap second is written as 60.
  return date.toUTCString().slice(5, -6) === minute && seconds <= 60
    ? date.getTime() + seconds * MS_PER_S
    : null;
}
