/**
 * What a block of the documentation may take for granted, by the word behind the language of its fence: each name with
 * its type. The values are in fixtures.ts.
 */
const client = "import('creditkit').CreditClient";
const definition = 'object';

export const DECLARATIONS = {
  /** Stands alone. */
  '': {},
  cjs: {},
  client: {
    client,
    load: '() => Promise<string | undefined>',
    store: '(value: unknown) => Promise<void>',
    save: '(token: string | null) => Promise<void>',
  },
  errors: {
    client,
    user_id: 'string',
    saved: 'string | undefined',
    store: "(entry: import('creditkit').CreditEntry) => Promise<void>",
    save: '(token: string | null) => Promise<void>',
    restartFromTheBeginning: '() => void',
  },
  paging: {
    client,
    query: '{ user_id: string }',
    save: "(entry: import('creditkit').CreditEntry) => void",
  },
  acme: {
    createClient: "typeof import('creditkit').createClient",
    definition,
    apiKey: 'string',
  },
  check: {
    init: "typeof import('creditkit').init",
    checkDefinition: "typeof import('creditkit').checkDefinition",
    definition,
  },
  documented: { client, documentedResponse: 'string' },
  page: {},
  proxied: { location: '{ readonly origin: string }' },
  proxy: {
    isSignedIn: "(request: import('node:http').IncomingMessage) => Promise<boolean>",
  },
  inline: {},
  esbuild: {},
  wasm: {},
  module: {},
  worker: {
    self: '{ onmessage: (event: { data: Record<string, string> }) => Promise<void>; postMessage: (value: unknown) => void }',
  },
  edge: {},
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

export type Role = keyof typeof DECLARATIONS;

export function roleOf(text: string): Role {
  const roles = Object.keys(DECLARATIONS) as Role[];
  const role = roles.find((one) => one === text);
  if (role === undefined) {
    throw new Error(`no fixture is called "${text}"`);
  }
  return role;
}

export function declarationsFor(role: Role): string {
  return Object.entries(DECLARATIONS[role])
    .map(([name, type]) => `declare const ${name}: ${type};\n`)
    .join('');
}
