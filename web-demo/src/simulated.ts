import { signal } from '@preact/signals';
import type { Fault, Provider } from 'creditkit/testing';

import { builtInDefinition } from './data.js';
import type { Connection } from './data.js';
import type { Definition } from './definition.js';

/** What a simulated vendor shall be like. All of it is plain JSON. */
export interface SimulatorWish {
  readonly provider: Provider;
  readonly rows: number;
  readonly pageSize?: number;
  readonly faults?: readonly Fault[];
  /** The history ends now instead of in the past. */
  readonly recent?: boolean;
  /** Entitlements state what does not add up. */
  readonly contradiction?: boolean;
  readonly latencyMs?: number;
}

/** A simulated vendor that answers. */
export interface SimulatedVendor {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly params: Readonly<Record<string, string>>;
}

const address =
  document.querySelector<HTMLMetaElement>('meta[name="creditkit-simulators"]')?.content ?? '';

/** True where a server starts the simulators and they are asked over HTTP; otherwise, or once it is gone, they run in the page. */
export const simulatorsOverHttp = signal(address !== '');

/** Starts a simulated vendor and says how to reach it. */
export async function simulate(
  wish: SimulatorWish,
  timeoutMs: number | null = null,
): Promise<Connection> {
  const [definition, started] = await Promise.all([builtInDefinition(wish.provider), start(wish)]);
  return connectionTo(definition, started, timeoutMs);
}

/** The same, always in the page: no request leaves it. */
export async function simulateInPage(wish: SimulatorWish): Promise<Connection> {
  const [definition, started] = await Promise.all([
    builtInDefinition(wish.provider),
    startInPage(wish),
  ]);
  return connectionTo(definition, started, null);
}

function connectionTo(
  definition: Definition,
  { baseUrl, apiKey, params, fetch }: Started,
  timeoutMs: number | null,
): Connection {
  return { definition, baseUrl, apiKey, values: params, fetch, timeoutMs };
}

type Started = SimulatedVendor & { readonly fetch: typeof fetch | null };

async function start(wish: SimulatorWish): Promise<Started> {
  if (!simulatorsOverHttp.value) return startInPage(wish);
  try {
    return await startOverHttp(wish);
  } catch (error) {
    // What fetch throws where nobody answers; a server that refuses is another matter.
    if (!(error instanceof TypeError)) throw error;
    simulatorsOverHttp.value = false;
    return startInPage(wish);
  }
}

async function startOverHttp(wish: SimulatorWish): Promise<Started> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wish),
  });
  if (!response.ok)
    throw new Error(
      `The demo's server could not start ${wish.provider}: HTTP ${String(response.status)}`,
    );
  const started = (await response.json()) as SimulatedVendor;
  return { ...started, baseUrl: new URL(started.baseUrl, location.href).href, fetch: null };
}

async function startInPage(wish: SimulatorWish): Promise<Started> {
  const { simulatorFor } = await import('../simulators/simulator-for.mjs');
  const { baseUrl, apiKey, accounts, fetch } = simulatorFor(wish);
  return { baseUrl, apiKey, params: accounts[0]?.params ?? {}, fetch };
}
