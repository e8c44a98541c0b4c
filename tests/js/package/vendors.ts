/** The built package against the five vendors, simulated over real HTTP on 127.0.0.1. */
import {
  type ClientOptions,
  createClient,
  type CreditClient,
  type HistoryOptions,
  type HistoryWalk,
} from 'creditkit';
import {
  createSimulator,
  type Provider,
  type SimulatedAccount,
  type Simulator,
  type SimulatorOptions,
} from 'creditkit/testing';
import { listen, type SimulatorServer } from 'creditkit/testing/node';
import { afterEach } from 'vitest';

export const PROVIDERS: readonly Provider[] = ['klaim', 'cloudreve', 'dodo', 'nebula', 'nametrust'];

/** A vendor that listens, and a client with its key. */
export interface Vendor<P extends Provider = Provider> {
  readonly simulator: Simulator<P>;
  readonly server: SimulatorServer;
  readonly account: SimulatedAccount;
  readonly client: CreditClient;
  /** The first account's history, by the client given or the one at hand. */
  history(options?: HistoryOptions, client?: CreditClient): HistoryWalk;
  /** A further client, with the options changed. */
  another(options?: Partial<ClientOptions>): Promise<CreditClient>;
}

const open: SimulatorServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** Closed when the test is over. */
export async function vendor<P extends Provider>(
  options: SimulatorOptions<P>,
  clientOptions: Partial<ClientOptions> = {},
): Promise<Vendor<P>> {
  const simulator = createSimulator(options);
  const server = await listen(simulator);
  open.push(server);
  const account = simulator.accounts[0]!;
  const another = (changed: Partial<ClientOptions> = {}): Promise<CreditClient> =>
    createClient({
      provider: options.provider,
      apiKey: simulator.apiKey,
      baseUrl: server.baseUrl(),
      ...changed,
    });
  const client = await another(clientOptions);
  return {
    simulator,
    server,
    account,
    client,
    history: (history = {}, by = client) => by.history(historyQuery(account), history),
    another,
  };
}

/** The parameters that name an account in a history or a balance: a subscription only names entitlements. */
export function historyQuery(account: SimulatedAccount): Record<string, string> {
  return Object.fromEntries(
    Object.entries(account.params).filter(([name]) => name !== 'subscription_id'),
  );
}

export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('it was expected to reject');
    },
    (reason: unknown) => reason,
  );
}
