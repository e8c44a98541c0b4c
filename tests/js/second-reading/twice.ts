/** Members that a definition reads and that stand twice in their object: docs/json.md, "One name twice". */
import type { Definition, Operation, Path, Rows, Scope } from './definition.js';
import type { Json } from './json.js';
import {
  balancePaths,
  conditionPointers,
  entitlementPaths,
  entryPaths,
  errorPointers,
  pagingPointers,
} from './paths.js';
import { placesOf, pointerTo, tokensOf } from './places.js';

/** What is read inside a value: by name, and in every row or element of it. */
interface Reading {
  readonly named: Map<string, Reading>;
  readonly each: Reading[];
  readonly ofRows: boolean;
}

/** Which of several is told is nowhere said. */
export interface Twice {
  readonly outside: string[];
  readonly inRows: string[];
}

export function twice(body: Json, operation: Operation, definition: Definition): Twice {
  const found: Twice = { outside: [], inRows: [] };
  search(body, [readingOf(operation, definition)], '', found);
  return found;
}

function search(value: Json, readings: readonly Reading[], pointer: string, found: Twice): void {
  const inside = (name: string): Reading[] =>
    readings.flatMap(({ named, each }) => [
      ...(named.get(name) === undefined ? [] : [named.get(name)!]),
      ...each,
    ]);
  if (value.type === 'array') {
    value.items.forEach((item, index) => {
      search(item, inside(String(index)), pointerTo(pointer, String(index)), found);
    });
  }
  if (value.type !== 'object') return;
  const seen = new Set<string>();
  for (const { name, value: member } of value.members) {
    const reading = readings.filter(({ named }) => named.has(name));
    if (reading.length > 0 && seen.has(name)) {
      const list = reading.every(({ ofRows }) => ofRows) ? found.inRows : found.outside;
      list.push(pointerTo(pointer, name));
    }
    seen.add(name);
    search(member, inside(name), pointerTo(pointer, name), found);
  }
}

function readingOf(operation: Operation, definition: Definition): Reading {
  const body = emptyReading(false);
  const { rows, entry, entitlement, balance, paging } = operation;
  if (rows !== undefined) {
    const { parent, row } = rowsReading(body, rows);
    const grounds = { row, parent: parent ?? row, body };
    for (const [path, base] of [...entryPaths(entry), ...entitlementPaths(entitlement)]) {
      note(path, grounds, base);
    }
    if (paging?.kind === 'lastRow' && typeof paging.from === 'string') descend(row, paging.from);
  }
  const grounds = { row: body, parent: body, body };
  for (const [path, base] of balancePaths(balance)) note(path, grounds, base);
  for (const pointer of [
    ...pagingPointers(paging),
    ...conditionPointers(operation.success ?? definition.success),
    ...errorPointers(operation.error ?? definition.error),
  ]) {
    descend(body, pointer);
  }
  return body;
}

function emptyReading(ofRows: boolean): Reading {
  return { named: new Map(), each: [], ofRows };
}

function descend(reading: Reading, pointer: string): Reading {
  return tokensOf(pointer).reduce((inside, token) => {
    const next = inside.named.get(token) ?? emptyReading(inside.ofRows);
    inside.named.set(token, next);
    return next;
  }, reading);
}

function rowsReading(body: Reading, rows: Rows): { parent?: Reading; row: Reading } {
  const { at, each } = typeof rows === 'string' ? { at: rows, each: undefined } : rows;
  const list = descend(body, at);
  const element = emptyReading(true);
  list.each.push(element);
  if (each === undefined) return { row: element };
  const row = emptyReading(true);
  descend(element, each).each.push(row);
  return { parent: element, row };
}

type Grounds = Readonly<Record<Scope, Reading>>;
function note(path: Path | undefined, grounds: Grounds, base: Scope = 'row'): void {
  for (const place of path === undefined ? [] : placesOf(path)) {
    if (typeof place === 'string') descend(grounds[base], place);
    else if ('at' in place) descend(grounds[place.of ?? base], place.at);
  }
}
