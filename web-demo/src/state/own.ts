import { computed, signal } from '@preact/signals';

import type { Connection, ProviderName } from '../data.js';
import { memberAt } from '../definition.js';
import type { Definition } from '../definition.js';
import { vendorById } from '../vendors.js';
import type { Vendor } from '../vendors.js';

/** The endpoint of the person at the screen, with its key: in memory, gone with the page. */
export const ownConnection = signal<Connection | null>(null);

/** A vendor by name, or the definition in the editor. */
export type ProviderChoice = ProviderName | 'definition';

export const providerChoice = signal<ProviderChoice>('klaim');

/** The definition in the editor, as text; `definition` holds it once it has no fault. */
export const definitionText = signal('');
export const definition = signal<Definition | null>(null);

/** The vendor of the choice where it is one of the five, and so can be simulated. */
export const simulatedChoice = computed<Vendor | undefined>(() => {
  if (providerChoice.value !== 'definition') return vendorById(providerChoice.value);
  const id = memberAt(definition.value, 'id');
  return typeof id === 'string' ? vendorById(id) : undefined;
});
