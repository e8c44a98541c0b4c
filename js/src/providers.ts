import type { BuiltInProvider, Provider } from './built-in.js';
import { refused } from './errors/usage.js';

type Load = () => Promise<{ readonly default: object }>;

// One by one, when they are asked for: a page pays for the vendor that it shows.
const BUILT_IN: Readonly<Record<BuiltInProvider, Load>> = {
  klaim: () => import('../../providers/klaim.json'),
  cloudreve: () => import('../../providers/cloudreve.json'),
  dodo: () => import('../../providers/dodo.json'),
  nebula: () => import('../../providers/nebula.json'),
  nametrust: () => import('../../providers/nametrust.json'),
};

/** A definition given as an object is used as it is; a name must be one of {@link BuiltInProvider}. */
export async function definitionOf(provider: Provider): Promise<object> {
  if (typeof provider === 'object') {
    return provider;
  }
  if (Object.hasOwn(BUILT_IN, provider)) {
    return (await BUILT_IN[provider]()).default;
  }
  throw refused('provider', `must be a definition or one of ${Object.keys(BUILT_IN).join(', ')}`);
}
