/**
 * Credit histories, balances and entitlements of any vendor: exact amounts, walks that cannot lie.
 *
 * @packageDocumentation
 */
export type {
  BuiltIn,
  BuiltInProvider,
  EntryOf,
  ParamsOf,
  Provider,
  Query,
  QueryOf,
} from './built-in.js';
export { createClient } from './client/create-client.js';
export type { CallOptions, CreditClient, NormalizeOptions } from './client/credit-client.js';
export type { HistoryWalk, ToArrayOptions } from './client/history-walk.js';
export type { ClientOptions, HistoryOptions } from './client/options.js';
export { checkDefinition, type DefinitionCheck, init } from './core-access.js';
export * from './errors/index.js';
export type * from './model.js';
export type { ApiKey } from './transport/credentials.js';
export type { Hooks, RequestEvent, ResponseEvent, RetryEvent } from './transport/hooks.js';
export type { RetryOptions } from './transport/retry-policy.js';
export type { DefinitionFault } from './wasm/contract.js';
export type { WasmSource } from './wasm/load.js';
