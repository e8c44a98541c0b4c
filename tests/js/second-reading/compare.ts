/** What the package says of a response, held against the second reading. */
import { CreditKitError, type CreditEntry, type CreditPage } from '../client/support/core.js';
import type { Outcome, PageOutcome, Refusal } from './outcome.js';

export type Answer = { readonly page: CreditPage } | { readonly error: unknown };

/** The first difference; undefined where both say the same. */
export function difference(answer: Answer, expected: Outcome): string | undefined {
  if ('refusal' in expected) {
    return 'error' in answer
      ? errorDifference(answer.error, expected.refusal)
      : `the package reads what is ${say(expected.refusal)}`;
  }
  if ('error' in answer) return `the package refuses: ${say(describe(answer.error))}`;
  return pageDifference(answer.page, expected);
}

function describe(error: unknown): unknown {
  if (!(error instanceof CreditKitError)) return String(error);
  const { name, code, pointer, byte, vendorCode, vendorMessage, correlationId, message } = error;
  return { name, code, pointer, byte, vendorCode, vendorMessage, correlationId, message };
}

function errorDifference(error: unknown, expected: Refusal): string | undefined {
  if (!(error instanceof CreditKitError)) return `no error of the package: ${String(error)}`;
  const { pointers, byte, ...members } = expected;
  const actual = {
    name: error.name,
    code: error.code,
    vendorCode: error.vendorCode,
    vendorMessage: error.vendorMessage,
    correlationId: error.correlationId,
  };
  const isThere =
    (pointers === null || pointers.includes(error.pointer)) &&
    (byte === null || byte === error.byte);
  return isThere && say(actual) === say(ordered(members, actual))
    ? undefined
    : `error: ${say(describe(error))}, expected ${say(expected)}`;
}

function pageDifference(actual: CreditPage, expected: PageOutcome): string | undefined {
  const { page, synthetic, assumed } = expected;
  if (actual.entries.length !== page.entries.length) {
    return `${String(actual.entries.length)} entries, expected ${String(page.entries.length)}`;
  }
  const isAssumed = new Set(
    actual.uncertainTimes.flatMap(({ index, reason }) => (reason === 'zone' ? [index] : [])),
  );
  for (const [index, entry] of actual.entries.entries()) {
    const wanted = page.entries[index]!;
    const id = synthetic.has(index) ? entry.id : wanted.id;
    const at = isAssumed.has(index) ? entry.at : wanted.at;
    const found = firstDifference(entry, { ...wanted, id, at });
    if (found !== undefined) return `entry ${String(index)}: ${found}`;
    if (isAssumed.has(index) && !isAssumable(entry, assumed.get(index) ?? [])) {
      return `entry ${String(index)}: ${String(entry.at)} is no time of an assumed rule, expected ${String(wanted.at)}`;
    }
  }
  return (
    firstDifference(
      {
        ...actual,
        entries: [],
        uncertainTimes: actual.uncertainTimes.filter(({ index }) => !isAssumed.has(index)),
      },
      {
        ...page,
        entries: [],
        uncertainTimes: page.uncertainTimes.filter(({ index }) => !isAssumed.has(index)),
      },
    ) ?? syntheticDifference(actual.entries, synthetic)
  );
}

/** No zone that the core knows has changed its rule since. */
const RULES_HOLD_SINCE = Date.UTC(2026, 0, 1);

function isAssumable({ at }: CreditEntry, assumed: readonly number[]): boolean {
  return at !== null && at < RULES_HOLD_SINCE && assumed.includes(at);
}

/** Equal contents have equal hashes and are counted, others have others. */
function syntheticDifference(
  entries: readonly CreditEntry[],
  synthetic: PageOutcome['synthetic'],
): string | undefined {
  const hashes = new Map<string, string>();
  const contents = new Map<string, string>();
  for (const [index, { content, occurrence }] of synthetic) {
    const id = entries[index]?.id ?? '';
    const [, hash, count] = /^~([0-9a-f]{16})\.([1-9][0-9]*)$/.exec(id) ?? [];
    if (hash === undefined) return `entry ${String(index)}: ${id} is no synthetic id`;
    if ((hashes.get(content) ?? hash) !== hash)
      return `entry ${String(index)}: another id for ${content}`;
    if ((contents.get(hash) ?? content) !== content) {
      return `entry ${String(index)}: the same id for ${content} and ${String(contents.get(hash))}`;
    }
    if (Number(count) !== occurrence)
      return `entry ${String(index)}: ${id} is number ${String(occurrence)}`;
    hashes.set(content, hash);
    contents.set(hash, content);
  }
  return undefined;
}

function firstDifference(actual: object, expected: object): string | undefined {
  const wanted = new Map<string, unknown>(Object.entries(expected));
  for (const [name, value] of Object.entries(actual)) {
    if (!wanted.has(name)) return `${name} is there`;
    if (say(value) !== say(wanted.get(name)))
      return `${name} is ${say(value)}, expected ${say(wanted.get(name))}`;
    wanted.delete(name);
  }
  const [missing] = wanted.keys();
  return missing === undefined ? undefined : `${missing} is missing`;
}

function ordered(members: Readonly<Record<string, unknown>>, as: object): unknown {
  return Object.fromEntries(Object.keys(as).map((name) => [name, members[name]]));
}

function say(value: unknown): string {
  return JSON.stringify(value);
}
