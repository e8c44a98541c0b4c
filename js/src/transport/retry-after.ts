/**
 * How long a server asks to be left alone. Strict, because what is misread here becomes a flood or a hang: a value that
 * is not exactly of the form that its specification gives is ignored.
 */

/** RFC 9110 section 5.6.7: the form to send, and the two obsolete ones that must be read. */
const HTTP_DATE_FORMS = [
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\d{2}) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\d{2})-(?<month>[A-Z][a-z]{2})-(?<year>\d{2}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?<month>[A-Z][a-z]{2}) (?<day>\d{2}| \d) (?<time>\d{2}:\d{2}:\d{2}) (?<year>\d{4})$/,
];

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** X-RateLimit-Reset counts seconds at some vendors and names an epoch second at others; no pause is 31 years long. */
const EPOCH_SECONDS_MIN = 1_000_000_000;

const MS_PER_S = 1000;

/** Milliseconds from `nowMs` (Unix epoch), at least 0; `null` where no header says so. */
export function retryAfterMs(headers: Headers, nowMs: number): number | null {
  const retryAfter = headers.get('retry-after');
  if (retryAfter !== null) {
    // Where Retry-After stands, no other header is asked, even if it is garbage.
    return fromRetryAfter(retryAfter, nowMs);
  }
  return (
    fromReset(headers.get('ratelimit-reset'), nowMs) ??
    fromRateLimit(headers.get('ratelimit')) ??
    fromReset(headers.get('x-ratelimit-reset'), nowMs)
  );
}

function fromRetryAfter(value: string, nowMs: number): number | null {
  if (/^\d+$/.test(value)) {
    return Number(value) * MS_PER_S;
  }
  const date = httpDate(value, nowMs);
  return date === null ? null : Math.max(0, date - nowMs);
}

/** draft-ietf-httpapi-ratelimit-headers up to 06 (`RateLimit-Reset`), and the older habit with `X-`. */
function fromReset(value: string | null, nowMs: number): number | null {
  if (value === null || !/^\d+$/.test(value)) {
    return null;
  }
  const seconds = Number(value);
  return seconds < EPOCH_SECONDS_MIN ? seconds * MS_PER_S : Math.max(0, seconds * MS_PER_S - nowMs);
}

/** The same draft from 07 on: `"default";r=0;t=30`, and in between `limit=100, remaining=0, reset=30`. */
function fromRateLimit(value: string | null): number | null {
  const seconds =
    value === null ? undefined : /(?:^|[;,]) *(?:t|reset)=(\d+) *(?:$|[;,])/.exec(value)?.[1];
  return seconds === undefined ? null : Number(seconds) * MS_PER_S;
}

function httpDate(text: string, nowMs: number): number | null {
  for (const form of HTTP_DATE_FORMS) {
    const groups = form.exec(text)?.groups;
    if (groups !== undefined) {
      const year = Number(groups['year']);
      return exactTime(
        groups['year']?.length === 2 ? fullYear(year, nowMs) : year,
        MONTHS.indexOf(groups['month'] ?? ''),
        Number(groups['day']),
        groups['time'] ?? '',
      );
    }
  }
  return null;
}

/** Of two digits: the year that is at most 50 years ahead (RFC 9110 section 5.6.7). */
function fullYear(twoDigits: number, nowMs: number): number {
  const thisYear = new Date(nowMs).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + twoDigits;
  return year > thisYear + 50 ? year - 100 : year;
}

/** `null` for a day or hour that does not exist: Date.UTC would carry it over. */
function exactTime(year: number, month: number, day: number, time: string): number | null {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  // A leap second is written as 60.
  if (month < 0 || hours > 23 || minutes > 59 || seconds > 60) {
    return null;
  }
  const midnight = new Date(Date.UTC(year, month, day));
  if (midnight.getUTCMonth() !== month || midnight.getUTCDate() !== day) {
    return null;
  }
  return midnight.getTime() + ((hours * 60 + minutes) * 60 + seconds) * MS_PER_S;
}
