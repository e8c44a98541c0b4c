const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** `2026-06-01T10:00:00Z`: whole seconds, UTC. */
export function utcSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** `2025-08-04T06:15:00.000000Z`: microseconds, UTC; `micros` are those below the millisecond. */
export function utcMicros(ms: number, micros: number): string {
  return `${new Date(ms).toISOString().slice(0, 23)}${String(micros).padStart(3, '0')}Z`;
}

/**
 * RFC 3339 as Go prints a `time.Time`: the server's offset, and a fraction of up to nine digits
 * without zeros at its end.
 */
export function goTime(ms: number, nanos: number, utcOffset: string): string {
  const local = new Date(ms + offsetMinutes(utcOffset) * MINUTE_MS).toISOString();
  const fraction = (local.slice(20, 23) + String(nanos).padStart(6, '0')).replace(/0+$/, '');
  return `${local.slice(0, 19)}${fraction === '' ? '' : `.${fraction}`}${utcOffset === '+00:00' ? 'Z' : utcOffset}`;
}

/** `20240213010101`: UTC, as sort keys carry it. */
export function compactUtc(ms: number): string {
  return new Date(ms).toISOString().replace(/\D/g, '').slice(0, 14);
}

/** `2024-10-10 06:54:58` on a wall clock in New York. */
export function newYorkWallClock(ms: number): string {
  const hours = isNewYorkDaylightTime(ms) ? -4 : -5;
  return new Date(ms + hours * HOUR_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/**
 * The rule since 2007: from the second Sunday of March, 02:00 EST, to the first Sunday of November,
 * 02:00 EDT.
 */
function isNewYorkDaylightTime(ms: number): boolean {
  const year = new Date(ms).getUTCFullYear();
  const begins = firstSunday(year, 2) + 7 * DAY_MS + 7 * HOUR_MS;
  const ends = firstSunday(year, 10) + 6 * HOUR_MS;
  return ms >= begins && ms < ends;
}

function firstSunday(year: number, month: number): number {
  const first = Date.UTC(year, month, 1);
  return first + ((7 - new Date(first).getUTCDay()) % 7) * DAY_MS;
}

function offsetMinutes(offset: string): number {
  const match = /^([+-])(\d\d):(\d\d)$/.exec(offset);
  if (match === null) throw new RangeError(`not an offset such as +08:00: ${offset}`);
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}
