// From nothing to the first page of 20 rows: import, load the core, create a client, fetch and read a page whose
// response is at hand. Runs in Node and in browsers, in a process or page that has done nothing before.

/** In milliseconds. `testing` and `entry`: where the package's modules are. */
export async function firstPageMs(testing, entry) {
  // The vendor's answer is made before the clock starts: it is not what is measured.
  const { createSimulator } = await import(testing);
  const simulator = createSimulator({ provider: 'nametrust', rows: 20 });
  const { apiKey } = simulator;
  const answer = await simulator.fetch('https://api.nametrust.com/credits/usage?page=1&limit=20', {
    headers: { authorization: `Bearer ${apiKey}` },
  });
  const body = await answer.text();
  const start = performance.now();
  const { createClient } = await import(entry);
  const client = await createClient({
    provider: 'nametrust',
    apiKey: () => apiKey,
    fetch: async () => new Response(body, { headers: { 'content-type': 'application/json' } }),
  });
  const { value } = await client.history({}, { pageSize: 20 }).pages().next();
  const ms = performance.now() - start;
  if (value.entries.length !== 20) {
    throw new Error(`the page has ${value.entries.length} entries`);
  }
  return ms;
}
