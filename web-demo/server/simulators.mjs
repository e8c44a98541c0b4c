import { createListener } from 'creditkit/testing/node';

import { simulatorFor } from '../simulators/simulator-for.mjs';
import { pageHeaders } from './headers.mjs';

/** Where a simulator is ordered (POST), and below which the ordered ones answer. */
export const simulatorsPath = '/vendors';

/** The page orders a few at a time and never gives one back: the oldest make room. */
const mostSimulators = 48;
const mostRows = 200_000;
const mostOrderBytes = 64 * 1024;

/** Starts simulators on order and answers for them. */
export function createSimulators() {
  const listeners = new Map();
  let count = 0;

  function start(wish) {
    const simulator = simulatorFor(wish);
    count += 1;
    const prefix = `${simulatorsPath}/${count}/${simulator.provider}`;
    listeners.set(prefix, createListener(simulator, { cors: false }));
    if (listeners.size > mostSimulators) listeners.delete(listeners.keys().next().value);
    const [account] = simulator.accounts;
    return { baseUrl: prefix + simulator.basePath, apiKey: account.apiKey, params: account.params };
  }

  async function order(request, response) {
    const headers = { ...pageHeaders, 'content-type': 'application/json' };
    const answer = (status, value) =>
      response.writeHead(status, headers).end(JSON.stringify(value));
    try {
      answer(200, start(checked(await readJson(request))));
    } catch (error) {
      answer(400, { message: error.message });
    }
  }

  /** @returns {boolean} false where the path is none of the simulators'. */
  return (request, response) => {
    if (request.url === simulatorsPath && request.method === 'POST') {
      void order(request, response);
      return true;
    }
    const prefix = /^\/vendors\/\d+\/[a-z]+/.exec(request.url)?.[0];
    const listener = prefix === undefined ? undefined : listeners.get(prefix);
    if (listener === undefined) return false;
    request.url = request.url.slice(prefix.length);
    return listener(request, response);
  };
}

function checked(wish) {
  if (!Number.isInteger(wish.rows) || wish.rows < 0 || wish.rows > mostRows) {
    throw new RangeError(`rows must be 0 to ${mostRows}`);
  }
  return wish;
}

async function readJson(request) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > mostOrderBytes) throw new RangeError('the order is too long');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
