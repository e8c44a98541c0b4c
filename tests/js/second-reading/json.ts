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

export class NoJson extends Error {}

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
// eslint-disable-next-line no-control-regex -- RFC 8259 forbids these in strings
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

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
    if (!taken(word)) throw new NoJson(`no ${word} at ${String(offset)}`);
  }
  function string(): string {
    const found = take(STRING);
    if (found === undefined) throw new NoJson(`no text at ${String(offset)}`);
    return JSON.parse(found) as string;
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
    const number = take(NUMBER);
    if (number === undefined) throw new NoJson(`no value at ${String(offset)}`);
    return { type: 'number', source: number };
  }

  skip();
  const root = value();
  skip();
  if (offset !== text.length) throw new NoJson(`more at ${String(offset)}`);
  return root;
}
