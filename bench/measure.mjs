// What runs in each runtime: for every vendor and page size the four ways from bytes to entries, in turns.
import { parse as parseLossless } from 'lossless-json';
import { bodiesOf, vendors } from './bodies.mjs';
import { openCore } from './core.mjs';
import { exact, inexact, plain } from './maps.mjs';

const PAGE_SIZES = [20, 100, 1000];
/** Different pages, so that no engine remembers the one page. */
const PAGES = 8;
const ROUNDS = 31;
/** Of one way, before the next has its turn: many ticks of any clock, and short beside what disturbs a machine. */
const BATCH_MS = 6;
const WARM_UP_MS = 150;
const MEMORY_ROUNDS = 5;

/** `heapBytes` collects all garbage if told so, and says what the JavaScript heap holds. */
export async function measure(wasm, heapBytes) {
  const core = await openCore(wasm);
  const results = [];
  for (const vendor of vendors) {
    const ways = waysOf(core, vendor);
    for (const rows of PAGE_SIZES) {
      const bodies = bodiesOf(vendor, rows, PAGES);
      bodies.forEach((body) => compare(vendor, ways, body, rows));
      results.push({
        vendor,
        rows,
        ...time(ways, bodies),
        ours_peak_bytes: core.memoryBytes() + peak(ways.ours_ms, bodies, heapBytes),
        js_peak_bytes: peak(ways.js_ms, bodies, heapBytes),
      });
    }
  }
  return results;
}

/** By the names of the results. */
function waysOf(core, vendor) {
  const ours = core.vendor(vendor);
  const { rows, entry } = plain[vendor];
  const inexactEntry = entry(inexact);
  const exactEntry = entry(exact);
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  return {
    ours_ms: ours.entries,
    columns_ms: ours.columns,
    js_ms: (body) => rows(JSON.parse(utf8.decode(body))).map(inexactEntry),
    js_exact_ms: (body) => rows(parseLossless(utf8.decode(body))).map(exactEntry),
  };
}

/** All ways must say the same, or it is not the same work. Made ids may differ in their form. */
function compare(vendor, ways, body, rows) {
  const ours = ways.ours_ms(body);
  const doubles = ways.js_ms(body);
  const texts = ways.js_exact_ms(body);
  if (ways.columns_ms(body).rows !== rows || ours.length !== rows) {
    throw new Error(`${vendor}: ${ours.length} rows of ${rows}`);
  }
  const double = (text) => (text === null ? null : Number(text));
  ours.forEach((entry, row) => {
    const id = entry.idIsSynthetic ? { id: '' } : {};
    const amounts = { amount: double(entry.amount), balanceAfter: double(entry.balanceAfter) };
    demandEqual(vendor, { ...texts[row], ...id }, { ...entry, ...id });
    demandEqual(vendor, { ...doubles[row], ...id }, { ...entry, ...amounts, ...id });
  });
}

function demandEqual(vendor, plainly, ours) {
  const names = Object.keys(ours);
  const other = names.find((name) => plainly[name] !== ours[name]);
  if (other !== undefined || Object.keys(plainly).length !== names.length) {
    throw new Error(
      `${vendor}: plain JavaScript makes another ${other} of the row: ` +
        `${JSON.stringify(plainly)} instead of ${JSON.stringify(ours)}`,
    );
  }
}

/** The medians, in milliseconds for a page. */
function time(ways, bodies) {
  const names = Object.keys(ways);
  const batches = Object.fromEntries(names.map((name) => [name, batchOf(ways[name], bodies)]));
  const samples = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length];
      samples[name].push(run(ways[name], bodies, batches[name]) / batches[name]);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(samples[name])]));
}

/** Pages in a batch, after the engine has had time to compile what it will. */
function batchOf(way, bodies) {
  const start = performance.now();
  let pages = 0;
  while (performance.now() - start < WARM_UP_MS) {
    run(way, bodies, bodies.length);
    pages += bodies.length;
  }
  return Math.max(1, Math.round((pages * BATCH_MS) / (performance.now() - start)));
}

/** Read, so that no engine leaves out what makes it. */
let last;

function run(way, bodies, pages) {
  const start = performance.now();
  for (let page = 0; page < pages; page += 1) {
    last = way(bodies[page % bodies.length]);
  }
  const elapsed = performance.now() - start;
  if (last === undefined) {
    throw new Error('nothing was read');
  }
  return elapsed;
}

/** How much the heap grows while one page is read, all that is dropped on the way included. */
function peak(way, bodies, heapBytes) {
  const growths = [];
  for (let round = 0; round < MEMORY_ROUNDS; round += 1) {
    last = undefined;
    const before = heapBytes(true);
    last = way(bodies[round % bodies.length]);
    growths.push(heapBytes(false) - before);
  }
  return Math.max(0, median(growths));
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1];
}
