import { createClient, type CreditEntry, init, RateLimitError } from 'creditkit';
import * as inline from 'creditkit/inline';
import { createSimulator } from 'creditkit/testing';

export async function grants(apiKey: string): Promise<CreditEntry[]> {
  await init();
  await inline.init();
  const { fetch } = createSimulator({ provider: 'nametrust' });
  const client = await createClient({ provider: 'nametrust', apiKey, fetch });
  // @ts-expect-error NameTrust's word is allot
  client.history({ kind: 'grant' });
  return client.history({ kind: 'allot' }).toArray();
}

export const isLimit = (error: unknown): boolean => error instanceof RateLimitError;
