/** Templates of JSON bodies, and places in them that values can go to. */
import type { Random } from '../../../js/src/testing/random.js';
import { repeated } from '../second-reading/repeated.js';

const NAMES = [
  'a',
  'b',
  'filter',
  'after',
  'a/b',
  'm~n',
  '',
  'é',
  '0',
  '"q"',
  '__proto__',
  'x y',
  '$comment',
] as const;

export function drawTemplate(random: Random, depth = 2): object {
  return Object.fromEntries(
    repeated(random.int(0, 3), () => [random.pick(NAMES), drawValue(random, depth - 1)]),
  );
}

function drawValue(random: Random, depth: number): unknown {
  switch (random.int(0, depth > 0 ? 7 : 5)) {
    case 0:
      return null;
    case 1:
      return random.chance(0.5);
    case 2:
      return random.pick([0, 1.5, -2, 1e21, 1e-7, 50]);
    case 3:
      return random.pick(['', 'text', 'é\u{1f600}', 'line\nfeed', '{site}', '"', '\u2028']);
    case 4:
      return [];
    case 5:
      return {};
    case 6:
      return repeated(random.int(1, 3), () => drawValue(random, depth - 1));
    default:
      return drawTemplate(random, depth);
  }
}

/** Pointers that lead to places of their own. */
export class Slots {
  readonly #free: string[];
  readonly #taken: string[] = [];

  constructor(
    private readonly random: Random,
    template: object,
  ) {
    this.#free = [...places(template, '')].filter((pointer) => pointer !== '');
  }

  /** A pointer, or a name of the root where `word` is given. */
  take(word?: string): string {
    const drawn =
      word !== undefined || this.#free.length === 0 || this.random.chance(0.3)
        ? `/${word ?? `new${String(this.#taken.length)}`}`
        : this.#free[this.random.int(0, this.#free.length - 1)]!;
    const pointer = this.#isFree(drawn) ? drawn : `/own${String(this.#taken.length)}/x`;
    this.#taken.push(pointer);
    return pointer;
  }

  #isFree(pointer: string): boolean {
    return this.#taken.every(
      (other) =>
        other !== pointer && !other.startsWith(`${pointer}/`) && !pointer.startsWith(`${other}/`),
    );
  }
}

function* places(value: unknown, pointer: string): Generator<string> {
  yield pointer;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* places(item, `${pointer}/${String(index)}`);
    return;
  }
  if (value !== null && typeof value !== 'object') return;
  for (const name of ['added', 'n~0w/deep', '1']) yield `${pointer}/${name}`;
  for (const [name, member] of Object.entries(value ?? {})) {
    yield* places(member, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  }
}
