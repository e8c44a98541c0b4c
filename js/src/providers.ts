import { refused } from './errors/usage.js';

/** The providers that come with the package. Their definitions are data like any user's. */
export type BuiltInProvider = 'klaim' | 'cloudreve' | 'dodo' | 'nebula' | 'nametrust';

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
export async function definitionOf(provider: BuiltInProvider | object): Promise<object> {
  if (typeof provider === 'object') {
    return provider;
  }
  if (Object.hasOwn(BUILT_IN, provider)) {
    return (await BUILT_IN[provider]()).default;
  }
  throw refused('provider', `must be a definition or one of ${Object.keys(BUILT_IN).join(', ')}`);
}
