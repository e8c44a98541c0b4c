/** The package's types, as TypeScript and Deno check them in the users' projects. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { deno, missing, print } from './programs.js';

export type Typing =
  'nodenext' | 'nodenext, CommonJS' | 'bundler' | 'bundler, page' | 'worker' | 'deno check';

const { ESNext, NodeNext } = ts.ModuleKind;
const { Bundler } = ts.ModuleResolutionKind;

/** No setting that forgives: the package's own declarations are checked with the user's program. */
const strict: ts.CompilerOptions = {
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  target: ts.ScriptTarget.ES2022,
  types: [],
};

/** As on servers: Node's types, and none of a page. */
const server: ts.CompilerOptions = {
  ...strict,
  lib: ['lib.es2022.d.ts'],
  types: ['node'],
  typeRoots: [fileURLToPath(new URL('../../node_modules/@types', import.meta.url))],
};
const bundled: ts.CompilerOptions = { ...strict, module: ESNext, moduleResolution: Bundler };

const projects: Readonly<
  Record<Exclude<Typing, 'deno check'>, readonly [string, ts.CompilerOptions]>
> = {
  nodenext: ['apps/types.mts', { ...server, module: NodeNext }],
  'nodenext, CommonJS': ['apps/types.cts', { ...server, module: NodeNext }],
  bundler: ['apps/types.mts', { ...server, module: ESNext, moduleResolution: Bundler }],
  'bundler, page': ['apps/types.mts', { ...bundled, lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'] }],
  worker: ['apps/types.mts', { ...bundled, lib: ['lib.es2022.d.ts', 'lib.webworker.d.ts'] }],
};

async function check(folder: string, typing: Typing): Promise<string> {
  if (typing === 'deno check') {
    const flags = ['check', '--quiet', '--node-modules-dir=manual', 'apps/types.mts'];
    return missing(deno.program) ?? print(folder, deno.program, flags);
  }
  const [file, options] = projects[typing];
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram([join(folder, file)], options, host);
  return ts.formatDiagnostics(ts.getPreEmitDiagnostics(program), host);
}

/** What the compiler has to say; '' where all is well. Asked once for all places that check in the same way. */
export function typeErrors(folder: string, typing: Typing): Promise<string> {
  const key = `${typing} ${folder}`;
  const errors = checked.get(key) ?? check(folder, typing);
  checked.set(key, errors);
  return errors;
}

const checked = new Map<string, Promise<string>>();
