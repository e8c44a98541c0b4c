// The npm package: js/src and the WASM core → dist/. Run after the wasm preset is built.
import zopfli from '@gfx/zopfli';
import { build, transform } from 'esbuild';
import { chmod, copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { minify } from 'terser';
import { declare, declareAs } from './declarations.mjs';
import { definitionsBeside, slimDefinition, slimDefinitions } from './definitions.mjs';

process.chdir(join(import.meta.dirname, '../..'));

// Whole or not at all: filled here, then renamed to dist.
const folder = 'build/package';
const builtIn = ['cloudreve', 'dodo', 'klaim', 'nametrust', 'nebula'];

// What esbuild says in an ES module has no meaning in CommonJS: there the file's own path answers.
const commonJs = {
  format: 'cjs',
  define: { 'import.meta.url': 'import_meta_url' },
  banner: { js: 'const import_meta_url = require("node:url").pathToFileURL(__filename).href;' },
};
// Not minified: Node shows the line that threw, and the names in a stack.
const node = { platform: 'node', target: 'node20', minify: false };
const web = {
  platform: 'browser',
  target: ['es2022', 'chrome105', 'firefox113', 'safari16.4'],
};
const esm = { format: 'esm', plugins: [definitionsBeside] };
/** The WASM is a module that the runtime compiles; its bundler reads the import. */
const edge = { ...web, ...esm, external: ['./core.wasm', './core.wasm?module'] };

// The command line stands on the package's own entries, as any user of it does.
const besideThePackage = {
  name: 'beside-the-package',
  setup({ onResolve }) {
    const entries = [
      [/\/testing\/index\.js$/, './testing.js'],
      [/\/testing\/node\.js$/, './testing-node.js'],
      [/\.\/index\.js$/, './index.node.js'],
    ];
    for (const [filter, path] of entries) {
      onResolve({ filter }, () => ({ path, external: true }));
    }
  },
};

const index = 'js/src/index.ts';
const testing = 'js/src/testing/index.ts';
const testingNode = 'js/src/testing/node.ts';
const outputs = [
  { entry: index, file: 'index.js', ...web, ...esm, conditions: ['browser'] },
  // With the definitions inside: to load another module costs a fresh Node two milliseconds.
  { entry: index, file: 'index.node.js', ...node, format: 'esm' },
  { entry: index, file: 'index.workerd.js', ...edge, conditions: ['workerd'] },
  { entry: index, file: 'index.edge-light.js', ...edge, conditions: ['edge-light'] },
  { entry: index, file: 'index.cjs', ...node, ...commonJs },
  { entry: index, file: 'inline.js', ...web, format: 'esm', conditions: ['inline'] },
  { entry: index, file: 'inline.cjs', ...web, format: 'cjs', conditions: ['inline'] },
  {
    entry: 'js/src/cli/main.ts',
    file: 'cli.js',
    ...node,
    format: 'esm',
    plugins: [besideThePackage],
  },
  { entry: testing, file: 'testing.js', ...web, format: 'esm' },
  { entry: testing, file: 'testing.cjs', ...node, ...commonJs },
  { entry: testingNode, file: 'testing-node.js', ...node, format: 'esm' },
  { entry: testingNode, file: 'testing-node.cjs', ...node, ...commonJs },
];

async function bundle({ entry, file, plugins = [], ...options }) {
  await build({
    entryPoints: [entry],
    outfile: join(folder, file),
    bundle: true,
    minify: true,
    legalComments: 'none',
    loader: { '.gz': 'base64' },
    logLevel: 'warning',
    plugins: [...plugins, slimDefinitions],
    ...options,
  });
}

/** After esbuild's own minifying: 3 % less, gzipped. */
async function squeeze({ file, minify: wanted = true }) {
  if (!wanted) {
    return;
  }
  const path = join(folder, file);
  const { code } = await minify(await readFile(path, 'utf8'), {
    module: file.endsWith('.js'),
    ecma: 2020,
    compress: { passes: 3 },
  });
  await writeFile(path, code);
}

async function writeDefinition(id) {
  const { code } = await transform(await slimDefinition(`providers/${id}.json`), {
    format: 'esm',
    minify: true,
  });
  await writeFile(join(folder, 'providers', `${id}.js`), code);
}

await rm(folder, { recursive: true, force: true });
await mkdir(join(folder, 'providers'), { recursive: true });
await copyFile('build/wasm/core.wasm', join(folder, 'core.wasm'));
await chmod(join(folder, 'core.wasm'), 0o644);
// For pages, and inside the inline entry: a second longer than gzip takes, 6 % less.
await writeFile(
  'build/wasm/core.wasm.gz',
  await zopfli.gzipAsync(await readFile('build/wasm/core.wasm'), {}),
);
await copyFile('build/wasm/core.wasm.gz', join(folder, 'core.wasm.gz'));
await Promise.all([...outputs.map(bundle), ...builtIn.map(writeDefinition)]);
await Promise.all(outputs.map(squeeze));
await declare(index, join(folder, 'index'));
await declare(testing, join(folder, 'testing'));
await declare(testingNode, join(folder, 'testing-node'));
await declareAs('index', join(folder, 'inline'));
await rm('dist', { recursive: true, force: true });
await rename(folder, 'dist');
