/** Bodies from a seed: what a definition reads, what it does not, and what it cannot. */
import type { Random } from '../../../js/src/testing/random.js';
import { type Rows, rowsRule, type Scope } from './definition.js';
import type { DrawnDefinition } from './draw-definition.js';
import { drawAny, drawHalf, drawText, writeText } from './draw-json.js';
import type { Use } from './draw-uses.js';
import { drawScalar } from './draw-values.js';
import { tokensOf } from './places.js';
import { repeated } from './repeated.js';

/** How a body goes wrong, and how often. */
interface Temper {
  /** A value of any type. */
  readonly odd: number;
  /** Nothing, or null, where something is needed. */
  readonly missing: number;
  /** One name twice. */
  readonly twice: number;
}

const CLEAN: Temper = { odd: 0, missing: 0, twice: 0 };
const TEMPERS: readonly [Temper, ...Temper[]] = [
  CLEAN,
  CLEAN,
  CLEAN,
  CLEAN,
  { odd: 0.003, missing: 0.003, twice: 0.0003 },
  { odd: 0.01, missing: 0.01, twice: 0.001 },
  { odd: 0.1, missing: 0.1, twice: 0.01 },
];

/** How the rows of a vendor are written: their members' order, spaces, and what else is in them. */
interface Layout {
  readonly salt: string;
  readonly comma: string;
  readonly colon: string;
  readonly noise: readonly string[];
  /** Which of the places that may be empty are. */
  readonly absent: ReadonlySet<Use>;
  /** Spaces and order are drawn for each row anew. */
  readonly isLoose: boolean;
}

/** Draws the bodies of one vendor, which have much in common. */
export class Bodies {
  readonly #layouts: readonly [Layout, ...Layout[]];

  constructor(
    private readonly drawn: DrawnDefinition,
    random: Random,
  ) {
    this.#layouts = [layoutOf(drawn, random), layoutOf(drawn, random), layoutOf(drawn, random)];
  }

  /** A body that a success has. */
  body(random: Random): string {
    const { rows, uses } = this.drawn;
    const drawing = new BodyDrawing(random, uses, this.#layouts);
    const body = drawing.record(
      'body',
      rows === undefined ? [] : [rowsLeaf(rows, drawing, random)],
    );
    return random.chance(0.02) ? damaged(body, random) : body;
  }

  /** A body that a refusal has. */
  refusal(random: Random): string {
    if (random.chance(0.05)) return random.pick(['', '<html>', 'null', '{', '[]']);
    const drawing = new BodyDrawing(random, this.drawn.errorUses, this.#layouts);
    return drawing.record('body', []);
  }
}

function layoutOf({ uses }: DrawnDefinition, random: Random): Layout {
  return {
    salt: random.text('abc', 8),
    comma: random.pick([',', ',', ', ', ',\n  ']),
    colon: random.pick([':', ':', ': ']),
    noise: repeated(random.pick([0, 0, 1, 3]), () => drawText(random)),
    absent: new Set(uses.filter(({ isNeeded }) => !isNeeded && random.chance(0.15))),
    isLoose: random.chance(0.1),
  };
}

type Leaf = readonly [pointer: string, source: string];

function rowsLeaf(rows: Rows, drawing: BodyDrawing, random: Random): Leaf {
  const { at, shape, each, optional } = rowsRule(rows);
  if (optional && random.chance(0.1)) return [at, 'null'];
  const most = random.chance(0.005) ? 200 : random.pick([0, 1, 2, 5, 8, 12, 12, 25]);
  const rowsOf = (): string[] => drawing.rows(random.int(Math.min(1, most), most));
  if (each === undefined) return [at, drawing.list(shape, rowsOf())];
  const elements = repeated(random.int(0, 3), () =>
    drawing.record('parent', [[each, drawing.list('array', rowsOf())]]),
  );
  return [at, drawing.list(shape, elements)];
}

/** A character too many, too few, or another one. */
function damaged(body: string, random: Random): string {
  const characters = Array.from(body);
  const at = random.int(0, characters.length);
  const other = random.pick([
    '',
    '',
    ',',
    '}',
    ']',
    '"',
    '\\',
    '0',
    ' ',
    'x',
    '\n',
    '\ufeff',
    '/*',
  ]);
  characters.splice(at, random.int(0, 1), other);
  return characters.join('');
}

class BodyDrawing {
  readonly #temper: Temper;
  readonly #recent = new Map<Use, string[]>();

  constructor(
    private readonly random: Random,
    private readonly uses: readonly Use[],
    private readonly layouts: readonly [Layout, ...Layout[]],
  ) {
    this.#temper = random.pick(TEMPERS);
  }

  rows(count: number): string[] {
    const { random } = this;
    const rows: string[] = [];
    for (let index = 0; index < count; index += 1) {
      const again = rows[random.int(0, rows.length - 1)];
      const isOdd = random.chance(this.#temper.odd * 0.1);
      if (again !== undefined && random.chance(0.1)) rows.push(again);
      else rows.push(isOdd ? drawAny(random) : this.record('row', []));
    }
    return rows;
  }

  list(shape: 'array' | 'map', items: readonly string[]): string {
    const { random } = this;
    if (random.chance(this.#temper.odd * 0.1)) return drawAny(random);
    const space = random.chance(0.2) ? '\n' : '';
    if (shape === 'array') return `[${items.join(`,${space}`)}${space}]`;
    const members = items.map((item, index) => {
      const name = random.chance(0.99)
        ? `${random.pick(['', 'k', 'k/'])}${String(index)}`
        : drawText(random);
      return `${writeText(name, random)}:${item}`;
    });
    return `{${members.join(`,${space}`)}${space}}`;
  }

  /** A row, an element or the body. */
  record(scope: Scope, leaves: readonly Leaf[]): string {
    const { random } = this;
    const layout = random.chance(0.8) ? this.layouts[0] : random.pick(this.layouts);
    const root: Bush = { members: new Map() };
    for (const use of this.uses) {
      if (use.scope !== scope) continue;
      const source = this.#value(use, layout);
      if (source !== null) plant(root, tokensOf(use.pointer), source, random);
    }
    for (const [pointer, source] of leaves) {
      if (pointer === '') return source;
      plant(root, tokensOf(pointer), source, random);
    }
    return this.#write(root, layout, true);
  }

  #value(use: Use, layout: Layout): string | null {
    const { random } = this;
    const { odd, missing } = this.#temper;
    if (random.chance(odd)) return random.chance(0.25) ? drawHalf(random) : drawAny(random);
    if (layout.absent.has(use)) return null;
    if (random.chance(use.isNeeded ? missing : 0.05)) return random.chance(0.5) ? null : 'null';
    const recent = this.#recent.get(use) ?? [];
    this.#recent.set(use, recent);
    const before = recent[random.int(0, recent.length - 1)];
    if (before !== undefined && random.chance(0.4)) {
      // Other digits are mostly no amount and no time any more.
      return random.chance(use.draw === drawScalar ? 0.15 : 0.002)
        ? changed(before, random)
        : before;
    }
    const source = use.draw(random);
    if (source !== null) recent.push(source);
    return source;
  }

  #write(bush: Bush, layout: Layout, isRoot: boolean): string {
    if ('leaf' in bush) return bush.leaf;
    const { random } = this;
    const names = [...bush.members.keys()];
    if (bush.isArray === true) return this.#writeArray(bush, layout);
    const written = names.map((name): readonly [string, string] => [
      name,
      this.#write(bush.members.get(name) ?? { leaf: 'null' }, layout, false),
    ]);
    const members = [...written, ...(isRoot ? this.#noise(layout, names) : [])];
    for (const member of written) {
      if (random.chance(this.#temper.twice))
        members.push(random.chance(0.5) ? member : [member[0], drawAny(random)]);
    }
    const salt = layout.isLoose ? random.text('abc', 8) : layout.salt;
    const sorted = members
      .map((member, index) => [orderOf(salt, member[0], index), member] as const)
      .sort(([a], [b]) => a - b)
      .map(([, [name, source]]) => {
        const spaces = layout.isLoose ? random.pick(['', ' ', '\t', '\r\n']) : '';
        return `${spaces}${writeName(name, random)}${spaces}${layout.colon}${source}${spaces}`;
      });
    return `{${sorted.join(layout.comma)}}`;
  }

  #writeArray(bush: Branch, layout: Layout): string {
    const last = Math.max(...[...bush.members.keys()].map(Number));
    const items = [...Array(last + 1).keys()].map((index) => {
      const item = bush.members.get(String(index));
      return item === undefined ? 'null' : this.#write(item, layout, false);
    });
    return `[${items.join(layout.comma)}]`;
  }

  #noise(layout: Layout, taken: readonly string[]): (readonly [string, string])[] {
    const { random } = this;
    const names = random.chance(0.95) ? layout.noise : [...layout.noise, drawText(random), 'x'];
    return names
      .filter((name) => !taken.includes(name))
      .map((name) => [name, drawAny(random, 1)] as const);
  }
}

function writeName(name: string, random: Random): string {
  return random.chance(0.99) ? JSON.stringify(name) : writeText(name, random);
}

/** A text that begins as another does, ends otherwise, or has one other character. */
function changed(source: string, random: Random): string {
  if (!/^"[ -~]{4,}"$/.test(source) || source.includes('\\')) return source;
  const text = source.slice(1, -1);
  const at = random.int(0, text.length - 1);
  const other = random.pick([
    `${text}x`,
    text.slice(0, -1),
    `${text.slice(0, at)}y${text.slice(at + 1)}`,
  ]);
  return `"${other}"`;
}

interface Branch {
  readonly members: Map<string, Bush>;
  isArray?: boolean;
}
type Bush = Branch | { readonly leaf: string };

const INDEX = /^(?:0|[1-9])$/;

function plant(root: Bush, tokens: readonly string[], source: string, random: Random): void {
  let bush = root;
  for (const [depth, token] of tokens.entries()) {
    if ('leaf' in bush) return;
    // Where all names are numbers a list may stand as well.
    const isFirst = bush.members.size === 0;
    if (isFirst && INDEX.test(token) && random.chance(0.3)) bush.isArray = true;
    if (bush.isArray === true && !INDEX.test(token)) {
      if (random.chance(0.3)) return;
      bush.isArray = false;
    }
    const last = depth === tokens.length - 1;
    const next: Bush = last
      ? { leaf: source }
      : (bush.members.get(token) ?? { members: new Map() });
    bush.members.set(token, next);
    bush = next;
  }
}

function orderOf(salt: string, name: string, index: number): number {
  let hash = index % 2;
  for (const character of salt + name)
    hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return hash;
}
