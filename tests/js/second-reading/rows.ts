/** Where the rows of a body are. */
import { type Rows, rowsRule } from './definition.js';
import type { Json } from './json.js';
import { Fault, follow, type Ground, pointerTo, type Spot, spotOf } from './places.js';

/** The rows in their order; throws Fault. */
export function findRows(rows: Rows, body: Json): Ground[] {
  const { at, shape, each, optional } = rowsRule(rows);
  const root = spotOf(body, '');
  const elements = listOf(follow(root, at), shape, optional);
  if (each === undefined)
    return elements.map(({ spot, key }) => ({ row: spot, parent: spot, body: root, key }));
  return elements.flatMap(({ spot: parent, key }) => {
    const inner = follow(parent, each);
    // An element without its list of rows is named itself.
    if (!inner.isThere && !optional) throw new Fault(parent.pointer);
    return listOf(inner, 'array', optional).map(({ spot }) => ({
      row: spot,
      parent,
      body: root,
      key,
    }));
  });
}

interface Element {
  readonly spot: Spot;
  readonly key: string | null;
}

function listOf({ value, pointer }: Spot, shape: 'array' | 'map', optional: boolean): Element[] {
  if (value === null && optional) return [];
  if (value?.type === 'array' && shape === 'array') {
    return value.items.map((item, index) => ({
      spot: spotOf(item, pointerTo(pointer, String(index))),
      key: null,
    }));
  }
  if (value?.type === 'object' && shape === 'map') {
    return value.members.map(({ name, value: row }) => ({
      spot: spotOf(row, pointerTo(pointer, name)),
      key: name,
    }));
  }
  throw new Fault(pointer);
}
