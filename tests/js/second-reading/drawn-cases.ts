/** Cases are drawn one after the other, until the package and the second reading disagree about one. */
import { setImmediate } from 'node:timers/promises';
import { expect } from 'vitest';

/** In what both differ, and what a failure shows beside it. */
export interface Disagreement {
  readonly what: string;
  readonly [shown: string]: unknown;
}

/** What came of one drawn definition. */
export interface Drawn<Count extends string> {
  readonly disagreements: readonly Disagreement[];
  /** What shows that enough was tried. */
  readonly counts: Readonly<Record<Count, number>>;
}

export interface Draws {
  /** How the names of the environment's variables begin; `_SEED`, `_CASES` and `_ONLY` follow. */
  readonly variables: string;
  /** What the environment may set otherwise. */
  readonly seed: string;
  readonly cases: number;
  /** Cases of one drawn definition. */
  readonly casesInOne: number;
}

type Sums<Count extends string> = Readonly<Record<Count | 'cases', number>>;

/** Fails at the first disagreement, with its seed. Gives the sums of all counts; `null` where one seed alone was asked for. */
export async function expectAgreement<Count extends string>(
  { variables, seed, cases, casesInOne }: Draws,
  draw: (seed: string) => Promise<Drawn<Count>>,
): Promise<Sums<Count> | null> {
  const given = (name: string): string | undefined => process.env[`${variables}_${name}`];
  const ask = async (one: string): Promise<Drawn<Count>['counts']> => {
    const { disagreements, counts } = await draw(one);
    const reproduced = `${variables}_ONLY=${JSON.stringify(one)}`;
    expect(disagreements.map((found) => told(found, reproduced)).join('\n\n')).toBe('');
    return counts;
  };
  const only = given('ONLY');
  if (only !== undefined) {
    await ask(only);
    return null;
  }
  const most = Number(given('CASES') ?? cases);
  expect(most, `${variables}_CASES`).toBeGreaterThan(0);
  const name = given('SEED') ?? seed;
  const sums: Record<Count, number> = { ...(await ask(`${name}/0`)) };
  let asked = 1;
  for (; asked * casesInOne < most; asked += 1) {
    // Clients that are gone are freed between tasks only.
    await setImmediate();
    const counts = await ask(`${name}/${String(asked)}`);
    for (const counted in counts) sums[counted] += counts[counted];
  }
  return { ...sums, cases: asked * casesInOne };
}

function told({ what, ...shown }: Disagreement, reproduced: string): string {
  const lines = Object.entries(shown).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return [what, reproduced, ...lines].join('\n');
}
