/** Times in every format, on days on which clocks are set more often than on others. */
import type { Random } from '../../../js/src/testing/random.js';
import type { Format } from './definition.js';
import { writeText } from './draw-json.js';
import type { Draw } from './draw-values.js';

const two = (number: number): string => String(number).padStart(2, '0');

function drawDay(random: Random, from: number): string {
  if (random.chance(0.01)) {
    const first = from < 2026 ? '0001-01-01' : '9999-12-30';
    return random.pick([
      first,
      '9999-12-31',
      '0000-12-31',
      '2023-02-29',
      '2024-02-29',
      '2100-02-29',
      '2024-13-01',
      '2024-04-31',
      '2024-00-10',
    ]);
  }
  const year = random.chance(0.9)
    ? random.int(from, from + 29)
    : random.int(from - 100, from + 200);
  return `${String(year)}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`;
}

/** A Sunday on which clocks may be set. */
function drawSunday(random: Random, from: number): string {
  const day = new Date(
    Date.UTC(random.int(from, from + 29), random.pick([2, 2, 9, 10]), random.int(1, 31)),
  );
  day.setUTCDate(day.getUTCDate() - day.getUTCDay());
  return day.toISOString().slice(0, 10);
}

function drawHour(random: Random, least: number, most: number): string {
  if (random.chance(0.003))
    return random.pick(['24:00:00', '12:60:00', '23:59:60', '7:00:00', '12:00:0']);
  const fraction = random.chance(0.3) ? `.${random.text('0123456789', random.int(1, 12))}` : '';
  return `${two(random.int(least, most))}:${two(random.int(0, 59))}:${two(random.int(0, 59))}${fraction}`;
}

function drawLocal(random: Random, from: number): string {
  const between = random.chance(0.5) ? ' ' : 'T';
  if (random.chance(0.4)) return drawSunday(random, from) + between + drawHour(random, 0, 3);
  // By an assumed rule the first of all days may begin before it.
  const day = drawDay(random, from).replace('0001-01-01', '0001-01-03');
  const local = day + between + drawHour(random, 0, 23);
  return random.chance(0.05) ? local.slice(0, 16) : local;
}

const FIRST_AND_LAST = [
  '0',
  '-1',
  '-62135596800',
  '-62135596801',
  '253402300799',
  '253402300800',
] as const;

function drawUnix(random: Random, isMilliseconds: boolean): string {
  const ordinary = random.chance(0.95);
  if (!ordinary && random.chance(0.1)) return '1.5e9';
  const seconds = ordinary ? String(random.int(1.2e9, 2e9)) : random.pick(FIRST_AND_LAST);
  const hasThousandths = isMilliseconds && seconds !== '0';
  const whole = hasThousandths ? seconds + random.text('0123456789', 3) : seconds;
  return random.chance(0.2) ? `${whole}.${random.text('0123456789', random.int(1, 9))}` : whole;
}

const OFFSETS = ['Z', 'z', '+08:00', '-03:30', '+00:00', '-00:00', '+23:59'] as const;

function drawRfc3339(random: Random, from: number): string {
  const between = random.pick(['T', 'T', 't', ' ']);
  return drawDay(random, from) + between + drawHour(random, 0, 23) + random.pick(OFFSETS);
}

function drawLabelled(random: Random, labels: readonly string[], from: number): string {
  const known = labels[random.int(0, labels.length - 1)] ?? 'EST';
  const label = random.chance(0.995) ? known : random.pick(['CET', '', 'est']);
  return label + random.pick([' ', ' ', ': ']) + drawLocal(random, from);
}

/** A time in one of some formats, mostly from some year on. */
export function drawTime(
  formats: readonly Format[],
  labels: readonly string[],
  from: number,
): Draw {
  return (random) => {
    const declared = formats[random.int(0, formats.length - 1)] ?? 'date';
    const format: Format = random.chance(0.99)
      ? declared
      : random.pick(['date', 'rfc3339', 'unix s']);
    if (format === 'unix s' || format === 'unix ms') {
      const count = drawUnix(random, format === 'unix ms');
      return random.chance(0.3) ? writeText(count, random) : count;
    }
    if (format === 'rfc3339') return writeText(drawRfc3339(random, from), random);
    if (format === 'label local') return writeText(drawLabelled(random, labels, from), random);
    const text = format === 'local' ? drawLocal(random, from) : drawDay(random, from);
    return writeText(text, random);
  };
}
