import { UsageError } from './exit.js';

const HOUR_MS = 3_600_000;
const AGE = /^(\d{1,6})([dh])$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * Milliseconds since the Unix epoch of a date (midnight UTC), a time with its zone, or an age before `now`. A time
 * without a zone is refused: it would mean another moment on another machine. Throws UsageError.
 */
export function instantOf(option: string, text: string | null, now: number): number | null {
  if (text === null) {
    return null;
  }
  const [, count, unit] = AGE.exec(text) ?? [];
  if (count !== undefined) {
    return now - Number(count) * (unit === 'd' ? 24 * HOUR_MS : HOUR_MS);
  }
  const at = DATE.test(text) || INSTANT.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(at) || !dayExists(text.slice(0, 10))) {
    throw new UsageError(
      `--${option} is no time that could be read`,
      'Write a date (2026-03-01, midnight UTC), a time with its zone (2026-03-01T09:30:00+01:00) or an age (30d, 12h)',
    );
  }
  return at;
}

/** Engines read the 30th of February as a day in March. */
function dayExists(date: string): boolean {
  const at = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
}
