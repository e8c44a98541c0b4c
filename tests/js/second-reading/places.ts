/** Where a definition's paths lead in a body. */
import type { Path, Place, Scope } from './definition.js';
import type { Json } from './json.js';

/** A response that is not what the definition says, and the place in the body. */
export class Fault extends Error {
  constructor(readonly pointer: string) {
    super(pointer);
  }
}

/** Collects faults, for where several are found at once nothing says which is told. */
export class Faults {
  readonly pointers: string[] = [];

  attempt<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      this.pointers.push(error.pointer);
      return undefined;
    }
  }
}

/** A place and what stands there. */
export interface Spot {
  /** Null both for what is null and for what is not there. */
  readonly value: Json | null;
  readonly isThere: boolean;
  readonly pointer: string;
}

/** From where paths start. */
export interface Ground {
  readonly row: Spot;
  readonly parent: Spot;
  readonly body: Spot;
  /** The name, in a map, of the row or of its parent. */
  readonly key: string | null;
}

/** A body alone, as a balance is read from. */
export function bodyGround(body: Json): Ground {
  const spot = spotOf(body, '');
  return { row: spot, parent: spot, body: spot, key: null };
}

export function tokensOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function pointerTo(parent: string, token: string): string {
  return `${parent}/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The value inside another. A name that stands twice is told elsewhere: here it is the first. */
export function follow(from: Spot, pointer: string): Spot {
  if (pointer === '') return from;
  const value = tokensOf(pointer).reduce<Json | null>((inside, token) => {
    if (inside?.type === 'object') {
      return inside.members.find(({ name }) => name === token)?.value ?? null;
    }
    return inside?.type === 'array' ? (item(inside.items, token) ?? null) : null;
  }, from.value);
  return spotOf(value, from.pointer + pointer);
}

export function spotOf(value: Json | null, pointer: string): Spot {
  return { value: value?.type === 'null' ? null : value, isThere: value !== null, pointer };
}

function item(items: readonly Json[], token: string): Json | undefined {
  return /^(?:0|[1-9][0-9]*)$/.test(token) ? items[Number(token)] : undefined;
}

/** The first that is present and not null; else the first, which is not. */
export function take(path: Path, ground: Ground, base: Scope = 'row'): Spot {
  const spots = placesOf(path).map((place) => at(place, ground, base));
  const [first] = spots;
  const found = spots.find(({ value }) => value !== null) ?? first;
  if (found === undefined) throw new Error('a path without places');
  return found;
}

export function placesOf(path: Path): readonly Place[] {
  return isList(path) ? path : [path];
}

function isList(path: Path): path is readonly Place[] {
  return Array.isArray(path);
}

function at(place: Place, ground: Ground, base: Scope): Spot {
  if (typeof place === 'string') return follow(ground[base], place);
  if ('at' in place) return follow(ground[place.of ?? base], place.at);
  const { key, parent } = ground;
  const source = JSON.stringify(key);
  return spotOf(key === null ? null : { type: 'text', value: key, source }, parent.pointer);
}
