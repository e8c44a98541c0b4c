/** A client's own parameters and addresses, from docs/definitions.md. */
import { badParameter } from './asked.js';
import type { Definition, Named } from './definition.js';
import { isVisibleAscii } from './encode.js';
import { filled, isAllowedText, namesIn } from './given.js';

export interface Client {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly values: Named<string>;
}

export interface ClientOptions {
  readonly params: Named<string>;
  readonly baseUrl?: string;
}

/** Throws Refused. */
export function readClient(definition: Definition, options: ClientOptions): Client {
  const { params: rules = {} } = definition;
  const wrong = new Set<string>();
  for (const [name, text] of Object.entries(options.params)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined || !isAllowedText(text, rule)) wrong.add(name);
  }
  const values: Record<string, string> = {};
  for (const [name, rule] of Object.entries(rules)) {
    const given = Object.hasOwn(options.params, name) ? options.params[name] : undefined;
    if (given !== undefined) values[name] = given;
    else if (rule.default !== undefined) values[name] = String(rule.default);
    else if (rule.required === true) wrong.add(name);
  }
  const [, host = ''] = /^https?:\/\/([^/]*)/.exec(definition.baseUrl ?? '') ?? [];
  for (const name of namesIn(definition.baseUrl ?? '')) {
    const value = values[name] ?? '';
    const isInHost = host.includes(`{${name}}`);
    if (!/^[A-Za-z0-9._~-]+$/.test(value) || /^\.{1,2}$/.test(value)) wrong.add(name);
    else if (isInHost && value.includes('~'))
      namesIn(definition.baseUrl ?? '').forEach((one) => wrong.add(one));
  }
  for (const template of headersOf(definition)) {
    const value = filled(template, values);
    if (value !== undefined && !isVisibleAscii(value)) {
      for (const name of namesIn(template)) wrong.add(name);
    }
  }
  if (wrong.size > 0) throw badParameter([...wrong]);
  const baseUrl = options.baseUrl ?? filled(definition.baseUrl ?? '', values) ?? '';
  return { baseUrl: baseUrl.replace(/\/$/, ''), values };
}

function headersOf({ headers = {}, operations }: Definition): string[] {
  return [
    headers,
    ...Object.values(operations).map(({ request }) => request.headers ?? {}),
  ].flatMap((named) => Object.values(named));
}
