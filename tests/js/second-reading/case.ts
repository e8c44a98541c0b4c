/** One drawn definition with the bodies that are read by it, one after the other, through one client. */
import { Random } from '../../../js/src/testing/random.js';
import { createClient, type CreditClient } from '../client/support/core.js';
import { type Answer, difference } from './compare.js';
import { type DrawnDefinition, drawDefinition } from './draw-definition.js';
import { Bodies } from './draw-body.js';
import type { Disagreement, Drawn } from './drawn-cases.js';
import { readPage } from './read-page.js';
import type { Response } from './refusals.js';

/** How many bodies a definition reads: rows of the same kind are read in another way the second time. */
export const BODIES = 8;

export async function readCase(seed: string): Promise<Drawn<'pages' | 'rows'>> {
  const random = new Random(seed);
  const drawn = drawDefinition(random.fork('definition'));
  const { definition, params } = drawn;
  const client = await createClient({
    provider: definition,
    params,
    apiKey: 'no request is made with this key',
  });
  const bodies = new Bodies(drawn, random.fork('layouts'));
  const found: Disagreement[] = [];
  let [pages, rows] = [0, 0];
  for (let index = 0; index < BODIES; index += 1) {
    const draw = random.fork(index);
    const response = drawResponse(bodies, draw);
    const includeRaw = draw.chance(0.3);
    const answer = answerOf(client, drawn, response, includeRaw);
    const expected = readPage(definition, drawn.operation, response, drawn.given, includeRaw);
    if ('page' in expected) {
      pages += 1;
      rows += expected.page.entries.length + expected.page.entitlements.length;
    }
    const what = difference(answer, expected);
    if (what !== undefined) found.push({ what, definition, params, response });
  }
  return { disagreements: found, counts: { pages, rows } };
}

const REFUSALS = [400, 401, 403, 404, 408, 422, 425, 429, 500, 503] as const;

function drawResponse(bodies: Bodies, random: Random): Response {
  const headers = random.chance(0.5) ? { 'x-request-id': 'req-1' } : {};
  if (random.chance(0.05)) {
    const status = random.chance(0.95) ? random.pick(REFUSALS) : random.pick([100, 304, 199]);
    return { status, headers, body: bodies.refusal(random) };
  }
  return { status: random.pick([200, 200, 201, 299]), headers, body: bodies.body(random) };
}

function answerOf(
  client: CreditClient,
  { operation }: DrawnDefinition,
  { status, headers, body }: Response,
  includeRaw: boolean,
): Answer {
  try {
    // As text and as bytes by turns.
    const given = body.length % 2 === 0 ? body : new TextEncoder().encode(body);
    return { page: client.normalize(operation, given, { status, headers, includeRaw }) };
  } catch (error) {
    return { error };
  }
}
