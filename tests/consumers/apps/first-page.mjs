// The first page of a history, normalized, as a program has it that installed the package.
import { createClient } from 'creditkit';
import { createSimulator } from 'creditkit/testing';

async function firstPage() {
  const simulator = createSimulator({ provider: 'nametrust', rows: 25, seed: 1 });
  const client = await createClient({
    provider: 'nametrust',
    apiKey: () => simulator.apiKey,
    fetch: simulator.fetch,
  });
  const { value } = await client.history({}, { pageSize: 20 }).pages().next();
  return JSON.stringify(value.entries);
}

/** Two lines: that the imports worked, and the page or why there is none. */
export const outcome = () =>
  firstPage().then(
    (page) => `imported\n${page}`,
    (error) => `imported\nfailed: ${error}`,
  );
