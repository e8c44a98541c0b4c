const { createClient } = require('creditkit');
const { createSimulator } = require('creditkit/testing');

console.log('imported');
const simulator = createSimulator({ provider: 'nametrust', rows: 25, seed: 1 });
createClient({ provider: 'nametrust', apiKey: simulator.apiKey, fetch: simulator.fetch })
  .then((client) => client.history({}, { pageSize: 20 }).pages().next())
  .then(({ value }) => console.log(JSON.stringify(value.entries)));
