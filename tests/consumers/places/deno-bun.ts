import { bun, deno, missing, print, type Runtime } from '../programs.js';
import type { Typing } from '../typing.js';
import type { Place } from './place.js';

const placeOf = (runtime: Runtime, name: string, typing: Typing, app: string): Place => ({
  name: `${runtime.name}, ${name}`,
  missing: missing(runtime.program),
  typing,
  show: ({ folder }) => print(folder, runtime.program, [...runtime.arguments, app]),
});

export const denoAndBunPlaces: readonly Place[] = [
  placeOf(deno, 'ES module', 'deno check', 'apps/esm.mjs'),
  placeOf(deno, '`creditkit/inline`', 'deno check', 'apps/inline.mjs'),
  placeOf(bun, 'ES module', 'bundler', 'apps/esm.mjs'),
  placeOf(bun, '`creditkit/inline`', 'bundler', 'apps/inline.mjs'),
];
