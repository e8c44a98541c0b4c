/** Times as docs/definitions.md lists their formats. */
import { floor, parseDecimal } from './decimal.js';
import type { Format } from './definition.js';
import { presentOffsets, readLocal } from './zones.js';

export interface Instant {
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly isUncertain: boolean;
  /** Where the zone's rule of today was not always in force: what it would say. */
  readonly assumed: readonly number[];
}

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const CLOCK = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?$/;
const RFC3339 = /^(.*:\d\d(?:\.\d+)?)(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))$/;
const LABEL = /^([A-Za-z][A-Za-z0-9_/+-]{0,31}):? +(.*)$/;

const EARLIEST = clock('0001', '01', '01', '0', '0', '0') ?? NaN;
const LATEST = clock('9999', '12', '31', '23', '59', '59', '999') ?? NaN;

/** What `text` is in one format; undefined where the format does not read it. */
export function readTime(
  text: string,
  isNumber: boolean,
  format: Format,
  zone: string,
  zones: Readonly<Record<string, string>>,
): Instant | undefined {
  const instant =
    isNumber && !format.startsWith('unix') ? undefined : byFormat(text, format, zone, zones);
  return instant !== undefined && instant.at >= EARLIEST && instant.at <= LATEST
    ? instant
    : undefined;
}

function byFormat(
  text: string,
  format: Format,
  zone: string,
  zones: Readonly<Record<string, string>>,
): Instant | undefined {
  switch (format) {
    case 'unix s':
      return unix(text, 1000n);
    case 'unix ms':
      return unix(text, 1n);
    case 'rfc3339':
      return rfc3339(text);
    case 'date': {
      const [, year = '', month = '', day = ''] = DATE.exec(text) ?? [];
      return certain(clock(year, month, day, '0', '0', '0'));
    }
    case 'local':
      return local(text, zone);
    case 'label local': {
      const [, label = '', rest = ''] = LABEL.exec(text) ?? [];
      const named = Object.hasOwn(zones, label) ? zones[label] : undefined;
      return named === undefined ? undefined : local(rest, named);
    }
  }
}

function unix(text: string, milliseconds: bigint): Instant | undefined {
  const count = parseDecimal(text);
  return count && certain(Number(floor({ ...count, units: count.units * milliseconds })));
}

function rfc3339(text: string): Instant | undefined {
  const [, reading, sign, hours = '0', minutes = '0'] = RFC3339.exec(text) ?? [];
  const shown = reading === undefined ? undefined : clockReading(reading);
  // RFC 3339 has seconds always.
  if (shown === undefined || !/:\d\d:/.test(reading ?? '')) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return certain(sign === '-' ? shown + offset : shown - offset);
}

function local(text: string, zone: string): Instant | undefined {
  const shown = clockReading(text);
  if (shown === undefined) return undefined;
  const assumed = zone.includes('/') ? presentOffsets(zone).map((offset) => shown - offset) : [];
  return { ...readLocal(shown, zone), assumed };
}

function certain(at: number | undefined): Instant | undefined {
  return at === undefined ? undefined : { at, isUncertain: false, assumed: [] };
}

function clockReading(text: string): number | undefined {
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '0', fraction = ''] =
    CLOCK.exec(text) ?? [];
  return clock(year, month, day, hour, minute, second, fraction);
}

/** Milliseconds since 1970 as if the clock showed UTC; undefined for what no clock shows. */
function clock(
  year: string,
  month: string,
  day: string,
  hour: string,
  minute: string,
  second: string,
  fraction = '',
): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  date.setUTCHours(
    Number(hour),
    Number(minute),
    Number(second),
    Number(fraction.padEnd(3, '0').slice(0, 3)),
  );
  const exists =
    Number(year) > 0 &&
    date.getUTCFullYear() === Number(year) &&
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day) &&
    date.getUTCHours() === Number(hour) &&
    date.getUTCMinutes() === Number(minute) &&
    date.getUTCSeconds() === Number(second);
  return exists ? date.getTime() : undefined;
}
