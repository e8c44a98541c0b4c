/** Every small mistake that a definition can have: one change at one place each. */

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export interface Mutation {
  /** What was changed, as a sentence for a failure's message. */
  readonly what: string;
  readonly definition: Json;
}

/** A value of each type, and a word of no enumeration: what replaces each value of any definition. */
const WRONG_TYPES: readonly Json[] = [null, true, 0, 2.5, '', 'x', [], {}];

/** What comes near to being right somewhere: for the definitions that use all of the language. */
const REPLACEMENTS: readonly Json[] = [
  ...WRONG_TYPES,
  false,
  1,
  -1,
  38,
  39,
  1e6,
  1e7,
  'X-Name',
  'Host',
  'sec-fetch-mode',
  'a b',
  ' ',
  'é',
  'a\nb',
  '/',
  '/x',
  '/x/~2',
  '/x?y',
  '/../x',
  '/%2E%2e/x',
  '/x%2F..',
  '//x',
  '{key}',
  '{site}',
  '{nobody}',
  '{',
  'Bearer {key} {key}',
  'UTC',
  '+08:00',
  '+24:00',
  'Europe/Nowhere',
  'https://example.com',
  'https://user@example.com',
  'https://example.com?q=1',
  'https://example.com#f',
  'https://example.com/a/../b',
  'https://exa mple.com',
  'ftp://example.com',
  'GET',
  'POST',
  'none',
  'token',
  'lastRow',
  'page',
  'offset',
  'url',
  'usage',
  'map',
  'local',
  'label local',
  'unix s',
  'integer',
  'string',
  'boolean',
  'path',
  'body',
  'form',
  'variables',
  'header',
  'parent',
  'negate',
  'iso4217',
  'flagFalse',
  'shortPage',
  'lastPage',
  ['/x'],
  ['/x', 5],
  [[]],
  ['flagFalse'],
  ['local', 'label local'],
  { $comment: 'nothing else' },
  { at: '/x' },
  { at: '/x', of: 'body' },
  { at: ['/x', { key: true }] },
  { key: true },
  { key: false },
  { header: 'X-Next' },
  { link: 'next' },
  { query: 'q' },
  { body: '/q' },
  { body: '' },
  { form: 'q' },
  { variables: '/q' },
  { query: 'q', body: '/q' },
  { param: 'nobody' },
  { sum: [] },
  { in: '/x' },
  { USD: 2 },
  { usd: 2 },
];

/** Members that belong to some object of the language, and others that belong to none. */
const ADDITIONS: Readonly<Record<string, Json>> = {
  unknown: 1,
  $comment: 5,
  at: '/x',
  of: 'body',
  in: 'query',
  as: '/x',
  key: true,
  default: 'x',
  required: true,
  enum: ['x', 1],
  minimum: 1,
  format: 'Bearer {key}',
  header: 'X-Other',
  json: {},
  form: {},
  graphql: { query: '{ me }' },
  read: false,
  paging: { kind: 'none' },
  rows: '/x',
  more: '/x',
  totalPages: '/x',
  end: ['flagFalse'],
  limit: { param: 'n' },
  zone: 'UTC',
  zones: { EST: 'UTC' },
  sign: 'asIs',
  minor: 2,
  map: {},
  equals: [],
  'content-length': '1',
  'a{b}': {},
  '': {},
};

function isObject(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function changed(value: Json, path: readonly string[], change: (value: Json) => Json): Json {
  const [name, ...rest] = path;
  if (name === undefined) {
    return change(value);
  }
  if (isList(value)) {
    return value.map((item, index) =>
      String(index) === name ? changed(item, rest, change) : item,
    );
  }
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        key === name ? changed(item, rest, change) : item,
      ]),
    );
  }
  return value;
}

function without(value: Json, name: string): Json {
  if (isList(value)) {
    return value.filter((_, index) => String(index) !== name);
  }
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== name))
    : value;
}

function renamed(value: Json, name: string): Json {
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key === name ? `${key}x` : key, item]),
      )
    : value;
}

interface Place {
  readonly path: readonly string[];
  readonly value: Json;
}

/** A body template and GraphQL variables hold any JSON: changing their inside changes nothing. */
const FREE = /^\/operations\/\w+\/request\/(?:json|graphql\/variables)\/./;

function places(value: Json, path: readonly string[]): Place[] {
  if (FREE.test(pointerOf(path)) || path.includes('$comment')) {
    return [];
  }
  const members = isList(value)
    ? value.map((item, index): [string, Json] => [String(index), item])
    : isObject(value)
      ? Object.entries(value)
      : [];
  return [{ path, value }, ...members.flatMap(([name, item]) => places(item, [...path, name]))];
}

function pointerOf(path: readonly string[]): string {
  return path.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** One-change mutations of a definition, itself not among them; `every` also tries what is nearly right. */
export function* mutations(definition: Json, every: boolean): Generator<Mutation> {
  for (const { path, value } of places(definition, [])) {
    const pointer = pointerOf(path);
    const parent = path.slice(0, -1);
    const name = path.at(-1);
    if (name !== undefined) {
      yield {
        what: `${pointer} deleted`,
        definition: changed(definition, parent, (item) => without(item, name)),
      };
      yield {
        what: `${pointer} renamed`,
        definition: changed(definition, parent, (item) => renamed(item, name)),
      };
    }
    for (const replacement of every ? REPLACEMENTS : WRONG_TYPES) {
      yield {
        what: `${pointer} replaced by ${JSON.stringify(replacement)}`,
        definition: changed(definition, path, () => replacement),
      };
    }
    if (isList(value)) {
      for (const item of [value[0] ?? null, 'x', 5, {}]) {
        yield {
          what: `${pointer} with ${JSON.stringify(item)} more`,
          definition: changed(definition, path, () => [...value, item]),
        };
      }
    }
    if (isObject(value)) {
      for (const [key, item] of Object.entries(ADDITIONS)) {
        if (!(key in value)) {
          yield {
            what: `${pointer} with ${JSON.stringify({ [key]: item })} more`,
            definition: changed(definition, path, () => ({ ...value, [key]: item })),
          };
        }
      }
    }
  }
}
