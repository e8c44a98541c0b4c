/** Definitions from a seed: every form of docs/definitions.md that says how a response is read. */
import type { Random } from '../../../js/src/testing/random.js';
import type { OperationName } from '../client/support/core.js';
import type {
  Amount,
  Balance,
  Condition,
  Definition,
  Entitlement,
  Entry,
  ErrorRule,
  Paging,
  Rows,
  Scalar,
  Scope,
  Text,
} from './definition.js';
import {
  CLIENT_PARAMETERS,
  drawAmountForm,
  drawCurrencyForm,
  drawKindForm,
  drawTextForm,
  drawTimeForm,
  QUERY_PARAMETER,
} from './draw-parts.js';
import { drawAny } from './draw-json.js';
import { Places, type Use } from './draw-uses.js';
import { drawAmount, drawCount, drawFlag, drawFor, drawScalar, drawWord } from './draw-values.js';
import type { Parameters } from './values.js';
import { repeated } from './repeated.js';

export interface DrawnDefinition {
  readonly definition: Definition;
  readonly operation: OperationName;
  /** What the client is created with. */
  readonly params: Parameters;
  /** The client's parameters that have a value. */
  readonly given: Parameters;
  /** Undefined where the operation has no rows. */
  readonly rows: Rows | undefined;
  readonly uses: readonly Use[];
  /** Codes that a refusal may state. */
  readonly errorUses: readonly Use[];
}

export function drawDefinition(random: Random): DrawnDefinition {
  const operation = random.pick([
    'history',
    'history',
    'history',
    'history',
    'entitlements',
    'balance',
  ] as const);
  const rows = operation === 'balance' ? undefined : drawRows(random);
  const body = new Places(random, [], 'body', false);
  const { at, shape, each }: Exclude<Rows, string> =
    typeof rows === 'object' ? rows : { at: rows ?? '' };
  // Nothing else should stand where the rows do.
  if (rows !== undefined)
    body.uses.push({ scope: 'body', pointer: at, isNeeded: false, draw: () => null });
  const others: Scope[] = ['body', ...(each === undefined ? [] : (['parent'] as const))];
  const row = new Places(random, others, 'row', shape === 'map');
  if (each !== undefined)
    row.uses.push({ scope: 'parent', pointer: each, isNeeded: false, draw: () => null });

  // In a list no member says whether the request succeeded.
  const isList = rows !== undefined && at === '';
  const success = random.chance(isList ? 0.03 : 0.3) ? drawSuccess(body) : undefined;
  const parts =
    operation === 'history'
      ? {
          rows: rows ?? '',
          entry: drawEntry(row),
          ...(random.chance(0.4) ? { paging: drawPaging(body, row) } : {}),
          ...(random.chance(0.25) ? { balance: drawBalance(body) } : {}),
        }
      : operation === 'balance'
        ? { balance: drawBalance(body) }
        : { rows: rows ?? '', entitlement: drawEntitlement(row) };
  const uses = [...body.uses, ...row.uses];
  const errors = new Places(random, [], 'body', false);
  const error = random.chance(0.5) ? drawError(errors) : undefined;
  const outcome = {
    ...(success === undefined ? {} : { success }),
    ...(error === undefined ? {} : { error }),
  };
  const isOwn = random.chance(0.5);
  const params: Parameters = {
    site: 'é \u{1f600}',
    ...(random.chance(0.5) ? { plan: 'pro' } : {}),
  };
  return {
    definition: {
      id: 'drawn',
      baseUrl: 'https://api.example.com',
      params: PARAMETERS,
      ...(isOwn ? {} : outcome),
      operations: {
        [operation]: { request: REQUEST, ...(isOwn ? outcome : {}), ...parts },
      },
    },
    operation,
    params,
    given: { plan: 'basic', zone: 'America/New_York', ...params },
    rows,
    uses,
    errorUses: errors.uses,
  };
}

const REQUEST = { path: '/ledger', params: { [QUERY_PARAMETER]: { default: 'of the query' } } };
const [REQUIRED, OPTIONAL, ABSENT] = CLIENT_PARAMETERS;
const PARAMETERS = {
  [REQUIRED]: { required: true },
  [OPTIONAL]: { default: 'basic' },
  [ABSENT]: {},
  zone: { enum: ['America/New_York', '-05:00'], default: 'America/New_York' },
};

function drawRows(random: Random): Rows {
  const at = random.pick(['', '/rows', '/data/rows', '/data/0', '/r~1o~0ws/', '/credits']);
  if (random.chance(0.4)) return at;
  return {
    at,
    ...(random.chance(0.5)
      ? { shape: random.chance(0.7) ? ('map' as const) : ('array' as const) }
      : {}),
    ...(random.chance(0.5) ? { each: random.pick(['/rows', '/a/b', '/', '/0']) } : {}),
    ...(random.chance(0.5) ? { optional: random.chance(0.8) } : {}),
  };
}

function drawUnitForm(places: Places, isCurrency: boolean): { readonly unit?: Text } {
  if (isCurrency) return { unit: drawCurrencyForm(places) };
  return places.random.chance(0.5) ? { unit: drawTextForm(places, true) } : {};
}

function drawEntry(places: Places): Entry {
  const { random } = places;
  const isCurrency = random.chance(0.4);
  const maybe = (rate = 0.5): boolean => random.chance(rate);
  return {
    ...(maybe(0.7) ? { id: places.path(drawScalar, false) } : {}),
    ...(maybe(0.3)
      ? { identity: repeated(random.int(1, 3), () => places.place(drawScalar, false)) }
      : {}),
    ...(maybe() ? { account: drawTextForm(places, false) } : {}),
    kind: drawKindForm(places),
    amount: drawAmountForm(places, isCurrency, true),
    ...drawUnitForm(places, isCurrency),
    ...(maybe() ? { balanceAfter: drawAmountForm(places, isCurrency, false) } : {}),
    ...(maybe(0.7) ? { time: drawTimeForm(places, 2008) } : {}),
    ...(maybe() ? { description: places.path(drawScalar, false) } : {}),
    ...(maybe() ? { reference: places.path(drawScalar, false) } : {}),
  };
}

function drawBalance(places: Places): Balance {
  const { random } = places;
  const isCurrency = random.chance(0.4);
  const names = ['bucket', 'owed', '__proto__', ''].filter(() => random.chance(0.3));
  return {
    available: drawAmountForm(places, isCurrency, true),
    ...drawUnitForm(places, isCurrency),
    ...(random.chance(0.5) ? { account: drawTextForm(places, false) } : {}),
    ...(names.length > 0
      ? { parts: Object.fromEntries(names.map((name) => [name, drawPart(places, isCurrency)])) }
      : {}),
    ...(random.chance(0.5) ? { time: drawTimeForm(places, 2200) } : {}),
  };
}

function drawPart(
  places: Places,
  isCurrency: boolean,
): { readonly amount: Amount; readonly unit?: Text } {
  const { random } = places;
  const amount = drawAmountForm(places, isCurrency, false);
  if (random.chance(0.6)) return { amount };
  const isNeeded = random.chance(0.5);
  const unit = isCurrency
    ? drawCurrencyForm(places, isNeeded)
    : drawTextForm(places, true, isNeeded);
  return { amount, unit };
}

function drawEntitlement(places: Places): Entitlement {
  const { random } = places;
  const isCurrency = random.chance(0.4);
  const amount = (rate: number): Amount | undefined =>
    random.chance(rate) ? drawAmountForm(places, isCurrency, false) : undefined;
  const [overage, overageLimit, headroom] = [amount(0.7), amount(0.7), amount(0.7)];
  return {
    id: places.path(drawScalar, true),
    ...(random.chance(0.5) ? { name: places.path(drawScalar, false) } : {}),
    ...drawUnitForm(places, isCurrency),
    balance: drawAmountForm(places, isCurrency, true),
    ...(overage === undefined ? {} : { overage }),
    ...(overageLimit === undefined ? {} : { overageLimit }),
    ...(headroom === undefined ? {} : { headroom }),
    ...(random.chance(0.6) ? { overageEnabled: places.path(drawFlag, false) } : {}),
    ...(random.chance(0.6) ? { limitReached: places.path(drawFlag, false) } : {}),
  };
}

function drawPaging(places: Places, row: Places): Paging & Readonly<Record<string, unknown>> {
  const { random } = places;
  const flag = random.chance(0.4) ? { more: places.pointer(drawFlag, false) } : {};
  const total = random.chance(0.7) ? { total: places.pointer(drawCount, false) } : {};
  switch (random.int(0, 4)) {
    case 0: {
      const from = random.chance(0.8)
        ? places.pointer((r) => drawAny(r), false)
        : { header: 'X-Next' };
      return {
        kind: 'token',
        from,
        to: 'cursor',
        ...flag,
        ...total,
      };
    }
    case 1:
      return {
        kind: 'lastRow',
        from: row.pointer(drawScalar, false),
        to: 'after',
        ...flag,
        ...total,
      };
    case 2: {
      const pages = random.chance(0.5) ? { totalPages: places.pointer(drawCount, false) } : {};
      return { kind: 'page', page: 'page', ...flag, ...total, ...pages };
    }
    case 3:
      return { kind: 'offset', offset: 'offset', ...flag, ...total };
    default:
      return { kind: 'url', from: places.pointer(drawScalar, false), ...flag, ...total };
  }
}

const VALUES: readonly Scalar[] = ['ok', '', 0, '0', true, false, 1.5, null];

function drawSuccess(places: Places): Condition | Condition[] {
  const { random } = places;
  const one = (): Condition => {
    const draft = drawCondition(random);
    const condition = { ...draft, at: places.pointer(drawFor(draft), true) };
    return condition;
  };
  return random.chance(0.5) ? one() : repeated(random.int(0, 2), one);
}

function drawCondition(random: Random): Condition {
  const at = '';
  switch (random.int(0, 3)) {
    case 0: {
      const values = VALUES.filter(() => random.chance(0.4));
      const [only = 'ok'] = values;
      return { at, equals: values.length > 1 ? values : only };
    }
    case 1:
      return { at, absent: true };
    case 2:
      return { at, empty: true };
    default:
      return { at, present: true };
  }
}

const CODES = ['40020', 'E17', '', 'true', '1.0', '__proto__'] as const;
const MEANINGS = [
  'authentication',
  'permission',
  'notFound',
  'rateLimit',
  'cursor',
  'temporary',
  'other',
] as const;

function drawError(places: Places): ErrorRule {
  const { random } = places;
  const codes = CODES.filter(() => random.chance(0.5));
  const place = (draw = drawScalar): string | string[] =>
    random.chance(0.7)
      ? places.pointer(draw, false)
      : repeated(random.int(1, 3), () => places.pointer(draw, false));
  const hasCode = random.chance(0.7);
  return {
    ...(random.chance(0.7) ? { message: place() } : {}),
    ...(hasCode ? { code: place(drawWord(CODES)) } : {}),
    ...(random.chance(0.5)
      ? { correlationId: random.chance(0.5) ? { header: 'X-Request-Id' } : place(drawAmount) }
      : {}),
    ...(hasCode && codes.length > 0
      ? { codes: Object.fromEntries(codes.map((code) => [code, random.pick(MEANINGS)])) }
      : {}),
  };
}
