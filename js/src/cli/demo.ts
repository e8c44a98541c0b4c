/**
 * Simulated vendors to try the other commands on. Not the page of the project's `make demo`: it would more than double
 * what every installation of the package downloads, for something that is looked at once.
 */
import type { Provider, SimulatedAccount, Simulator } from '../testing/index.js';
import type { Arguments } from './arguments.js';
import { EXIT, type ExitCode, UsageError } from './exit.js';
import { reasonOf } from './reason.js';
import type { Session } from './session.js';
import { BUILT_IN } from './vendor.js';

type Operation = 'history' | 'balance' | 'entitlements';

const OPERATIONS: Readonly<Record<Provider, readonly Operation[]>> = {
  klaim: ['history', 'balance'],
  cloudreve: ['history'],
  dodo: ['history', 'balance', 'entitlements'],
  nebula: ['history', 'balance'],
  nametrust: ['history', 'balance'],
};

/** Listens until it is stopped, which is how it is meant to end. Throws UsageError. */
export async function demo(given: Arguments, { output, stop }: Session): Promise<ExitCode> {
  // Loaded by this command only: the others have no need of the simulators.
  const [{ createSimulator }, { listen }] = await Promise.all([
    import('../testing/index.js'),
    import('../testing/node.js'),
  ]);
  const simulators = BUILT_IN.map((provider) => createSimulator({ provider, rows: 250 }));
  const server = await listen(simulators, { port: given.port }).catch((error: unknown) => {
    throw new UsageError(
      `port ${String(given.port)} cannot be used: ${reasonOf(error)}`,
      'Leave --port out to get a free one',
    );
  });
  const commands = simulators.flatMap((simulator) =>
    commandsFor(simulator, server.baseUrl(simulator.provider)),
  );
  await output.write(
    [
      `Five simulated vendors listen on ${server.origin} until you press Ctrl-C.`,
      'Paste into another terminal (their key is no secret):',
      '',
      `export CREDITKIT_API_KEY=${simulators[0]?.apiKey ?? ''}`,
      ...commands,
      '',
    ].join('\n'),
  );
  await output.flush();
  await new Promise<void>((resolve) => {
    stop.signal.addEventListener('abort', () => {
      resolve();
    });
    if (stop.signal.aborted) {
      resolve();
    }
  });
  await server.close();
  return EXIT.done;
}

function commandsFor({ provider, accounts }: Simulator, baseUrl: string): string[] {
  const [account] = accounts;
  return OPERATIONS[provider].map((operation) =>
    [
      `npx creditkit ${operation} --provider ${provider} --base-url ${baseUrl}`,
      ...paramsFor(operation, account),
    ].join(' '),
  );
}

/** A subscription names entitlements; everything else is named by the customer. */
function paramsFor(operation: Operation, account: SimulatedAccount | undefined): string[] {
  return Object.entries(account?.params ?? {})
    .filter(([name]) => (name === 'subscription_id') === (operation === 'entitlements'))
    .map(([name, value]) => `--param ${name}=${value}`);
}
