const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * DAY_MS],
  ['month', 30 * DAY_MS],
  ['day', DAY_MS],
  ['hour', HOUR_MS],
  ['minute', MINUTE_MS],
];

/** "3 days ago", "in 2 hours", "now". */
export function relativeTime(at: number, now: number): string {
  const distance = at - now;
  for (const [unit, ms] of steps) {
    if (Math.abs(distance) >= ms) return relative.format(Math.trunc(distance / ms), unit);
  }
  return 'just now';
}

/** "2024-10-10 10:54:58", UTC. Beyond what a Date can hold, the number itself. */
export function absoluteTime(at: number): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return `${String(at)} ms`;
  const text = date.toISOString();
  return `${text.slice(0, text.indexOf('T'))} ${text.slice(text.indexOf('T') + 1, text.indexOf('.'))}`;
}

/** "2024-10-10", UTC. */
export function dayText(at: number): string {
  return absoluteTime(at).split(' ')[0] ?? '';
}

/** The UTC day that `at` falls on, as a count of days since the epoch. */
export function dayOf(at: number): number {
  return Math.floor(at / DAY_MS);
}

/** "412 ms", "3.2 s". */
export function durationText(ms: number): string {
  return ms < 1000 ? `${String(Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** "812 B", "14.2 kB". */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)} B`;
  return bytes < 1_000_000
    ? `${(bytes / 1000).toFixed(1)} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** "1 page", "1,234 pages". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}

/** "1,234". */
export function countText(count: number): string {
  return count.toLocaleString('en');
}
