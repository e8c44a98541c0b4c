// The simulators' histories lie in the past. A page that says "the last 30 days" wants them to end now: times are given anew, nothing else changes.

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A short history still fills the charts. */
const shortestMs = 80 * DAY_MS;

/** How each vendor writes an instant, and in which members. */
const written = {
  klaim: (row, at) => ({ ...row, created_at: at }),
  cloudreve: (row, at) => ({ ...row, changed_at: `${isoSeconds(at + 8 * HOUR_MS)}+08:00` }),
  dodo: (row, at) => ({ ...row, created_at: `${isoSeconds(at)}.000000Z` }),
  nebula: (row, at) => ({
    ...row,
    create_time: `EST ${newYork(at)}`,
    update_time: `EST ${newYork(at + HOUR_MS)}`,
  }),
  nametrust: (row, at) => ({ ...row, created_at: `${isoSeconds(at)}Z` }),
};

/** In which order each vendor serves its rows by default. */
const oldestFirst = new Set(['klaim', 'cloudreve']);

/**
 * Rows as `createSimulator` made them, ending shortly before `now` (ms since the epoch).
 * @template Row
 * @param {keyof typeof written} provider
 * @param {readonly Row[]} rows
 * @param {number} now
 * @returns {Row[]}
 */
export function recentRows(provider, rows, now) {
  const write = written[provider];
  const stepMs = Math.max(HOUR_MS, shortestMs / Math.max(1, rows.length));
  return rows.map((row, index) => {
    const age = oldestFirst.has(provider) ? rows.length - 1 - index : index;
    // Uneven, as life is, and never out of order.
    const at = now - (age + 0.2 + 0.7 * unevenness(age)) * stepMs;
    return write(row, Math.floor(at / 1000) * 1000);
  });
}

/** 0 to 1, the same for the same number. */
function unevenness(number) {
  return ((Math.imul(number + 1, 0x9e3779b1) >>> 8) % 1000) / 1000;
}

function isoSeconds(at) {
  return new Date(at).toISOString().slice(0, 19);
}

const wallClock = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/New_York',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** Milliseconds that a clock on a wall in New York is ahead of UTC. */
function clockOffset(at) {
  const { year, month, day, hour, minute, second } = Object.fromEntries(
    wallClock.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
  );
  return Date.UTC(year, month - 1, day, hour, minute, second) - at;
}

/** The same, asked once a day: the clock is asked itself only on a day that it changes. */
function offsetByDay() {
  const known = new Map();
  const atStart = (day) => {
    const offset = known.get(day) ?? clockOffset(day * DAY_MS);
    known.set(day, offset);
    return offset;
  };
  return (at) => {
    const day = Math.floor(at / DAY_MS);
    const offset = atStart(day);
    return offset === atStart(day + 1) ? offset : clockOffset(at);
  };
}

const newYorkOffset = offsetByDay();

/** `2024-10-10 06:54:58`, as that clock shows it. */
function newYork(at) {
  return isoSeconds(at + newYorkOffset(at)).replace('T', ' ');
}
