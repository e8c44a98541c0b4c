/** What a vector leaves out is null or empty. */

/** Takes out of `actual` what `expected` does not state and what says nothing. */
export function stated(actual: unknown, expected: unknown): unknown {
  if (Array.isArray(actual) && Array.isArray(expected) && actual.length === expected.length) {
    return actual.map((value, index) => stated(value, expected[index]));
  }
  if (!isObject(actual) || !isObject(expected)) return actual;
  return Object.fromEntries(
    Object.entries(actual)
      .filter(([name, value]) => name in expected || !saysNothing(value))
      .map(([name, value]) => [name, stated(value, expected[name])]),
  );
}

function saysNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) ? Object.values(value).every(saysNothing) : (value ?? null) === null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
