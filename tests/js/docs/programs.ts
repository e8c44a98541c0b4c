/** Blocks of JavaScript and TypeScript as files: one to type-check, one to run. */
import { build, transform } from 'esbuild';
import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { resultOf, type Result } from '../cli/command.js';
import { type Block, slug } from './blocks.js';
import { DECLARATIONS, declarationsFor, roleOf } from './declarations.js';

// Inside the project, so that `creditkit` is this package to Node and to TypeScript.
const folder = 'build/docs';

const TSCONFIG = {
  compilerOptions: {
    target: 'ES2022',
    module: 'ESNext',
    moduleResolution: 'Bundler',
    lib: ['ES2022', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
    types: ['node'],
    strict: true,
    // Blocks of JavaScript write no types for their parameters.
    noImplicitAny: false,
    noEmit: true,
    skipLibCheck: true,
  },
  include: ['types'],
};

const AMBIENT = `declare module 'creditkit/core.wasm' {
  const core: WebAssembly.Module;
  export default core;
}
`;

export async function prepare(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(`${folder}/types`, { recursive: true });
  await build({
    entryPoints: { 'run-block': 'tests/js/docs/run-block.ts', world: 'tests/js/docs/world.ts' },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    external: ['creditkit', 'creditkit/*'],
    logLevel: 'warning',
  });
}

/** What tsc says of all blocks together; empty where they are well. */
export async function typeErrors(blocks: readonly Block[]): Promise<string> {
  await writeFile(`${folder}/tsconfig.json`, JSON.stringify(TSCONFIG));
  await writeFile(`${folder}/types/ambient.d.ts`, AMBIENT);
  for (const block of blocks) {
    const declares = declarationsFor(roleOf(block.role));
    // A module even where it neither imports nor exports: names of one block are none of another's.
    await writeFile(
      `${folder}/types/${slug(block)}.ts`,
      `${declares}\n${block.text}\nexport {};\n`,
    );
  }
  const tsc = spawn(process.execPath, ['node_modules/.bin/tsc', '-p', `${folder}/tsconfig.json`]);
  return (await resultOf(tsc)).stdout;
}

export async function runProgram(block: Block, world: string): Promise<Result> {
  const isCommonJs = block.role === 'cjs';
  const file = join(folder, `${slug(block)}.${isCommonJs ? 'cjs' : 'mjs'}`);
  await writeFile(file, isCommonJs ? block.text : await moduleOf(block));
  const program = isCommonJs
    ? ['--import', `./${folder}/world.mjs`, file]
    : ['--import', `./${folder}/world.mjs`, `${folder}/run-block.mjs`, block.role, file];
  return resultOf(
    spawn(process.execPath, program, {
      env: { PATH: process.env['PATH'] ?? '', DOCS_WORLD: world, NAMETRUST_KEY: keyOf(world) },
    }),
  );
}

/** Names of the fixture come first; Node imports no WASM without a flag, so that is one of them too. */
async function moduleOf({ text, role }: Block): Promise<string> {
  const names = Object.keys(DECLARATIONS[roleOf(role)]);
  const sound = text.replace(
    "import core from 'creditkit/core.wasm';",
    'const { core } = globalThis.docsScope;',
  );
  const { code } = await transform(
    `const { ${names.join(', ')} } = globalThis.docsScope;\n${sound}`,
    { loader: 'ts', format: 'esm', target: 'node20' },
  );
  return code;
}

function keyOf(world: string): string {
  return (JSON.parse(world) as { key: string }).key;
}
