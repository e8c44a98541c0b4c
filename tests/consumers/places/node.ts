/** Every supported line of Node, by each way in. */
import { missing, nodes, print, type Runtime } from '../programs.js';
import type { Typing } from '../typing.js';
import type { Place } from './place.js';

interface Way {
  readonly name: string;
  readonly typing: Typing;
  readonly arguments: readonly string[];
}

const ways: readonly Way[] = [
  { name: 'ES module', typing: 'nodenext', arguments: ['apps/esm.mjs'] },
  { name: 'CommonJS', typing: 'nodenext, CommonJS', arguments: ['apps/commonjs.cjs'] },
  { name: '`creditkit/inline`', typing: 'nodenext', arguments: ['apps/inline.mjs'] },
  {
    name: '`--disallow-code-generation-from-strings`',
    typing: 'nodenext',
    arguments: ['--disallow-code-generation-from-strings', 'apps/esm.mjs'],
  },
];

const placeOf = (runtime: Runtime, way: Way): Place => ({
  name: `${runtime.name}, ${way.name}`,
  missing: missing(runtime.program),
  typing: way.typing,
  show: ({ folder }) => print(folder, runtime.program, way.arguments),
});

export const nodePlaces: readonly Place[] = nodes.flatMap((runtime) =>
  ways.map((way) => placeOf(runtime, way)),
);
