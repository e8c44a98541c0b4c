/** What makes two rows without an id equal: docs/definitions.md, `identity`. */
import type { Entry, Place, Scope } from './definition.js';
import type { Json } from './json.js';
import { type Ground, placesOf, take } from './places.js';
import { entryPaths } from './paths.js';

export function contentOf(entry: Entry, ground: Ground): string {
  // An id that is empty is none.
  const places: (readonly [place: Place, base?: Scope | undefined])[] =
    entry.identity?.map((place) => [place] as const) ??
    entryPaths({ ...entry, id: [] }).flatMap(([path, base]) =>
      path === undefined ? [] : placesOf(path).map((place) => [place, base] as const),
    );
  return JSON.stringify(
    places.map(([place, base]) => contentOfValue(take(place, ground, base).value)),
  );
}

function contentOfValue(value: Json | null): unknown {
  if (value === null) return null;
  return value.source;
}
