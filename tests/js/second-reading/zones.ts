/** Time zones by the runtime's own time zone database, of which the core knows nothing. */

const SECOND = 1000;
const DAY = 86_400 * SECOND;

export interface LocalReading {
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** The clock shows this reading twice, or never. */
  readonly isUncertain: boolean;
}

/** What a clock reading, counted as if it were UTC, is in UTC: the first of two, and moved forward by a gap. */
export function readLocal(local: number, zone: string): LocalReading {
  // Clocks are never set twice within two days, so these are the offsets before and after a change near by.
  const before = offsetAt(local - DAY, zone);
  const after = offsetAt(local + DAY, zone);
  const isOf = (offset: number): boolean => offsetAt(local - offset, zone) === offset;
  const readings = [...new Set([before, after])].filter(isOf).map((offset) => local - offset);
  return {
    at: readings.length === 0 ? local - before : Math.min(...readings),
    isUncertain: readings.length !== 1,
  };
}

/** Both offsets that a zone's clocks show in our years, in milliseconds. */
export function presentOffsets(zone: string): number[] {
  return [Date.UTC(2030, 0, 15), Date.UTC(2030, 6, 15)].map((at) => offsetAt(at, zone));
}

const FIXED = /^([+-])(\d\d):(\d\d)$/;

function offsetAt(at: number, zone: string): number {
  if (zone === 'UTC' || zone === 'Z') return 0;
  const [, sign, hours, minutes] = FIXED.exec(zone) ?? [];
  if (sign !== undefined) {
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60 * SECOND;
  }
  return tableOf(zone)(at);
}

const tables = new Map<string, (at: number) => number>();

/** The offset on each quarter of an hour that was asked for: Intl is too slow to ask twice. */
function tableOf(zone: string): (at: number) => number {
  const known = tables.get(zone);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const quarter = 15 * 60 * SECOND;
  const offsets = new Map<number, number>();
  const table = (at: number): number => {
    const start = Math.floor(at / quarter) * quarter;
    const offset = offsets.get(start) ?? shown(clock, start) - start;
    offsets.set(start, offset);
    return offset;
  };
  tables.set(zone, table);
  return table;
}

/** What the clock on the wall shows, counted as if it were UTC. */
function shown(clock: Intl.DateTimeFormat, at: number): number {
  const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
  const year = parts.get('era') === 'BC' ? 1 - part('year') : part('year');
  const date = new Date(0);
  date.setUTCFullYear(year, part('month') - 1, part('day'));
  date.setUTCHours(part('hour'), part('minute'), part('second'));
  return date.getTime();
}
