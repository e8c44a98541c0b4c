/** The command line as values. Options are read by node:util; every message about them is ours. */
import { parseArgs } from 'node:util';
import type { CreditKind } from '../index.js';
import { UsageError } from './exit.js';
import { type CommandName, isCommand, OPTIONS } from './options.js';
import { instantOf } from './time.js';

export const FORMATS = ['table', 'json', 'ndjson', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

export const KINDS: readonly CreditKind[] = [
  'grant',
  'purchase',
  'usage',
  'overage',
  'expiry',
  'revocation',
  'refund',
  'adjustment',
  'transfer',
  'other',
];

/** Everything that any command takes; what was not given is `null` or empty. */
export interface Arguments {
  readonly command: CommandName;
  readonly help: boolean;
  /** What stands behind the command: the file of `check`. */
  readonly operand: string | null;
  readonly provider: string | null;
  readonly definition: string | null;
  readonly baseUrl: string | null;
  readonly keyFile: string | null;
  readonly params: ReadonlyMap<string, string>;
  readonly format: Format;
  /** Milliseconds since the Unix epoch, inclusive. */
  readonly since: number | null;
  /** Milliseconds since the Unix epoch, exclusive. */
  readonly until: number | null;
  readonly kinds: readonly CreditKind[];
  readonly limit: number | null;
  readonly pageSize: number | null;
  readonly resume: string | null;
  readonly raw: boolean;
  readonly allowInsecureHttp: boolean;
  readonly port: number;
}

/** Throws UsageError. `now`: milliseconds since the Unix epoch, for ages such as 30d. */
export function readArguments(command: string, rest: readonly string[], now: number): Arguments {
  if (!isCommand(command)) {
    throw new UsageError(`there is no command "${command}"`, 'See: npx creditkit --help');
  }
  const given = optionsOf(command, rest);
  const one = (name: string): string | null => given.values.get(name)?.at(-1) ?? null;
  const [operand = null, second] = given.operands;
  if (second !== undefined || (operand !== null && command !== 'check')) {
    throw new UsageError(
      `${command} takes ${command === 'check' ? 'one file' : 'options only'}, and more was given`,
      `See: npx creditkit ${command} --help`,
    );
  }
  return {
    command,
    help: given.flags.has('help'),
    operand,
    provider: one('provider'),
    definition: one('definition'),
    baseUrl: one('base-url'),
    keyFile: one('key-file'),
    params: pairsOf(given.values.get('param') ?? []),
    format: choice('format', one('format') ?? 'table', FORMATS),
    since: instantOf('since', one('since'), now),
    until: instantOf('until', one('until'), now),
    kinds: (given.values.get('kind') ?? []).flatMap(kindsOf),
    limit: wholeNumber('limit', one('limit')),
    pageSize: wholeNumber('page-size', one('page-size')),
    resume: one('resume'),
    raw: given.flags.has('raw'),
    allowInsecureHttp: given.flags.has('allow-insecure-http'),
    port: wholeNumber('port', one('port'), { most: 65_535, example: 8080 }) ?? 0,
  };
}

interface Given {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly operands: readonly string[];
}

function optionsOf(command: CommandName, rest: readonly string[]): Given {
  const known = OPTIONS[command];
  // Not strict: its messages would be node's, and could repeat what was pasted in the wrong place.
  const { tokens } = parseArgs({
    args: [...rest],
    options: known,
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const flags = new Set<string>();
  const values = new Map<string, string[]>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') {
      operands.push(token.value);
    } else if (token.kind === 'option') {
      requireKnown(command, token.name, token.rawName);
      if (known[token.name]?.type === 'boolean') {
        requireNoValue(token.rawName, token.value);
        flags.add(token.name);
      } else {
        const value = requireValue(token.rawName, token.value, token.inlineValue === true);
        values.set(token.name, [...(values.get(token.name) ?? []), value]);
      }
    }
  }
  return { flags, values, operands };
}

/** Names under which keys are pasted by habit. */
const KEY_OPTIONS: readonly string[] = [
  'key',
  'api-key',
  'apikey',
  'api_key',
  'token',
  'access-token',
  'secret',
  'password',
  'k',
];

function requireKnown(command: CommandName, name: string, rawName: string): void {
  if (KEY_OPTIONS.includes(name)) {
    throw new UsageError(
      'a key is not taken as an argument: every user of this machine can see arguments, and shells keep them in their history',
      'Put it into the environment (CREDITKIT_API_KEY), or into a file that only you can read and name that with --key-file',
    );
  }
  if (!Object.hasOwn(OPTIONS[command], name)) {
    throw new UsageError(
      `${command} has no option ${rawName}`,
      `See: npx creditkit ${command} --help`,
    );
  }
}

function requireNoValue(rawName: string, value: string | undefined): void {
  if (value !== undefined) {
    throw new UsageError(`${rawName} takes no value`, `Write ${rawName} alone`);
  }
}

function requireValue(rawName: string, value: string | undefined, inline: boolean): string {
  if (value === undefined || value === '') {
    throw new UsageError(`${rawName} needs a value`, `Write ${rawName}=VALUE`);
  }
  // "--since --until x" forgot a value; "-" alone is the usual word for standard input.
  if (!inline && value.startsWith('-') && value !== '-') {
    throw new UsageError(
      `${rawName} needs a value, and an option follows`,
      `Where the value begins with a dash, write ${rawName}=VALUE`,
    );
  }
  return value;
}

function pairsOf(texts: readonly string[]): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (const text of texts) {
    const at = text.indexOf('=');
    if (at < 1) {
      throw new UsageError(
        '--param needs a name and a value',
        'Write --param NAME=VALUE, for instance --param user_id=u1',
      );
    }
    const name = text.slice(0, at);
    if (pairs.has(name)) {
      throw new UsageError(`--param ${name} is given twice`, 'Leave one of them out');
    }
    pairs.set(name, text.slice(at + 1));
  }
  return pairs;
}

function kindsOf(text: string): CreditKind[] {
  return text.split(',').map((word) => {
    const kind = KINDS.find((known) => known === word);
    if (kind === undefined) {
      throw new UsageError(
        `--kind is one of ${KINDS.join(', ')}`,
        "A vendor's own words go to the vendor: --param kind=consume at NameTrust",
      );
    }
    return kind;
  });
}

function choice<T extends string>(name: string, value: string, choices: readonly T[]): T {
  const found = choices.find((one) => one === value);
  if (found === undefined) {
    throw new UsageError(
      `--${name} is one of ${choices.join(', ')}`,
      `Write --${name} ${choices[0] ?? ''}`,
    );
  }
  return found;
}

function wholeNumber(
  name: string,
  text: string | null,
  { most = Number.MAX_SAFE_INTEGER, example = 100 } = {},
): number | null {
  if (text === null) {
    return null;
  }
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > most) {
    const end = most === Number.MAX_SAFE_INTEGER ? '' : ` to ${String(most)}`;
    throw new UsageError(
      `--${name} is a whole number from 1${end}`,
      `Write --${name} ${String(example)}`,
    );
  }
  return value;
}
