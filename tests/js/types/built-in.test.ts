/** The types of the built-in providers against their definitions: whoever changes one hears of the other. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

interface Parameter {
  readonly in?: string;
  readonly required?: boolean;
  readonly enum?: readonly string[];
}

interface Operation {
  readonly request: { readonly params?: Readonly<Record<string, Parameter>> };
  readonly entry?: { readonly kind: string | { readonly map?: Readonly<Record<string, string>> } };
}

interface Definition {
  readonly params?: Readonly<Record<string, Parameter>>;
  readonly operations: Readonly<Record<string, Operation>>;
}

const ids = ['klaim', 'cloudreve', 'dodo', 'nebula', 'nametrust'];
const root = fileURLToPath(new URL('../../../', import.meta.url));

async function definitionOf(id: string): Promise<Definition> {
  return JSON.parse(await readFile(`${root}providers/${id}.json`, 'utf8')) as Definition;
}

/** The type that these parameters should have. */
function typeOf(parameters: Readonly<Record<string, Parameter>> = {}): string {
  const members = Object.entries(parameters).map(([name, { in: place, required, enum: words }]) => {
    const values = words === undefined ? 'string' : words.map((word) => `'${word}'`).join(' | ');
    const optional = place !== 'path' && required !== true;
    return `readonly ${name}${optional ? '?' : ''}: ${values}${optional ? ' | undefined' : ''};`;
  });
  return members.length === 0 ? 'Readonly<Record<string, never>>' : `{ ${members.join(' ')} }`;
}

function statements(id: string, { params, operations }: Definition): string[] {
  const queries = ['history', 'balance', 'entitlements'].map((operation) => {
    const given = operations[operation];
    const type = given === undefined ? 'never' : typeOf(given.request.params);
    return `const ${id}_${operation}: Same<QueryOf<'${id}', '${operation}'>, ${type}> = true;`;
  });
  const kind = operations['history']?.entry?.kind;
  const map = typeof kind === 'object' ? kind.map : undefined;
  return [
    `const ${id}_params: Same<ParamsOf<'${id}'>, ${typeOf(params)}> = true;`,
    ...queries,
    `const ${id}_kinds: Same<BuiltIn['${id}']['kinds'], ${map === undefined ? 'null' : JSON.stringify(map)}> = true;`,
  ];
}

/** What the compiler says of a program. */
function compile(source: string): string[] {
  const file = `${root}tests/js/types/generated.ts`;
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: ['node'],
  };
  const host = ts.createCompilerHost(options);
  const disk: ts.CompilerHost = { ...host };
  host.fileExists = (path) => path === file || disk.fileExists(path);
  host.getSourceFile = (path, ...rest) =>
    path === file
      ? ts.createSourceFile(path, source, ts.ScriptTarget.ES2022)
      : disk.getSourceFile(path, ...rest);
  const program = ts.createProgram([file], options, host);
  return program
    .getSemanticDiagnostics(program.getSourceFile(file))
    .map(({ start = 0, messageText }) => {
      const line = source.slice(0, start).split('\n').length - 1;
      return `${source.split('\n')[line] ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
}

const PREAMBLE = `import type { BuiltIn, ParamsOf, QueryOf } from '../../../js/src/built-in.js';
type Flat<T> = T extends object ? { [K in keyof T]: T[K] } : T;
type Same<A, B> = (<T>() => T extends Flat<A> ? 1 : 2) extends <T>() => T extends Flat<B> ? 1 : 2 ? true : false;`;

test('the types of the built-in providers say what the definitions say: parameters, their values, and kinds', async () => {
  const lines = await Promise.all(ids.map(async (id) => statements(id, await definitionOf(id))));
  expect(lines.flat()).toHaveLength(ids.length * 5);
  // One that is wrong, to see that such a one is found.
  const wrong =
    "const wrong: Same<QueryOf<'klaim', 'history'>, { readonly region: string }> = true;";
  const found = compile([PREAMBLE, ...lines.flat(), wrong].join('\n'));
  expect(found).toEqual([expect.stringContaining(wrong)]);
});
