/** The only place that calls the package: what the page needs of it, in the page's own words. */
import { checkDefinition, createClient, CreditKitError, DefinitionError, init } from 'creditkit';
import type {
  BuiltInProvider,
  ClientOptions,
  CreditBalance,
  CreditClient,
  CreditEntitlement,
  CreditPage,
  HistoryWalk,
  OperationName,
  RequestEvent,
  RetryEvent,
  WalkReport,
} from 'creditkit';

import { clientParametersOf, isDefinition, queryFor } from './definition.js';
import type { Definition } from './definition.js';

export type ProviderName = BuiltInProvider;

/** Where data comes from, and by what right. It lives in memory only. */
export interface Connection {
  /** The vendor's: the page shows what it maps, so it holds it whole, and the package needs none of its own. */
  readonly definition: Definition;
  readonly baseUrl: string | null;
  readonly apiKey: string;
  /** The values that operations may ask for: `user_id`, `subscription_id`, … */
  readonly values: Readonly<Record<string, string>>;
  /** In place of the browser's. */
  readonly fetch: typeof fetch | null;
  readonly timeoutMs: number | null;
}

/** Hears what the package does. */
export interface Listener {
  readonly fetch: typeof fetch;
  readonly onRequest: (event: RequestEvent) => void;
  readonly onRetry: (event: RetryEvent) => void;
}

export interface WalkSettings {
  readonly pageSize?: number;
  readonly includeRaw?: boolean;
  readonly resumeToken?: string;
  readonly signal?: AbortSignal;
}

const definitions: Readonly<Record<ProviderName, () => Promise<{ readonly default: object }>>> = {
  klaim: () => import('creditkit/providers/klaim.json'),
  cloudreve: () => import('creditkit/providers/cloudreve.json'),
  dodo: () => import('creditkit/providers/dodo.json'),
  nebula: () => import('creditkit/providers/nebula.json'),
  nametrust: () => import('creditkit/providers/nametrust.json'),
};

export async function builtInDefinition(provider: ProviderName): Promise<Definition> {
  const { default: definition } = await definitions[provider]();
  return isDefinition(definition) ? definition : {};
}

export async function openWalk(
  connection: Connection,
  listener: Listener,
  settings: WalkSettings,
): Promise<HistoryWalk> {
  const client = await clientFor(connection, listener);
  return client.history(queryFor(connection.definition, 'history', connection.values), settings);
}

export async function readBalance(
  connection: Connection,
  listener?: Listener,
): Promise<CreditBalance> {
  const client = await clientFor(connection, listener);
  return client.balance(queryFor(connection.definition, 'balance', connection.values));
}

export async function readEntitlements(
  connection: Connection,
  listener?: Listener,
): Promise<readonly CreditEntitlement[]> {
  const client = await clientFor(connection, listener);
  const { entitlements } = await client.entitlements(
    queryFor(connection.definition, 'entitlements', connection.values),
  );
  return entitlements;
}

/** Reads one response without any network. */
export async function normalizeBody(
  provider: Definition,
  operation: OperationName,
  body: Uint8Array | string,
  includeRaw = true,
): Promise<CreditPage> {
  // Nothing is sent, so there is no key and the address is never used; a definition without one needs some.
  const client = await createClient({
    provider,
    baseUrl: 'https://nowhere.invalid',
    fetch: refuseNetwork,
  });
  return client.normalize(operation, body, { includeRaw });
}

const refuseNetwork: typeof fetch = () =>
  Promise.reject(new TypeError('normalize uses no network'));

function clientFor(connection: Connection, listener?: Listener): Promise<CreditClient> {
  const options: ClientOptions = {
    provider: connection.definition,
    // A function: the package refuses a plain key in a browser, and this one came from the person at the screen.
    ...(connection.apiKey === '' ? {} : { apiKey: () => connection.apiKey }),
    ...(connection.baseUrl === null ? {} : { baseUrl: connection.baseUrl }),
    ...(connection.timeoutMs === null ? {} : { timeoutMs: connection.timeoutMs }),
    params: clientParameters(connection),
    ...listening(connection, listener),
  };
  return createClient(options);
}

function listening({ fetch }: Connection, listener?: Listener): Partial<ClientOptions> {
  if (listener === undefined) return fetch === null ? {} : { fetch };
  return { fetch: listener.fetch, onRequest: listener.onRequest, onRetry: listener.onRetry };
}

/** Of the values, those that the definition declares for all operations. */
function clientParameters({ definition, values }: Connection): Record<string, string> {
  const given = clientParametersOf(definition).map(
    ({ name }) => [name, values[name] ?? ''] as const,
  );
  return Object.fromEntries(given.filter(([, value]) => value !== ''));
}

/** A fault of a definition. */
export interface Fault {
  /** JSON Pointer of the member at fault. */
  readonly pointer: string;
  readonly message: string;
}

export async function faultsOf(definition: unknown): Promise<readonly Fault[]> {
  await init();
  const checked = checkDefinition(definition);
  return checked.ok ? [] : checked.faults;
}

/** An error in the words that the page shows. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  /** What is known of the place and the cause, by the package's names. */
  readonly details: readonly (readonly [name: string, value: string])[];
  /** JSON Pointer of the value at fault in the vendor's answer. */
  readonly pointer: string | null;
  readonly faults: readonly Fault[];
  readonly report: WalkReport | null;
}

const detailNames = [
  'code',
  'provider',
  'operation',
  'page',
  'status',
  'vendorCode',
  'vendorMessage',
  'correlationId',
  'pointer',
  'byte',
  'parameter',
  'retryAfterMs',
] as const;

export function describeFailure(error: unknown): Failure {
  if (!(error instanceof CreditKitError)) {
    const known = error instanceof Error ? error : new Error(String(error));
    return {
      name: known.name,
      message: known.message,
      details: [],
      pointer: null,
      faults: [],
      report: null,
    };
  }
  return {
    name: error.name,
    message: error.message,
    details: detailNames.flatMap((name) =>
      error[name] === null ? [] : [[name, String(error[name])] as const],
    ),
    pointer: error.pointer,
    faults: error instanceof DefinitionError ? error.faults : [],
    report: error.report,
  };
}
