import type { BuiltInProvider, OperationName } from 'creditkit';

import { readBalance, readEntitlements } from '../data.js';
import { operationsOf } from '../definition.js';
import { indentedText } from '../exact/json-text.js';
import { simulateInPage } from '../simulated.js';
import { Ledger } from './ledger.js';
import { RequestLog } from './request-log.js';

/** Few enough to be read with the eye. */
const rows = 6;

/** What a vendor's simulator answers to an operation, as text. No request leaves the page. */
export async function exampleAnswer(
  provider: BuiltInProvider,
  operation: OperationName,
): Promise<string> {
  const connection = await simulateInPage({ provider, rows, recent: true });
  if (!operationsOf(connection.definition).includes(operation))
    throw new Error(`${provider} has no ${operation} that one could ask for`);
  if (operation === 'history') {
    const ledger = new Ledger(connection);
    await ledger.loadPage();
    return firstBody(ledger.log);
  }
  const log = new RequestLog(connection);
  await (operation === 'balance'
    ? readBalance(connection, log)
    : readEntitlements(connection, log));
  return firstBody(log);
}

/** The log reads its copy of an answer by itself, maybe after the package has read its own. */
async function firstBody(log: RequestLog): Promise<string> {
  await log.settled();
  const [body] = log.bodies.values();
  return body === undefined ? '' : indentedText(new TextDecoder().decode(body));
}
