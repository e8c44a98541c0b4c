/** The five vendors, simulated over real HTTP, each with the client that reads it. */
import {
  createSimulator,
  type Provider,
  type SimulatedAccount,
  type Simulator,
  type SimulatorOptions,
} from '../../../../js/src/testing/index.js';
import { listen, type SimulatorServer } from '../../../../js/src/testing/node.js';
import {
  type ClientOptions,
  createClient,
  type CreditClient,
  type HistoryOptions,
  type HistoryWalk,
} from './core.js';

export const PROVIDERS: readonly Provider[] = ['klaim', 'cloudreve', 'dodo', 'nebula', 'nametrust'];

export interface VendorCase {
  readonly simulator: Simulator;
  readonly server: SimulatorServer;
  readonly client: CreditClient;
  /** The history of the first account, or of the one given. */
  history(options?: HistoryOptions, account?: SimulatedAccount): HistoryWalk;
  close(): Promise<void>;
}

/** The parameters that name an account in a history. Subscriptions are for Dodo's entitlements. */
export function historyQuery(account: SimulatedAccount): Record<string, string> {
  return Object.fromEntries(
    Object.entries(account.params).filter(([name]) => name !== 'subscription_id'),
  );
}

export async function vendor<P extends Provider>(
  options: SimulatorOptions<P>,
  clientOptions: Partial<ClientOptions> = {},
): Promise<VendorCase> {
  const simulator = createSimulator(options);
  const server = await listen(simulator);
  const client = await createClient({
    provider: options.provider,
    apiKey: simulator.apiKey,
    baseUrl: server.baseUrl(),
    ...clientOptions,
  });
  return {
    simulator,
    server,
    client,
    history: (history = {}, account = simulator.accounts[0]!) =>
      client.history(historyQuery(account), history),
    close: () => server.close(),
  };
}

/** The exact text of each row that arrived whole, in order. */
export function servedRows({ simulator }: VendorCase): string[] {
  return simulator.served.map(({ json }) => json);
}
