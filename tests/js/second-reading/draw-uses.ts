/** Places that a drawn definition reads, each with what should stand there. */
import type { Random } from '../../../js/src/testing/random.js';
import type { Path, Place, Scope } from './definition.js';
import { type Draw, drawScalar } from './draw-values.js';
import { repeated } from './repeated.js';

/** A place that is read. */
export interface Use {
  readonly scope: Scope;
  readonly pointer: string;
  /** Without it there is no entry. */
  readonly isNeeded: boolean;
  readonly draw: Draw;
}

const NAMES = [
  'id',
  'amount',
  'credits',
  'unit',
  'kind',
  'type',
  'value',
  'created_at',
  'a',
  'b',
  'ab',
  'abc',
  'abcdefgh',
  'abcdefghi',
  'a_name_longer_than_sixteen',
  'x',
  'y',
  '0',
  '1',
  '01',
  '',
  'é',
  '\u{1f600}',
  'a/b',
  'm~n',
  'two words',
  '"quoted"',
  'line\nfeed',
  '__proto__',
  'toString',
] as const;

/** Draws paths and remembers what must stand where they lead. */
export class Places {
  readonly uses: Use[] = [];

  constructor(
    readonly random: Random,
    /** From where a path may start, other than from where all do. */
    readonly others: readonly Scope[],
    private readonly base: Scope,
    private readonly hasKeys: boolean,
  ) {}

  /** A pointer from the base. */
  pointer(draw: Draw, isNeeded: boolean, scope: Scope = this.base): string {
    const { random, uses } = this;
    const known = uses.filter((use) => use.scope === scope);
    const again = known[random.int(0, known.length - 1)];
    const pointer = again !== undefined && random.chance(0.03) ? again.pointer : this.#fresh(scope);
    uses.push({ scope, pointer, isNeeded, draw });
    return pointer;
  }

  place(draw: Draw, isNeeded: boolean, scope: Scope = this.base): Place {
    const { random } = this;
    // Most keys are no amounts, no times and no flags.
    if (this.hasKeys && random.chance(draw === drawScalar ? 0.15 : 0.005)) return { key: true };
    const other = this.others[random.int(0, this.others.length - 1)];
    if (other !== undefined && random.chance(0.1)) {
      return { at: this.pointer(draw, isNeeded, other), of: other };
    }
    const pointer = this.pointer(draw, isNeeded, scope);
    return random.chance(0.1) ? { at: pointer } : pointer;
  }

  /** One place, or several of which the first that is there counts. */
  path(draw: Draw, isNeeded: boolean, scope?: Scope): Path {
    const { random } = this;
    if (!random.chance(0.2)) return this.place(draw, isNeeded, scope);
    const optional = repeated(random.int(0, 2), () => this.place(draw, false, scope));
    return [...optional, this.place(draw, isNeeded, scope)];
  }

  /** A path and `of` beside it. */
  based(draw: Draw, isNeeded: boolean): { readonly at: Path; readonly of?: Scope } {
    const { random } = this;
    const scope = this.others[random.int(0, this.others.length - 1)];
    if (scope === undefined || !random.chance(0.15)) return { at: this.path(draw, isNeeded) };
    return { at: this.path(draw, isNeeded, scope), of: scope };
  }

  /** Names that do not lie in another's way, mostly. */
  #fresh(scope: Scope): string {
    const { random } = this;
    const draw = (): string => {
      const depth = random.pick([1, 1, 1, 1, 2, 2, 3]);
      return repeated(depth, () => `/${tokenOf(random.pick(NAMES))}`).join('');
    };
    const isFree = (pointer: string): boolean =>
      this.uses.every(
        (use) =>
          use.scope !== scope ||
          !(
            `${use.pointer}/`.startsWith(`${pointer}/`) ||
            `${pointer}/`.startsWith(`${use.pointer}/`)
          ),
      );
    for (let tries = 0; tries < 20; tries += 1) {
      const pointer = draw();
      if (isFree(pointer) || random.chance(0.02)) return pointer;
    }
    return draw() + draw();
  }
}

function tokenOf(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
