// From nothing to the first page of 20 rows, in Node: import, load the core, create a client, fetch and read a page
// whose response is at hand. A process each time; the median counts. Usage: node bench/cold-start.mjs [runs]
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..');
const runs = Number(process.argv[2] ?? 21);
/** The goal on a quiet machine with Node 24. */
const goalMs = 15;

// The vendor's answer is made before the clock starts: it is not what is measured.
const program = `
  const { createSimulator } = await import('creditkit/testing');
  const simulator = createSimulator({ provider: 'nametrust', rows: 20 });
  const { apiKey } = simulator;
  const answer = await simulator.fetch('https://api.nametrust.com/credits/usage?page=1&limit=20', {
    headers: { authorization: 'Bearer ' + apiKey },
  });
  const body = await answer.text();
  const start = performance.now();
  const { createClient } = await import('creditkit');
  const client = await createClient({
    provider: 'nametrust', apiKey,
    fetch: () => Promise.resolve(new Response(body, { headers: { 'content-type': 'application/json' } })),
  });
  const { value } = await client.history({}, { pageSize: 20 }).pages().next();
  const ms = performance.now() - start;
  if (value.entries.length !== 20) throw new Error('the page has ' + value.entries.length + ' entries');
  console.log(ms);
`;

const times = [];
for (let count = 0; count < runs; count += 1) {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', program],
    { cwd: root },
  );
  times.push(Number(stdout));
}
times.sort((a, b) => a - b);
const median = times[Math.floor(runs / 2)];
console.log(
  `Node ${process.version}: import to first page of 20 rows, median of ${runs}: ${median.toFixed(1)} ms ` +
    `(fastest ${times[0].toFixed(1)}, slowest ${times.at(-1).toFixed(1)}; goal ${goalMs})`,
);
