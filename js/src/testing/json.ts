/**
 * A number with its exact JSON text. `JSON.stringify(2.0)` writes `2`; a vendor that writes `2.0`
 * needs this.
 */
export class JsonNumber {
  readonly text: string;

  /** @throws RangeError where `text` is no JSON number. */
  constructor(text: string) {
    if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text))
      throw new RangeError(`not a JSON number: ${text}`);
    this.text = text;
  }

  toString(): string {
    return this.text;
  }

  /** As `JSON.stringify` sees it: a double, no longer exact. */
  toJSON(): number {
    return Number(this.text);
  }
}

/**
 * JSON text without spaces; members that are `undefined` are left out, a {@link JsonNumber} keeps
 * its digits.
 */
export function writeJson(value: unknown): string {
  if (value instanceof JsonNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map((item) => writeJson(item)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${writeJson(member)}`).join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError(`JSON has no ${String(value)}`);
  if (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean'
  )
    return JSON.stringify(value);
  throw new TypeError(`JSON has no ${typeof value}`);
}

/** The members of a JSON object; `null` for any other value. */
export function membersOf(value: unknown): ReadonlyMap<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value))
    : null;
}

/** The members of the object that `text` holds; `null` where it is no JSON object. */
export function readJsonObject(text: string): ReadonlyMap<string, unknown> | null {
  try {
    return membersOf(JSON.parse(text));
  } catch {
    return null;
  }
}
