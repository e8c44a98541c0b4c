/** From arguments and environment to a client. */
import { createClient, type CreditClient, type Hooks, type OperationName } from '../index.js';
import type { Arguments } from './arguments.js';
import { EXIT, UsageError } from './exit.js';
import { findKey, variableFor } from './key.js';
import { divide, type Parameters, vendorOf } from './vendor.js';

export interface Connection {
  readonly client: CreditClient;
  readonly query: Parameters['query'];
}

/** What is known of a connection when it fails, for messages. */
export interface Attempted {
  /** The variable or file that the key came from; `null` where no key was sent. */
  keyFrom: string | null;
  /** The names that `--param` gave. */
  params: readonly string[];
}

/** Throws UsageError, DefinitionFaults, and what createClient throws. */
export async function connect(
  given: Arguments,
  operation: OperationName,
  hooks: Hooks,
  signal: AbortSignal,
  attempted: Attempted,
): Promise<Connection> {
  const vendor = await vendorOf(given.provider, given.definition);
  const { params, query } = divide(given.params, vendor.definition, operation);
  const found = await findKey(vendor.id, given.keyFile, process.env);
  attempted.params = [...given.params.keys()];
  attempted.keyFrom = found?.from ?? null;
  if (found === null && vendor.takesKey && given.baseUrl === null) {
    throw new UsageError(
      'there is no key',
      `Set CREDITKIT_API_KEY or ${variableFor(vendor.id)} in the environment, or name a file with --key-file`,
      EXIT.authentication,
    );
  }
  const client = await createClient({
    ...hooks,
    provider: vendor.definition,
    apiKey: found?.key,
    baseUrl: given.baseUrl ?? undefined,
    params,
    signal,
    allowInsecureHttp: given.allowInsecureHttp,
  });
  return { client, query };
}
