/** Runs one block in a process of its own: node run-block.mjs FIXTURE FILE. */
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { roleOf } from './declarations.js';
import { FIXTURES } from './fixtures.js';

const [, , role = '', file = ''] = process.argv;
const fixture = FIXTURES[roleOf(role)] ?? {};

const logged: unknown[][] = [];
for (const name of ['log', 'warn', 'error'] as const) {
  globalThis.console[name] = (...values: unknown[]) => {
    logged.push(values);
    process.stdout.write(`${values.map((value) => inspect(value)).join(' ')}\n`);
  };
}

// Before the fixture, which may go to a folder of its own.
const url = pathToFileURL(file).href;
const scope = (await fixture.scope?.()) ?? {};
Object.assign(globalThis, { docsScope: scope });
const exports = (await import(url)) as Record<string, unknown>;
await fixture.check?.(exports, scope, logged);
