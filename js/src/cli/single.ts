/** The commands that ask once. */
import type { Arguments } from './arguments.js';
import { connect } from './connect.js';
import { EXIT, type ExitCode } from './exit.js';
import { balanceText } from './format/balance.js';
import { entitlementsText } from './format/entitlements.js';
import { Progress } from './progress.js';
import { exitOfStop, type Session } from './session.js';

export async function balance(given: Arguments, session: Session): Promise<ExitCode> {
  return single(given, session, 'balance');
}

export async function entitlements(given: Arguments, session: Session): Promise<ExitCode> {
  return single(given, session, 'entitlements');
}

/** Throws what `connect` and the client throw, but not for being stopped. */
async function single(
  given: Arguments,
  { output, stop, attempted }: Session,
  operation: 'balance' | 'entitlements',
): Promise<ExitCode> {
  const progress = new Progress(process.stderr, true);
  try {
    const { client, query } = await connect(
      given,
      operation,
      progress.hooks,
      stop.signal,
      attempted,
    );
    const text =
      operation === 'balance'
        ? balanceText(await client.balance(query), given.format)
        : entitlementsText(await client.entitlements(query), given.format);
    progress.clear();
    await output.write(text);
    return EXIT.done;
  } catch (error) {
    progress.clear();
    const stopped = exitOfStop(stop);
    if (stopped === null) {
      throw error;
    }
    return stopped;
  }
}
