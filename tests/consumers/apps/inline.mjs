// The same from one file, for where no core.wasm can be served.
import { createClient } from 'creditkit/inline';
import { createSimulator } from 'creditkit/testing';

console.log('imported');
const simulator = createSimulator({ provider: 'nametrust', rows: 25, seed: 1 });
const client = await createClient({
  provider: 'nametrust',
  apiKey: simulator.apiKey,
  fetch: simulator.fetch,
});
const { value } = await client.history({}, { pageSize: 20 }).pages().next();
console.log(JSON.stringify(value.entries));
