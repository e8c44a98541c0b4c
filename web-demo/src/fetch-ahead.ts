import { builtInDefinition } from './data.js';
import { vendors } from './vendors.js';
import { viewParts } from './views/later.js';

/** The first view comes first. */
const pauseMs = 1200;

/** Fetches what the other views need, so that the page goes on working without its server. */
export function fetchAhead(): void {
  setTimeout(() => {
    Promise.all([
      ...Object.values(viewParts).map((load) => load()),
      import('uplot'),
      import('../simulators/simulator-for.mjs'),
      ...vendors.map(({ id }) => builtInDefinition(id)),
    ]).then(
      () => {
        document.documentElement.dataset['offlineReady'] = 'true';
      },
      () => {
        // No network now: whatever view needs a part asks for it again.
      },
    );
  }, pauseMs);
}
