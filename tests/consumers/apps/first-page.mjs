// The first page of a history, normalized, as a program has it that installed the package.
import { createClient } from 'creditkit';
import { createSimulator } from 'creditkit/testing';

export async function firstPage() {
  const simulator = createSimulator({ provider: 'nametrust', rows: 25, seed: 1 });
  const client = await createClient({
    provider: 'nametrust',
    apiKey: () => simulator.apiKey,
    fetch: simulator.fetch,
  });
  const { value } = await client.history({}, { pageSize: 20 }).pages().next();
  return JSON.stringify(value.entries);
}
