import type { BuiltInProvider, Provider } from './built-in.js';
import { definitionText } from './definition-text.js';
import { refused } from './errors/usage.js';
import type { DefinitionFault } from './wasm/contract.js';

type Load = () => Promise<{ readonly default: object }>;

// One by one, when they are asked for: a page pays for the vendor that it shows.
const BUILT_IN: Readonly<Record<BuiltInProvider, Load>> = {
  klaim: () => import('../../providers/klaim.json'),
  cloudreve: () => import('../../providers/cloudreve.json'),
  dodo: () => import('../../providers/dodo.json'),
  nebula: () => import('../../providers/nebula.json'),
  nametrust: () => import('../../providers/nametrust.json'),
};

/**
 * The text of a definition, or its fault. An object is read before anything is waited for, so that it may change
 * afterwards; a name must be one of {@link BuiltInProvider}.
 */
export async function definitionOf(provider: Provider): Promise<string | DefinitionFault> {
  if (typeof provider === 'object') {
    return definitionText(provider);
  }
  if (Object.hasOwn(BUILT_IN, provider)) {
    return definitionText((await BUILT_IN[provider]()).default);
  }
  throw refused('provider', `must be a definition or one of ${Object.keys(BUILT_IN).join(', ')}`);
}
