import type { JSX } from 'preact';

import type { View } from '../state/route.js';

type Load = () => Promise<() => JSX.Element>;

/** The views beside the first one, each fetched when it is looked at, or ahead for use without a network. */
export const viewParts: Readonly<Record<Exclude<View, 'overview'>, Load>> = {
  ledger: async () => (await import('./ledger.js')).LedgerView,
  entitlements: async () => (await import('./entitlements.js')).EntitlementsView,
  hood: async () => (await import('./hood.js')).HoodView,
  own: async () => (await import('./own.js')).OwnView,
};
