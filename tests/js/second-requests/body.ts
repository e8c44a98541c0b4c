/** JSON bodies: values put into a template. */
import type { Json } from '../second-reading/json.js';

/** With each text escaped as JavaScript does, and without space. */
export function canonical(json: Json): string {
  switch (json.type) {
    case 'array':
      return `[${json.items.map(canonical).join(',')}]`;
    case 'object':
      return `{${json.members.map(({ name, value }) => `${JSON.stringify(name)}:${canonical(value)}`).join(',')}}`;
    case 'text':
      return JSON.stringify(json.value);
    case 'null':
    case 'flag':
    case 'number':
      return json.source;
  }
}

/** The JSON text of a template with `value` at `pointer`; members and objects that are missing are made. */
export function put(template: Json, pointer: string, value: Json): Json {
  const names = pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  return putAt(template, names, value);
}

function putAt(into: Json, [name, ...rest]: readonly string[], value: Json): Json {
  if (name === undefined) return value;
  if (into.type === 'array') {
    const items = into.items.map((item, index) =>
      String(index) === name ? putAt(item, rest, value) : item,
    );
    return { ...into, items };
  }
  const members = into.type === 'object' ? into.members : [];
  const isThere = members.some((member) => member.name === name);
  const empty: Json = { type: 'null', source: 'null' };
  return {
    type: 'object',
    source: '',
    members: isThere
      ? members.map((member) =>
          member.name === name ? { name, value: putAt(member.value, rest, value) } : member,
        )
      : [...members, { name, value: putAt(empty, rest, value) }],
  };
}
