import type { CreditEntry, OperationName } from 'creditkit';

/** A provider's definition as JSON. The package checks it; the page only looks things up in it. */
export type Definition = Readonly<Record<string, unknown>>;

export function isDefinition(value: unknown): value is Definition {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member at a path of names, or `undefined`. */
export function memberAt(value: unknown, ...names: readonly string[]): unknown {
  let at = value;
  for (const name of names) {
    if (!isDefinition(at) || !Object.hasOwn(at, name)) return undefined;
    at = at[name];
  }
  return at;
}

export function operationsOf(definition: Definition): OperationName[] {
  const known: readonly OperationName[] = ['history', 'balance', 'entitlements'];
  return known.filter((name) => memberAt(definition, 'operations', name) !== undefined);
}

/** A parameter that a request takes from the user. */
export interface Parameter {
  readonly name: string;
  readonly description: string | null;
  readonly choices: readonly string[];
}

export function parametersOf(definition: Definition, operation: OperationName): Parameter[] {
  return declaredIn(memberAt(definition, 'operations', operation, 'request', 'params'));
}

/** The parameters that count for all operations: an organization, a zone. */
export function clientParametersOf(definition: Definition): Parameter[] {
  return declaredIn(memberAt(definition, 'params'));
}

function declaredIn(declared: unknown): Parameter[] {
  if (!isDefinition(declared)) return [];
  return Object.entries(declared).flatMap(([name, parameter]) => {
    if (!isDefinition(parameter)) return [];
    const { description, enum: choices } = parameter;
    return {
      name,
      description: typeof description === 'string' ? description : null,
      choices: Array.isArray(choices) ? choices.filter((choice) => typeof choice === 'string') : [],
    };
  });
}

/** Of the values given, those that an operation asks for: the package refuses others. */
export function queryFor(
  definition: Definition,
  operation: OperationName,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const query: Record<string, string> = {};
  for (const { name } of parametersOf(definition, operation)) {
    const value = values[name];
    if (value !== undefined && value !== '') query[name] = value;
  }
  return query;
}

export type EntryMember = keyof CreditEntry;

/** How the definition's names for what makes an entry are called in an entry. */
const entryMembers: Readonly<Record<string, readonly EntryMember[]>> = {
  id: ['id'],
  identity: ['id'],
  account: ['account'],
  kind: ['kind', 'vendorKind'],
  amount: ['amount'],
  unit: ['unit'],
  balanceAfter: ['balanceAfter'],
  time: ['at', 'atText'],
  description: ['description'],
  reference: ['reference'],
};

/** For each JSON Pointer into a row, what the definition makes of it. */
export function mappingOf(
  definition: Definition,
  operation: OperationName,
): Map<string, EntryMember[]> {
  const mapping = new Map<string, EntryMember[]>();
  const entry = memberAt(definition, 'operations', operation, 'entry');
  if (!isDefinition(entry)) return mapping;
  // An identity is made of members that mean something else first.
  const names = Object.keys(entry).sort(
    (a, b) => Number(a === 'identity') - Number(b === 'identity'),
  );
  for (const name of names) {
    for (const pointer of pointersIn(entry[name])) {
      const members = mapping.get(pointer) ?? [];
      for (const member of entryMembers[name] ?? [])
        if (!members.includes(member)) members.push(member);
      mapping.set(pointer, members);
    }
  }
  return mapping;
}

function pointersIn(value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith('/') ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(pointersIn);
  if (!isDefinition(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name.startsWith('$') ? [] : pointersIn(member),
  );
}
