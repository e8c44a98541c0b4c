/** RFC 8259, a value at a time: numbers stay text, names may repeat, and each value knows its source. */

interface Sourced {
  /** The value as it was written. */
  readonly source: string;
}

export interface Member {
  readonly name: string;
  readonly value: Json;
}

export type Json = Sourced &
  (
    | { readonly type: 'null' }
    | { readonly type: 'flag'; readonly value: boolean }
    | { readonly type: 'number' }
    | { readonly type: 'text'; readonly value: string }
    | { readonly type: 'array'; readonly items: readonly Json[] }
    | { readonly type: 'object'; readonly members: readonly Member[] }
  );

/** A text that ceases to be JSON at `offset`. */
export class NoJson extends Error {
  constructor(readonly offset: number) {
    super(`no JSON from ${String(offset)} on`);
  }
}

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
// eslint-disable-next-line no-control-regex -- RFC 8259 forbids these in strings
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

/** How numbers and strings begin: a fault is told where they go wrong, of other words where they begin. */
const BEGUN_NUMBER =
  /-?(?:(?:0|[1-9][0-9]*)(?:\.(?:[0-9]+(?:[eE][+-]?[0-9]*)?)?|[eE][+-]?[0-9]*)?)?/y;
const BEGUN_STRING =
  // eslint-disable-next-line no-control-regex -- as above
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*(?:\\(?:u[0-9a-fA-F]{0,3})?)?/y;

/** Throws NoJson. */
export function parseJson(text: string): Json {
  let offset = 0;

  function skip(): void {
    SPACE.lastIndex = offset;
    SPACE.test(text);
    offset = SPACE.lastIndex;
  }
  function take(pattern: RegExp): string | undefined {
    pattern.lastIndex = offset;
    const found = pattern.exec(text)?.[0];
    offset += found?.length ?? 0;
    return found;
  }
  function taken(word: string): boolean {
    const is = text.startsWith(word, offset);
    if (is) offset += word.length;
    return is;
  }
  function need(word: string): void {
    if (!taken(word)) throw new NoJson(offset);
  }
  function whole(pattern: RegExp, begun: RegExp): string {
    const start = offset;
    const end = start + (take(begun)?.length ?? 0);
    offset = start;
    const found = take(pattern) ?? '';
    // A string ends where its begun form would go on.
    if (offset < end || found === '') throw new NoJson(end);
    return found;
  }
  function string(): string {
    return JSON.parse(whole(STRING, BEGUN_STRING)) as string;
  }
  function list<Item>(end: string, item: () => Item): Item[] {
    const items: Item[] = [];
    skip();
    if (taken(end)) return items;
    do {
      skip();
      items.push(item());
      skip();
    } while (taken(','));
    need(end);
    return items;
  }
  function member(): Member {
    const name = string();
    skip();
    need(':');
    skip();
    return { name, value: value() };
  }
  function value(): Json {
    const start = offset;
    const source = (): string => text.slice(start, offset);
    if (taken('{')) {
      const members = list('}', member);
      return { type: 'object', members, source: source() };
    }
    if (taken('[')) {
      const items = list(']', value);
      return { type: 'array', items, source: source() };
    }
    if (taken('null')) return { type: 'null', source: 'null' };
    if (taken('true')) return { type: 'flag', value: true, source: 'true' };
    if (taken('false')) return { type: 'flag', value: false, source: 'false' };
    if (text[offset] === '"') return { type: 'text', value: string(), source: source() };
    return { type: 'number', source: whole(NUMBER, BEGUN_NUMBER) };
  }

  skip();
  const root = value();
  skip();
  if (offset !== text.length) throw new NoJson(offset);
  return root;
}
