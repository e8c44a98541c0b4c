// Every block of README and docs does what it shows. Vendors are simulated over real HTTP on 127.0.0.1.
import * as creditkit from 'creditkit';
import { checkDefinition, init } from 'creditkit';
import { createSimulator, faultKinds } from 'creditkit/testing';
import { listen, type SimulatorServer } from 'creditkit/testing/node';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BLOCKS, PAGES, title } from './docs/blocks.js';
import { prepare, runProgram, typeErrors } from './docs/programs.js';
import { runShell } from './docs/shell.js';
import type { Surroundings } from './docs/world.js';

const KEY = 'a-key-of-the-documentation';
const { name: packageName } = JSON.parse(readFileSync('package.json', 'utf8')) as { name: string };

const programs = BLOCKS.filter(({ language }) => language === 'js' || language === 'ts');
const shells = BLOCKS.filter(({ language }) => language === 'sh');
const jsons = BLOCKS.filter(({ language }) => language === 'json');

let server: SimulatorServer;
let world: string;

beforeAll(async () => {
  await Promise.all([prepare(), init()]);
  const simulators = [
    createSimulator({ provider: 'klaim', apiKey: KEY, accounts: ['u1'] }),
    createSimulator({ provider: 'dodo', apiKey: KEY, accounts: ['cus_1'] }),
    createSimulator({ provider: 'nebula', apiKey: KEY }),
    createSimulator({ provider: 'nametrust', apiKey: KEY }),
  ];
  server = await listen(simulators);
  const [, dodo] = simulators;
  const surroundings: Surroundings = {
    root: resolve('.'),
    key: KEY,
    routes: [
      ['https://klaim.example', server.baseUrl('klaim')],
      ['https://live.dodopayments.com', server.baseUrl('dodo')],
      ['https://api.nebulablock.com/api/v1', server.baseUrl('nebula')],
      ['https://api.nametrust.com', server.baseUrl('nametrust')],
    ],
    names: [['cde_1', dodo!.accounts[0]!.params['credit_entitlement_id']!]],
    acme: jsons.find(({ role }) => role === 'response')!.text,
  };
  world = JSON.stringify(surroundings);
});

afterAll(() => server.close());

test('no block is of a sort that nothing runs', () => {
  const unknown = BLOCKS.filter(
    ({ language, role }) =>
      !['js', 'ts', 'sh', 'json'].includes(language) &&
      !(language === 'text' && (role === 'classes' || role === '')),
  );
  expect(unknown.map(title)).toEqual([]);
  expect(BLOCKS.length).toBeGreaterThan(40);
});

// Each is one or more processes: on a busy machine they take their time.
const PROCESSES_MS = 120_000;

describe('programs', () => {
  test(
    'their types fit the package',
    async () => {
      const typed = programs.filter(({ role }) => role !== 'cjs');
      expect(await typeErrors(typed)).toBe('');
    },
    PROCESSES_MS,
  );

  test.each(programs.map((block) => [title(block), block] as const))(
    '%s runs',
    async (_, block) => {
      const { code, stdout, stderr } = await runProgram(block, world);
      expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: '' });
    },
    PROCESSES_MS,
  );
});

describe('commands', () => {
  const cases = shells.map((block) => [title(block), block] as const);
  test.each(cases)(
    '%s runs',
    async (_, block) => {
      const [, exit = '0'] = /^exits (\d+)$/.exec(block.role) ?? [];
      const { code, stdout, stderr } = await runShell(block, world, KEY, packageName);
      expect({ code, stderr }).toMatchObject({ code: Number(exit) });
      expect(stdout + stderr).not.toContain(KEY);
      if (block.next?.language === 'text') {
        expect(stdout).toBe(block.next.text);
      }
    },
    PROCESSES_MS,
  );
});

describe('definitions', () => {
  let definition: unknown;

  test.each(jsons.map((block) => [title(block), block] as const))('%s is sound', (_, block) => {
    const value: unknown = JSON.parse(block.text);
    if (block.role === 'definition') {
      definition = value;
      expect(checkDefinition(block.text)).toEqual({ ok: true });
    } else if (block.role.startsWith('at ')) {
      definition = withMember(definition, block.role.slice(3), value);
      expect(checkDefinition(definition)).toEqual({ ok: true });
    } else if (block.role.startsWith('wrong at ')) {
      const wrong = withMember(definition, block.role.slice(9), value);
      const checked = checkDefinition(wrong);
      const faults = checked.ok ? [] : checked.faults;
      expect(faults.map(({ pointer, message }) => `${pointer}: ${message}\n`).join('')).toBe(
        block.next?.text,
      );
    } else {
      expect(block.role).toBe('response');
    }
  });
});

/** A copy of a definition in which a member is replaced. */
function withMember(definition: unknown, pointer: string, value: unknown): unknown {
  const [, name = '', ...rest] = pointer.split('/');
  const object = definition as Record<string, unknown>;
  const inner = rest.length === 0 ? value : withMember(object[name], `/${rest.join('/')}`, value);
  return { ...object, [name]: inner };
}

describe('words', () => {
  test('the tree of errors is that of the classes', () => {
    const tree = BLOCKS.find(({ role }) => role === 'classes')!;
    const parents: string[] = [];
    const shown = tree.text.split('\n').filter((line) => line !== '');
    for (const line of shown) {
      const [, indent = '', name = ''] = /^([│├└─ ]*)(\w+)/.exec(line) ?? [];
      const depth = indent.length / 3;
      parents[depth] = name;
      expect(parentOf(name)).toBe(depth === 0 ? 'Error' : parents[depth - 1]);
    }
    const all = Object.keys(creditkit).filter((name) => name.endsWith('Error'));
    expect(shown).toHaveLength(all.length);
  });

  test('every kind of fault is in docs/testing.md', () => {
    const text = readFileSync('docs/testing.md', 'utf8');
    expect(faultKinds.filter((kind) => !text.includes(`\`${kind}\``))).toEqual([]);
  });

  test('every link between pages leads somewhere', () => {
    const broken = PAGES.flatMap((page) =>
      [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)]
        .filter(([, path = '', anchor]) => !leads(page, path, anchor))
        .map(([link]) => `${page}: ${link}`),
    );
    expect(broken).toEqual([]);
  });
});

function parentOf(name: string): string {
  const found: unknown = Reflect.get(creditkit, name);
  return (Object.getPrototypeOf(found) as { name: string }).name === ''
    ? 'Error'
    : nameOf(Object.getPrototypeOf(found));
}

/** Minified code keeps the name on the prototype. */
function nameOf(errors: unknown): string {
  return (errors as { prototype: Error }).prototype.name;
}

function leads(page: string, path: string, anchor: string | undefined): boolean {
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(target) || anchor === undefined) {
    return existsSync(target);
  }
  const headings = [...readFileSync(target, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, text = '']) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\- ]/gu, '')
      .replaceAll(' ', '-'),
  );
  return headings.includes(anchor);
}
