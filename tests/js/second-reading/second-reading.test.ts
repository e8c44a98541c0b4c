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
import { expect, test } from 'vitest';
import { BODIES, readCase } from './case.js';
import { expectAgreement } from './drawn-cases.js';

const DRAWS = {
  variables: 'SECOND_READING',
  seed: 'second reading',
  cases: 20_000,
  casesInOne: BODIES,
};

test(
  'a second reading of the documents finds the same in every response',
  { timeout: 3_600_000 },
  async () => {
    const sums = await expectAgreement(DRAWS, readCase);
    if (sums === null) return;
    // Errors alone would say little.
    expect(sums.pages / sums.cases).toBeGreaterThan(0.6);
    expect(sums.rows / sums.pages).toBeGreaterThan(2);
  },
);
