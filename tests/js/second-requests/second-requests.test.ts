/**
 * Definitions, and queries for them, that nobody thought of: what the package sends is what a plain second reading of
 * docs/definitions.md, docs/paging.md, docs/security.md and docs/errors.md would send. Also with `prefetch`, and where a
 * walk is cut and gone on with.
 *
 * Always the same cases; a failure prints its seed. From the environment:
 *
 *   SECOND_REQUESTS_SEED=name      other cases
 *   SECOND_REQUESTS_CASES=1000000  more of them
 *   SECOND_REQUESTS_ONLY=name/17   the one definition of a failure, with all its queries
 */
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { askCase, type Disagreement, QUERIES } from './case.js';

const {
  SECOND_REQUESTS_SEED = 'second requests',
  SECOND_REQUESTS_CASES = '4000',
  SECOND_REQUESTS_ONLY,
} = process.env;
const CASES = Number(SECOND_REQUESTS_CASES);

function* seeds(): Generator<string> {
  if (SECOND_REQUESTS_ONLY !== undefined) {
    yield SECOND_REQUESTS_ONLY;
    return;
  }
  for (let index = 0; index * QUERIES < CASES; index += 1)
    yield `${SECOND_REQUESTS_SEED}/${String(index)}`;
}

function told(seed: string, { what, ...story }: Disagreement): string {
  return [
    what,
    `SECOND_REQUESTS_ONLY=${JSON.stringify(seed)}`,
    ...Object.entries(story).map(([name, value]) => `${name} ${JSON.stringify(value)}`),
  ].join('\n');
}

test(
  'a second reading of the documents sends the same requests',
  { timeout: 3_600_000 },
  async () => {
    let [cases, requests, refused, resumed] = [0, 0, 0, 0];
    for (const seed of seeds()) {
      const { disagreements, ...asked } = await askCase(seed);
      const all = disagreements.map((disagreement) => told(seed, disagreement)).join('\n\n');
      expect(all).toBe('');
      cases += QUERIES;
      requests += asked.requests;
      refused += asked.refused;
      resumed += asked.resumed;
      // Clients that are gone are freed between tasks only.
      await setImmediate();
    }
    if (SECOND_REQUESTS_ONLY !== undefined) return;
    // Errors alone would say little.
    expect(requests / cases).toBeGreaterThan(1.2);
    expect(refused / cases).toBeGreaterThan(0.1);
    expect(resumed / cases).toBeGreaterThan(0.2);
  },
);
