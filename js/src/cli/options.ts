/** Which command takes which option. */

interface Option {
  readonly type: 'string' | 'boolean';
  readonly multiple?: true;
  readonly short?: string;
}

type Options = Readonly<Record<string, Option>>;

const HELP = { help: { type: 'boolean', short: 'h' } } as const;

const VENDOR = {
  ...HELP,
  provider: { type: 'string', short: 'p' },
  definition: { type: 'string' },
  'base-url': { type: 'string' },
  'key-file': { type: 'string' },
  param: { type: 'string', multiple: true },
  format: { type: 'string', short: 'f' },
  'allow-insecure-http': { type: 'boolean' },
} as const;

const TABLE = {
  history: {
    ...VENDOR,
    since: { type: 'string' },
    until: { type: 'string' },
    kind: { type: 'string', multiple: true },
    limit: { type: 'string', short: 'n' },
    'page-size': { type: 'string' },
    resume: { type: 'string' },
    raw: { type: 'boolean' },
  },
  balance: VENDOR,
  entitlements: VENDOR,
  check: HELP,
  demo: { ...HELP, port: { type: 'string' } },
} as const;

export type CommandName = keyof typeof TABLE;

export const OPTIONS: Readonly<Record<CommandName, Options>> = TABLE;

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(TABLE, name);
}
