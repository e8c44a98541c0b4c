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
import { expect, test } from 'vitest';
import { expectAgreement } from '../second-reading/drawn-cases.js';
import { askCase, QUERIES } from './case.js';

const DRAWS = {
  variables: 'SECOND_REQUESTS',
  seed: 'second requests',
  cases: 4_000,
  casesInOne: QUERIES,
};

test(
  'a second reading of the documents sends the same requests',
  { timeout: 3_600_000 },
  async () => {
    const sums = await expectAgreement(DRAWS, askCase);
    if (sums === null) return;
    // Errors alone would say little.
    expect(sums.requests / sums.cases).toBeGreaterThan(1.2);
    expect(sums.refused / sums.cases).toBeGreaterThan(0.1);
    expect(sums.resumed / sums.cases).toBeGreaterThan(0.2);
  },
);
