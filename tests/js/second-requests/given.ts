/** Values that a caller gives: which may be sent, and as what. */
import type { ClientParameter, Named, Place, Value } from './definition.js';
import { isVisibleAscii } from './encode.js';

/** Values are equal by type and value, as everywhere in a definition. */
function isOneOf(value: Value, allowed: readonly Value[] | undefined): boolean {
  return allowed === undefined || allowed.includes(value);
}

function isInRange(value: number, { minimum, maximum }: ClientParameter): boolean {
  return (minimum === undefined || value >= minimum) && (maximum === undefined || value <= maximum);
}

/** A text that can be sent anywhere: something, without control characters and halves of pairs. */
const UNSENDABLE =
  // eslint-disable-next-line no-control-regex -- these are what is refused
  /[\u0000-\u001f\u007f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !UNSENDABLE.test(value);
}

/** In a query's JavaScript value. */
export function isAllowed(value: unknown, rule: ClientParameter): value is Value {
  switch (rule.type ?? 'string') {
    case 'string':
      return isText(value) && isOneOf(value, rule.enum);
    case 'boolean':
      return typeof value === 'boolean' && isOneOf(value, rule.enum);
    case 'integer':
      // In digits: 1e21 is none that JavaScript writes so.
      return (
        typeof value === 'number' &&
        /^-?[0-9]+$/.test(String(value)) &&
        isOneOf(value, rule.enum) &&
        isInRange(value, rule)
      );
    case 'number':
      return (
        typeof value === 'number' &&
        isExact(value) &&
        isOneOf(value, rule.enum) &&
        isInRange(value, rule)
      );
  }
}

/** A number in a query's object: from 2^53 on it may stand for another one, and a bigint is asked for. */
export function isRounded(value: unknown): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}

/** Of at most 38 digits, and 38 behind the point. */
function isExact(value: number): boolean {
  return (
    Number.isFinite(value) && (value === 0 || (Math.abs(value) >= 1e-22 && Math.abs(value) < 1e38))
  );
}

/** A client's value, which is a text whatever its type. */
export function isAllowedText(text: string, rule: ClientParameter): boolean {
  switch (rule.type ?? 'string') {
    case 'string':
      return isAllowed(text, rule);
    case 'boolean':
      return (text === 'true' || text === 'false') && isAllowed(text === 'true', rule);
    case 'integer':
      return /^-?[0-9]+$/.test(text) && isAllowed(Number(text), rule);
    case 'number':
      return /^-?[0-9]+(?:\.[0-9]+)?(?:e[-+]?[0-9]+)?$/.test(text) && isAllowed(Number(text), rule);
  }
}

/** What only some places carry. */
export function canGo(value: Value, place: Place): boolean {
  return place !== 'header' || isVisibleAscii(String(value));
}

/** Whether a server might take a part of this path for a step: as it is, or decoded once too often. */
export function steps(path: string): boolean {
  return path
    .replace(/%2e/gi, '.')
    .split(/[/\\]|%2f|%5c/i)
    .some((segment) => segment === '.' || segment === '..');
}

/** Texts for `{name}`; undefined where one has no value. */
export function filled(template: string, values: Named<string>): string | undefined {
  if (!namesIn(template).every((name) => Object.hasOwn(values, name))) return undefined;
  return template.replace(/\{([^{}]*)\}/g, (_, name: string) => values[name] ?? '');
}

export function namesIn(template: string): string[] {
  return [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
}
