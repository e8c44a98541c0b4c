import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { checkDefinition } from './client/support/core.js';
import { type Json, mutations } from './definition-mutations.js';

const ROOT = new URL('../../', import.meta.url);
/** Every one of the language's members and words stands in one of these. */
const WHOLE_LANGUAGE = new URL('tests/core/provider/definitions/', ROOT);
const SHIPPED = new URL('providers/', ROOT);

/**
 * What JSON Schema cannot say, as faults that only the core finds: docs/definitions.md, "What only the core checks", lists
 * the same.
 */
const ONLY_THE_CORE = [
  /^expected the name of a client parameter /,
  /^expected a client parameter that is required or has a default/,
  /^expected a client parameter of which each own value is /,
  /^expected the name of a parameter of this request or of the client/,
  /^expected a name that no client parameter has/,
  /^expected (?:"path", for the path names it|another place, for the path does not name it)/,
  /^expected nothing, for the path names it/,
  /^expected the name of a header that a definition may set, found "(?!.*")/,
  /^expected a place of its own in the request/,
  /^expected rows of the shape "map"/,
  /^expected "row" or "body", for "rows" has no "each"/,
  /^expected a number of digits, for the unit "/,
  /^expected no value that is in "positive" too/,
  /^expected an integer from \d+ to \d+, found \d+$/,
  /^expected (?:a number|an integer) (?:from|of at (?:least|most)) [-\d.e]+(?: to [-\d.e]+)?, found [-\d.e+]+$/,
  // A default that is none of the parameter's own values.
  /^expected (?:one of )?(?:"[^"]*"(?:, )?)+, found "[^"]*"$/,
];

const validate = new Ajv2020({ strictRequired: false, strictTypes: false }).compile(
  readJson(new URL('provider.schema.json', SHIPPED)) as Record<string, Json>,
);

function readJson(url: URL): Json {
  return JSON.parse(readFileSync(url, 'utf8')) as Json;
}

function definitions(folder: URL): [string, Json][] {
  return readdirSync(folder)
    .filter((name) => !name.includes('schema'))
    .map((name) => [name, readJson(new URL(name, folder))]);
}

/** The mutations on which schema and core disagree, with what each says. */
function disagreements(definition: Json, every: boolean): { count: number; found: string[] } {
  const found: string[] = [];
  let count = 0;
  for (const mutation of mutations(definition, every)) {
    count += 1;
    const core = checkDefinition(mutation.definition);
    if (validate(mutation.definition)) {
      const unexpected = core.ok
        ? []
        : core.faults.filter(
            ({ message }) => !ONLY_THE_CORE.some((pattern) => pattern.test(message)),
          );
      found.push(
        ...unexpected.map(
          ({ pointer, message }) =>
            `${mutation.what}: only the core refuses it (${pointer}: ${message})`,
        ),
      );
    } else if (core.ok) {
      const reason = validate.errors?.[0];
      found.push(
        `${mutation.what}: only the schema refuses it (${reason?.instancePath ?? ''} ${reason?.message ?? ''})`,
      );
    }
  }
  return { count, found };
}

test.each([...definitions(SHIPPED), ...definitions(WHOLE_LANGUAGE)])(
  'schema and core both take %s',
  (_, definition) => {
    expect(validate(definition), JSON.stringify(validate.errors)).toBe(true);
    expect(checkDefinition(definition)).toEqual({ ok: true });
  },
);

test.each(definitions(SHIPPED))(
  'an editor and the core refuse the same mistakes in %s',
  { timeout: 120_000 },
  (_, definition) => {
    const { count, found } = disagreements(definition, false);
    expect(found).toEqual([]);
    expect(count).toBeGreaterThan(1_000);
  },
);

test.each(definitions(WHOLE_LANGUAGE))(
  'an editor and the core refuse the same near misses in %s',
  { timeout: 120_000 },
  (_, definition) => {
    const { count, found } = disagreements(definition, true);
    expect(found).toEqual([]);
    expect(count).toBeGreaterThan(1_000);
  },
);
