/**
 * Definitions, and responses for them, that nobody thought of: what the package reads in them is what a plain second
 * reading of docs/definitions.md, docs/model.md, docs/json.md and docs/errors.md finds there.
 *
 * Always the same cases; a failure prints its seed. From the environment:
 *
 *   SECOND_READING_SEED=name      other cases
 *   SECOND_READING_CASES=1000000  more of them
 *   SECOND_READING_ONLY=name/17   the one definition of a failure, with the bodies that were read before
 */
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { BODIES, type Disagreement, readCase } from './case.js';

const {
  SECOND_READING_SEED = 'second reading',
  SECOND_READING_CASES = '20000',
  SECOND_READING_ONLY,
} = process.env;
const CASES = Number(SECOND_READING_CASES);

function* seeds(): Generator<string> {
  if (SECOND_READING_ONLY !== undefined) {
    yield SECOND_READING_ONLY;
    return;
  }
  for (let index = 0; index * BODIES < CASES; index += 1)
    yield `${SECOND_READING_SEED}/${String(index)}`;
}

function told(seed: string, { what, definition, params, response }: Disagreement): string {
  return [
    what,
    `SECOND_READING_ONLY=${JSON.stringify(seed)}`,
    `definition ${JSON.stringify(definition)}`,
    `params ${JSON.stringify(params)}`,
    `response ${JSON.stringify(response)}`,
  ].join('\n');
}

test(
  'a second reading of the documents finds the same in every response',
  { timeout: 3_600_000 },
  async () => {
    let [cases, pages, rows] = [0, 0, 0];
    for (const seed of seeds()) {
      const { disagreements, ...read } = await readCase(seed);
      const all = disagreements.map((disagreement) => told(seed, disagreement)).join('\n\n');
      expect(all).toBe('');
      cases += BODIES;
      pages += read.pages;
      rows += read.rows;
      // Clients that are gone are freed between tasks only.
      await setImmediate();
    }
    if (SECOND_READING_ONLY !== undefined) return;
    // Errors alone would say little.
    expect(pages / cases).toBeGreaterThan(0.6);
    expect(rows / pages).toBeGreaterThan(2);
  },
);
