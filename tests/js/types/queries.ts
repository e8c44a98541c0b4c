/** What the compiler tells whoever writes a query. Checked by tsc alone: an expected error that does not come is one. */
import { createClient, type CreditClient, type CreditEntry, type Query } from 'creditkit';

export async function nametrust(apiKey: string): Promise<void> {
  const client = await createClient({ provider: 'nametrust', apiKey, params: { org_id: 'org_1' } });
  client.history();
  client.history({ kind: 'allot', usage_kind: 'ai_usage' }, { limit: 10 });
  await client.balance();
  // @ts-expect-error NameTrust's words are allot, consume, …
  client.history({ kind: 'grant' });
  // @ts-expect-error a misspelt parameter
  client.history({ knid: 'allot' });
  // @ts-expect-error a misspelt option
  client.history({}, { limti: 10 });
  // @ts-expect-error there are no entitlements at NameTrust
  await client.entitlements({});
  // @ts-expect-error nor a parameter `zone`
  await createClient({ provider: 'nametrust', apiKey, params: { zone: 'UTC' } });
}

export async function klaim(apiKey: string): Promise<void> {
  const client = await createClient({ provider: 'klaim', apiKey });
  client.history({ user_id: 'u1' });
  await client.balance({ user_id: 'u1' });
  // @ts-expect-error whose history?
  client.history();
  // @ts-expect-error whose balance?
  await client.balance({});
}

export async function dodo(apiKey: string): Promise<void> {
  const client = await createClient({ provider: 'dodo', apiKey });
  await client.entitlements({ subscription_id: 'sub_1' });
  const balance = { credit_entitlement_id: 'cde_1', customer_id: 'cus_1' };
  client.history({
    ...balance,
    transaction_type: 'auto_top_up',
    start_date: '2026-01-01T00:00:00Z',
  });
  // @ts-expect-error entitlements are those of a subscription
  await client.entitlements(balance);
}

export async function others(apiKey: string): Promise<void> {
  const cloudreve = await createClient({ provider: 'cloudreve', apiKey });
  cloudreve.history({ order_direction: 'asc' });
  // @ts-expect-error asc or desc
  cloudreve.history({ order_direction: 'up' });
  const nebula = await createClient({ provider: 'nebula', apiKey, params: { zone: '-05:00' } });
  nebula.history({}, { pageSize: 50 });
  // @ts-expect-error Nebula takes no query
  nebula.history({ user_id: 'u1' });
  // @ts-expect-error a provider that does not come with the package
  await createClient({ provider: 'acme', apiKey });
}

/** A definition says itself what it takes: the core checks it. */
export async function ownDefinition(definition: object, query: Query): Promise<CreditClient> {
  const client = await createClient({ provider: definition, params: { region: 'eu' } });
  client.history(query);
  await client.entitlements({ anything: 1 });
  return client;
}

export async function anyOf(provider: 'dodo' | 'klaim', apiKey: string): Promise<void> {
  const client = await createClient({ provider, apiKey });
  client.history({ user_id: 'u1' });
  // @ts-expect-error a parameter of neither
  client.history({ region: 'eu' });
}

export async function entries(apiKey: string): Promise<CreditEntry[]> {
  const client = await createClient({ provider: 'nametrust', apiKey });
  const words: 'consume'[] = [];
  for await (const entry of client.history()) {
    if (entry.kind === 'usage') {
      words.push(entry.vendorKind);
      // @ts-expect-error NameTrust's word for usage is consume
      words.push('allot');
    }
    if (entry.kind === 'other') {
      // @ts-expect-error a word that the vendor added later, or none
      words.push(entry.vendorKind);
    }
    // @ts-expect-error raw was not asked for
    JSON.parse(entry.raw);
  }
  for await (const entry of client.history({}, { includeRaw: true })) {
    JSON.parse(entry.raw);
  }
  return client.history().toArray();
}
