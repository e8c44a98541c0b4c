// Aborts a walk in each state, in a process that has nothing else to do, and then lets it end by itself.
// Arguments: the bundled package, the WASM core, the server's origin, the definition as JSON.
import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';

const [bundle, wasm, origin, definition] = process.argv.slice(2);
const { createClient, init } = await import(bundle);
await init(await readFile(new URL(wasm)));
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const seen = {};
process.on('unhandledRejection', (reason) => {
  seen.unhandled = String(reason);
});

/** What is left that keeps a process alive, beside the pipes that it was started with. */
const handles = () => process.getActiveResourcesInfo().filter((name) => name !== 'PipeWrap');

const never = () => new Promise(() => undefined);
const states = {
  'waiting for a key': { apiKey: never },
  'waiting for headers': { path: 'headers' },
  'in the body': { path: 'body' },
  'waiting to retry': { path: 'retry' },
  'a page fetched ahead': { path: 'ahead', options: { prefetch: 1 }, read: 1 },
};

for (const [
  name,
  { apiKey = 'the-secret-key', path = 'page', options = {}, read = 0 },
] of Object.entries(states)) {
  const user = new AbortController();
  const client = await createClient({
    provider: JSON.parse(definition),
    baseUrl: `${origin}/${path}`,
    apiKey,
  });
  const iterator = client.history({}, { signal: user.signal, ...options })[Symbol.asyncIterator]();
  for (let count = 0; count < read; count += 1) await iterator.next();
  const next = read === 0 ? iterator.next() : undefined;
  next?.catch(() => undefined);
  await sleep(100);
  const start = performance.now();
  user.abort();
  const settled = await (next ?? iterator.next()).then(
    () => 'resolved',
    (error) => error.name,
  );
  const ms = performance.now() - start;
  // Sockets that were destroyed are let go in some turn of the event loop; what is left behind stays longer.
  const latest = performance.now() + 2_000;
  while (handles().length > 0 && performance.now() < latest) await setImmediate();
  seen[name] = { settled, ms, handles: handles() };
}
process.stdout.write(JSON.stringify(seen));
