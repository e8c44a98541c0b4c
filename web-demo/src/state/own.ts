import { signal } from '@preact/signals';

import type { Connection, ProviderName } from '../data.js';
import type { Definition } from '../definition.js';

/** The endpoint of the person at the screen, with its key: in memory, gone with the page. */
export const ownConnection = signal<Connection | null>(null);

/** A vendor by name, or the definition in the editor. */
export type ProviderChoice = ProviderName | 'definition';

export const providerChoice = signal<ProviderChoice>('klaim');

/** The definition in the editor, as text; `definition` holds it once it has no fault. */
export const definitionText = signal('');
export const definition = signal<Definition | null>(null);
