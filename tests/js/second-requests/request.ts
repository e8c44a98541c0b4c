/** The request of a page, from docs/definitions.md. */
import { parseJson, type Json } from '../second-reading/json.js';
import { type Asked, badParameter } from './asked.js';
import { canonical, put } from './body.js';
import type { Client } from './client.js';
import {
  type Auth,
  type Definition,
  type Named,
  type Operation,
  type Parameter,
  type Place,
  type Request,
  targetOf,
  type Target,
  type Value,
} from './definition.js';
import { form, isVisibleAscii, percent, queryName } from './encode.js';
import { canGo, filled, isAllowed, isRounded, steps } from './given.js';

/** A value in its place: as text, and as JSON for a body. */
interface Placed {
  readonly place: Place;
  readonly name: string;
  readonly json: Json;
}

/** What the walk adds: a page size, a position. */
export interface Addition {
  readonly target: Target;
  readonly json: Json;
}

export interface Question {
  readonly definition: Definition;
  readonly operation: Operation;
  readonly client: Client;
  readonly key: string | undefined;
  readonly query: Named<unknown>;
  readonly pageSize: unknown;
}

export function jsonOf(value: Value): Json {
  return parseJson(JSON.stringify(value));
}

export function wireText(json: Json): string {
  return json.type === 'text' ? json.value : json.source;
}

/** Where a request has room for parameters that do not say where they go. */
export function roomOf(request: Request): Place {
  if (request.json !== undefined) return 'body';
  if (request.graphql !== undefined) return 'variables';
  return request.form === undefined ? 'query' : 'form';
}

export function placeOf(name: string, rule: Parameter, request: Request): Placed['place'] {
  if (rule.in !== undefined) return rule.in;
  return request.path.includes(`{${name}}`) ? 'path' : roomOf(request);
}

/** The request's parameters with those that only the path names. */
export function parametersOf(request: Request): Named<Parameter> {
  const implicit = [...request.path.matchAll(/\{([^{}]*)\}/g)]
    .map(([, name = '']) => name)
    .filter((name) => !Object.hasOwn(request.params ?? {}, name));
  return {
    ...Object.fromEntries(implicit.map((name) => [name, { in: 'path' as const }])),
    ...request.params,
  };
}

/** The values that are sent, in the order of the definition. Throws Refused. */
export function readQuery({ definition, operation, key, query, pageSize }: Question): Placed[] {
  const { request, paging } = operation;
  const rules = parametersOf(request);
  const wrong = Object.entries(query)
    .filter(([name, value]) => value !== undefined && !Object.hasOwn(rules, name))
    .map(([name]) => name);
  const placed: Placed[] = [];
  for (const [name, rule] of Object.entries(rules)) {
    const place = placeOf(name, rule, request);
    const given = Object.hasOwn(query, name) ? query[name] : undefined;
    const value = given === undefined ? rule.default : given;
    if (value === undefined) {
      if (rule.required === true || place === 'path') wrong.push(name);
    } else if (isRounded(given) || !isAllowed(value, rule) || !canGo(value, place)) {
      wrong.push(name);
    } else {
      const isPointer = place === 'body' || place === 'variables';
      placed.push({ place, name: rule.as ?? (isPointer ? `/${name}` : name), json: jsonOf(value) });
    }
  }
  if (wrong.length === 0) wrong.push(...stepping(request.path, placed));
  if (pageSize !== undefined && !isPageSize(pageSize, paging?.limit)) wrong.push('pageSize');
  const { auth = null } = definition;
  if (keyHeader(auth, key).some(([, value]) => !isVisibleAscii(value))) wrong.push('apiKey');
  if (wrong.length > 0) throw badParameter(wrong);
  return placed;
}

/** Parameters that make a step of a path, up to their end or as a whole. */
function stepping(template: string, placed: readonly Placed[]): string[] {
  let plain = '';
  let names: string[] = [];
  for (const part of template.split(/(\{[^{}]*\})/)) {
    const name = part.slice(1, -1);
    const value = placed.find((one) => one.place === 'path' && one.name === name);
    const isValue = part.startsWith('{') && value !== undefined;
    plain += isValue ? wireText(value.json) : part;
    if (isValue) names = [...names, name];
    if (isValue && steps(plain)) return [name];
  }
  return steps(plain) ? names : [];
}

const PAGE_SIZE_MAX = 1_000_000;

function isPageSize(size: unknown, limit: { min?: number; max?: number } | undefined): boolean {
  return (
    limit !== undefined &&
    typeof size === 'number' &&
    Number.isInteger(size) &&
    size >= (limit.min ?? 1) &&
    size <= (limit.max ?? PAGE_SIZE_MAX)
  );
}

/** Throws Refused. */
export function ask(question: Question, additions: readonly Addition[]): Asked {
  const { definition, operation, client, key } = question;
  const { request } = operation;
  const { auth = null } = definition;
  const given = readQuery(question);
  const placed = [
    ...given,
    ...additions.map(({ target, json }) => ({ ...targetOf(target), json })),
  ];
  const at = (place: Place): [string, string][] =>
    placed.filter((one) => one.place === place).map(({ name, json }) => [name, wireText(json)]);
  const constants = (named: Named<string> = {}): [string, string][] =>
    Object.entries(named).flatMap(([name, template]) => {
      const value = filled(template, client.values);
      return value === undefined ? [] : [[name, value]];
    });

  const path = request.path.replace(/\{([^{}]*)\}/g, (_, name: string) =>
    percent(at('path').find(([other]) => other === name)?.[1] ?? ''),
  );
  const query = [...constants(request.query), ...at('query')].map(
    ([name, value]) => `${queryName(name)}=${percent(value)}`,
  );
  if (auth !== null && 'query' in auth && key !== undefined)
    query.push(`${percent(auth.query)}=${percent(key)}`);
  const { body, type } = bodyOf(request, placed, constants(request.form));
  const headers: Record<string, string> = {};
  for (const [name, value] of [
    ...constants(definition.headers),
    ...constants(request.headers),
    ...at('header'),
    ...(type === null ? [] : [['Content-Type', type] as const]),
    ...keyHeader(auth, key),
  ]) {
    headers[name.toLowerCase()] = value;
  }
  const { href } = new URL(client.baseUrl + path);
  return {
    method: request.method ?? 'GET',
    url: href + (query.length === 0 ? '' : `?${query.join('&')}`),
    headers,
    body,
    verbatim: additions
      .filter(({ target }) => ['body', 'variables'].includes(targetOf(target).place))
      .flatMap(({ json }) => (json.type === 'number' ? [] : [json.source]))
      .join(''),
  };
}

export function keyHeader(auth: Auth, key: string | undefined): (readonly [string, string])[] {
  if (auth === null || key === undefined) return [];
  if ('header' in auth)
    return [[auth.header, (auth.format ?? '{key}').replace('{key}', () => key)]];
  if (!('basic' in auth)) return [];
  const credentials = Buffer.from(auth.basic.replace('{key}', () => key)).toString('base64');
  return [['Authorization', `Basic ${credentials}`]];
}

function bodyOf(
  request: Request,
  placed: readonly Placed[],
  constants: readonly (readonly [string, string])[],
): { readonly body: string | null; readonly type: string | null } {
  const into = (template: Json, place: Place): Json =>
    placed
      .filter((one) => one.place === place)
      .reduce((json, one) => put(json, one.name, one.json), template);
  if (request.form !== undefined) {
    const given = placed.filter(({ place }) => place === 'form');
    const pairs = given.map(({ name, json }) => [name, wireText(json)] as const);
    return { body: form([...constants, ...pairs]), type: 'application/x-www-form-urlencoded' };
  }
  if (request.json !== undefined) {
    const template = parseJson(JSON.stringify(request.json));
    return { body: canonical(into(template, 'body')), type: 'application/json' };
  }
  if (request.graphql !== undefined) {
    const { query, variables = {} } = request.graphql;
    const filledIn = into(parseJson(JSON.stringify(variables)), 'variables');
    return {
      body: `{"query":${JSON.stringify(query)},"variables":${canonical(filledIn)}}`,
      type: 'application/json',
    };
  }
  return { body: null, type: null };
}

/** A header carries no blank at its ends, and nothing beyond ASCII. */
export function canBeSent({ target, json }: Addition): boolean {
  return targetOf(target).place !== 'header' || isVisibleAscii(wireText(json));
}
