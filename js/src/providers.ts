import cloudreve from '../../providers/cloudreve.json';
import dodo from '../../providers/dodo.json';
import klaim from '../../providers/klaim.json';
import nametrust from '../../providers/nametrust.json';
import nebula from '../../providers/nebula.json';
import { ParameterError } from './errors/index.js';

/** The providers that come with the package. Their definitions are data like any user's. */
export type BuiltInProvider = 'klaim' | 'cloudreve' | 'dodo' | 'nebula' | 'nametrust';

// Bundled, not fetched: together they are smaller than the round trip that each would cost.
const BUILT_IN: Readonly<Record<BuiltInProvider, object>> = {
  klaim,
  cloudreve,
  dodo,
  nebula,
  nametrust,
};

/** A definition given as an object is used as it is; a name must be one of {@link BuiltInProvider}. */
export function definitionOf(provider: BuiltInProvider | object): object {
  if (typeof provider === 'object') {
    return provider;
  }
  if (Object.hasOwn(BUILT_IN, provider)) {
    return BUILT_IN[provider];
  }
  throw new ParameterError(
    `provider must be a definition or one of ${Object.keys(BUILT_IN).join(', ')}`,
    { code: 'parameter', parameter: 'provider' },
  );
}
