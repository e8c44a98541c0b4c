/** Success conditions and the vendor's refusals: docs/definitions.md, "Success" and "Error", and docs/errors.md. */
import type { Condition, Definition, ErrorRule, Operation } from './definition.js';
import { type Json, NoJson, parseJson } from './json.js';
import type { Refusal } from './outcome.js';
import { follow, pointerTo, type Spot, spotOf } from './places.js';
import { conditionsOf, pointersOf } from './paths.js';
import { equalsOne, HALF } from './values.js';

export interface Response {
  readonly status: number;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const BY_STATUS: Readonly<Record<number, string>> = {
  401: 'authentication',
  403: 'permission',
  404: 'notFound',
  429: 'rateLimit',
};

const CLASSES: Readonly<Record<string, readonly [name: string, code: string]>> = {
  authentication: ['AuthenticationError', 'authentication'],
  permission: ['PermissionError', 'permission'],
  notFound: ['NotFoundError', 'notFound'],
  rateLimit: ['RateLimitError', 'rateLimit'],
};

/** What a response with a status of success says of the request; undefined where all conditions hold. */
export function refusalInSuccess(
  response: Response,
  body: Json,
  operation: Operation,
  definition: Definition,
): Refusal | undefined {
  const root = spotOf(body, '');
  const failed = conditionsOf(operation.success ?? definition.success).find(
    (condition) => !holds(condition, root),
  );
  if (failed === undefined) return undefined;
  const refusal = { ...refusalOf(response, body, operation, definition), pointers: [failed.at] };
  // A body that says nothing of what it should is another one than the definition describes.
  const asks = 'equals' in failed || 'present' in failed;
  const isSilent = refusal.vendorCode === null && refusal.vendorMessage === null;
  const isOther = asks && isSilent && !follow(root, failed.at).isThere;
  return isOther ? { ...formatError([failed.at]), correlationId: null } : refusal;
}

function holds(condition: Condition, root: Spot): boolean {
  const spot = follow(root, condition.at);
  const { value } = spot;
  if ('equals' in condition) {
    const { equals } = condition;
    return equalsOne(spot, isList(equals) ? equals : [equals]);
  }
  if ('present' in condition) return value !== null;
  if ('absent' in condition) return value === null;
  return value === null || isEmpty(value);
}

function isEmpty(value: Json): boolean {
  if (value.type === 'array') return value.items.length === 0;
  if (value.type === 'object') return value.members.length === 0;
  return value.type === 'text' && value.value === '';
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

/** What the vendor's refusal becomes; `body` is undefined where it is no JSON. */
export function refusalOf(
  { status, headers }: Response,
  body: Json | undefined,
  operation: Operation,
  definition: Definition,
): Refusal {
  const rule: ErrorRule = operation.error ?? definition.error ?? {};
  const words = (pointers: readonly string[], types: readonly Json['type'][]): string | null => {
    const values = body === undefined ? [] : pointers.map((pointer) => lastAt(body, pointer));
    const said = values.find((value) => value !== undefined && types.includes(value.type));
    return said === undefined ? null : wordOf(said);
  };
  const vendorCode = words(pointersOf(rule.code), SCALARS);
  const { correlationId } = rule;
  const header =
    typeof correlationId === 'object' && 'header' in correlationId
      ? correlationId.header
      : undefined;
  const byCode =
    vendorCode !== null && rule.codes && Object.hasOwn(rule.codes, vendorCode)
      ? rule.codes[vendorCode]
      : undefined;
  const meaning = byCode ?? BY_STATUS[status] ?? 'other';
  const [name, code] = CLASSES[meaning] ?? ['ApiError', 'api'];
  return {
    name,
    code,
    pointers: [null],
    byte: null,
    vendorCode,
    vendorMessage: words(pointersOf(rule.message), ['text']),
    correlationId:
      header === undefined
        ? words(pointersOf(correlationId), SCALARS)
        : (headers[header.toLowerCase()] ?? null),
  };
}

const SCALARS = ['text', 'number', 'flag'] as const;

/** An empty text says nothing; one with half of a pair of surrogates stays as it was written. */
function wordOf(value: Json): string | null {
  if (value.type !== 'text') return value.source;
  return (HALF.test(value.value) ? value.source.slice(1, -1) : value.value) || null;
}

/** A refusal's body may be no JSON. */
export function jsonOrNone(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof NoJson) return undefined;
    throw error;
  }
}

/** Of values whose names stand twice the last counts. */
function lastAt(body: Json, pointer: string): Json | undefined {
  const inside = (values: readonly Json[], token: string): Json[] =>
    values.flatMap((value) => {
      if (value.type !== 'object') return valueOf(follow(spotOf(value, ''), `/${token}`));
      return value.members.flatMap((member) =>
        pointerTo('', member.name) === `/${token}` ? [member.value] : [],
      );
    });
  return pointer.split('/').slice(1).reduce(inside, [body]).at(-1);
}

function valueOf({ value }: Spot): Json[] {
  return value === null ? [] : [value];
}

export function formatError(
  pointers: readonly string[] | null,
  byte: number | null = null,
): Refusal {
  return {
    name: 'ResponseFormatError',
    code: 'format',
    pointers,
    byte,
    vendorCode: null,
    vendorMessage: null,
    correlationId: null,
  };
}
