import { definitionOf } from '../providers.js';
import type { Known, Provider } from '../built-in.js';
import { NOWHERE } from '../errors/from-core.js';
import { Problem } from '../errors/problem.js';
import type { Fetch } from '../transport/attempt.js';
import { Credentials } from '../transport/credentials.js';
import { originOf } from '../transport/origin.js';
import { Secrets } from '../transport/secrets.js';
import { Transport } from '../transport/transport.js';
import { type CreditClient, SessionClient } from './credit-client.js';
import { type ClientOptions, clientSettings, ownOptions, requireKeyFor } from './options.js';
import { ProviderHost } from './provider-host.js';

/**
 * A client for one vendor and one key. Loads the core where that has not happened yet.
 *
 * Rejects with ParameterError, DefinitionError or WasmLoadError; requests nothing.
 */
export function createClient<const P extends Provider>(
  options: ClientOptions<P>,
): Promise<CreditClient<Known<P>>>;
export async function createClient(given: ClientOptions): Promise<CreditClient> {
  // Before anything is waited for: whose key goes where must not change with the caller's object.
  const options = ownOptions(given);
  const settings = clientSettings(options);
  const provider = await ProviderHost.open(definitionOf(options.provider), options);
  const { info } = provider;
  requireKeyFor(info.auth, options);
  const secrets = new Secrets();
  const credentials = new Credentials(options.apiKey, info.auth, secrets);
  if (!credentials.renewable) {
    await requireFittingKey(credentials);
  }
  const transport = new Transport({
    fetch: fetchOf(options.fetch),
    origin: originOf(info.baseUrl, options.allowInsecureHttp === true),
    timeoutMs: settings.timeoutMs,
    maxResponseBytes: settings.maxResponseBytes,
    responseHeaders: info.responseHeaders,
    credentials,
    secrets,
    retry: settings.retry,
    hooks: {
      onRequest: options.onRequest,
      onResponse: options.onResponse,
      onRetry: options.onRetry,
    },
  });
  const { timeoutMs, deadlineMs, signal } = settings;
  return new SessionClient(
    { provider, transport, secrets, timeoutMs, deadlineMs },
    signal === null ? [] : [signal],
  );
}

/** A key that no request can carry is said so now, not at the first request. */
async function requireFittingKey(credentials: Credentials): Promise<void> {
  try {
    await credentials.get();
  } catch (error) {
    throw error instanceof Problem ? error.at(NOWHERE) : error;
  }
}

/** Looked up at each call, as a program may replace the global one later (instrumentation, tests). */
function fetchOf(given: typeof globalThis.fetch | undefined): Fetch {
  return given === undefined
    ? (url, init) => globalThis.fetch(url, init)
    : (url, init) => given(url, init);
}
