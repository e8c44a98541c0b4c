/**
 * The parameters of a path template (`/users/{user_id}/credits`) in a request's path,
 * percent-decoded; `null` where the path is another one, or is not decodable.
 */
export function matchPath<Name extends string>(
  template: string,
  path: string,
  ...names: Name[]
): Readonly<Record<Name, string>> | null {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const values = new Map<string, string>();
  for (const [index, part] of wanted.entries()) {
    const segment = given[index] ?? '';
    if (!part.startsWith('{')) {
      if (part !== segment) return null;
      continue;
    }
    const value = decodeSegment(segment);
    if (value === null || value === '') return null;
    values.set(part.slice(1, -1), value);
  }
  return collect(values, names);
}

function collect<Name extends string>(
  values: ReadonlyMap<string, string>,
  names: readonly Name[],
): Readonly<Record<Name, string>> {
  const entries = names.map((name): [Name, string] => [name, values.get(name) ?? '']);
  return Object.fromEntries(entries) as Record<Name, string>;
}

function decodeSegment(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

/** Path and query of a request's target. */
export function splitTarget(target: string): {
  readonly path: string;
  readonly query: URLSearchParams;
} {
  const mark = target.indexOf('?');
  return mark < 0
    ? { path: target, query: new URLSearchParams() }
    : { path: target.slice(0, mark), query: new URLSearchParams(target.slice(mark + 1)) };
}

/**
 * A query parameter that must be a whole number: `undefined` where absent, `null` where it is none.
 */
export function wholeNumber(query: URLSearchParams, name: string): number | null | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  return /^-?\d{1,15}$/.test(text) ? Number(text) : null;
}
