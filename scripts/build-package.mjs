// The npm package: js/src and the WASM core → dist/. Run after the wasm preset is built.
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

process.chdir(join(import.meta.dirname, '..'));

// Whole or not at all: filled here, then renamed to dist.
const folder = 'build/package';

// What esbuild says in an ES module has no meaning in CommonJS: there the file's own path answers.
const commonJs = {
  format: 'cjs',
  define: { 'import.meta.url': 'import_meta_url' },
  banner: { js: 'const import_meta_url = require("node:url").pathToFileURL(__filename).href;' },
};
const node = { platform: 'node', target: 'node20' };
const web = {
  platform: 'browser',
  target: ['es2022', 'chrome105', 'firefox110', 'safari16.4'],
  conditions: ['browser'],
};

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

const inline = existsSync('js/src/inline.ts');
const outputs = [
  { entry: 'js/src/index.ts', file: 'index.js', ...web, format: 'esm' },
  { entry: 'js/src/index.ts', file: 'index.node.js', ...node, format: 'esm' },
  { entry: 'js/src/index.ts', file: 'index.cjs', ...node, ...commonJs },
  {
    entry: 'js/src/cli/main.ts',
    file: 'cli.js',
    ...node,
    format: 'esm',
    plugins: [besideThePackage],
  },
  { entry: 'js/src/testing/index.ts', file: 'testing.js', ...web, format: 'esm' },
  { entry: 'js/src/testing/index.ts', file: 'testing.cjs', ...node, ...commonJs },
  { entry: 'js/src/testing/node.ts', file: 'testing-node.js', ...node, format: 'esm' },
  { entry: 'js/src/testing/node.ts', file: 'testing-node.cjs', ...node, ...commonJs },
  ...(inline
    ? [
        { entry: 'js/src/inline.ts', file: 'inline.js', ...web, format: 'esm' },
        { entry: 'js/src/inline.ts', file: 'inline.cjs', ...node, ...commonJs },
      ]
    : []),
];

async function bundle({ entry, file, ...options }) {
  await build({
    entryPoints: [entry],
    outfile: join(folder, file),
    bundle: true,
    minify: true,
    sourcemap: true,
    legalComments: 'none',
    loader: { '.wasm': 'binary' },
    logLevel: 'warning',
    ...options,
  });
}

// One file of types an entry: what is internal does not reach the user's editor or compiler.
async function declare(entry, name) {
  const bundled = await rollup({
    input: entry,
    external: /^node:/,
    plugins: [dts({ tsconfig: 'tsconfig.json' })],
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
  });
  await bundled.write({ file: `${folder}/${name}.d.ts` });
  await bundled.close();
  // Types without runtime code read the same in both module systems; only the file's name says which it is.
  await copyFile(`${folder}/${name}.d.ts`, `${folder}/${name}.d.cts`);
}

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await copyFile('build/wasm/core.wasm', join(folder, 'core.wasm'));
await Promise.all(outputs.map(bundle));
await declare('js/src/index.ts', 'index');
await declare('js/src/testing/index.ts', 'testing');
await declare('js/src/testing/node.ts', 'testing-node');
if (inline) {
  await declare('js/src/inline.ts', 'inline');
}
await rm('dist', { recursive: true, force: true });
await rename(folder, 'dist');
