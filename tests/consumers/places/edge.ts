/** Runtimes that compile no WebAssembly while a program runs: they get the core as a module. */
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { edgeVm, missing, print, workerd } from '../programs.js';
import type { Consumer, Place } from './place.js';

const core = createRequire(import.meta.url).resolve('creditkit/core.wasm');

const workerdConfig = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "main", worker = (
  modules = [
    (name = "main.js", esModule = embed "main.js"),
    (name = "core.wasm", wasm = embed "core.wasm"),
  ],
  compatibilityDate = "2025-09-01",
))]);
`;

async function showInWorkerd({ folder }: Consumer): Promise<string> {
  const worker = join(folder, 'worker');
  await build({
    absWorkingDir: folder,
    entryPoints: ['apps/workerd.mjs'],
    outfile: join(worker, 'main.js'),
    bundle: true,
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['*.wasm'],
  });
  await copyFile(core, join(worker, 'core.wasm'));
  await writeFile(join(worker, 'config.capnp'), workerdConfig);
  return print(folder, workerd, ['test', join(worker, 'config.capnp')]);
}

/** `import core from './core.wasm?module'` is a global that the host has compiled, as in Vercel's bundles. */
const wasmOfTheHost: Plugin = {
  name: 'wasm-of-the-host',
  setup(bundle) {
    bundle.onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, namespace: 'wasm' }));
    bundle.onLoad({ filter: /./, namespace: 'wasm' }, () => ({
      contents: 'export default globalThis.wasmCore;',
    }));
  },
};

interface EdgeVmModule {
  readonly EdgeVM: new (options: {
    readonly codeGeneration: { readonly strings: boolean; readonly wasm: boolean };
    readonly extend: (context: object) => object;
  }) => { evaluate(code: string): unknown };
}

async function showInEdgeVm({ folder }: Consumer): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: ['apps/edge-light.mjs'],
    bundle: true,
    write: false,
    conditions: ['edge-light', 'worker', 'browser'],
    plugins: [wasmOfTheHost],
  });
  const { EdgeVM } = (await import(edgeVm)) as EdgeVmModule;
  const wasmCore = await WebAssembly.compile(await readFile(core));
  const vm = new EdgeVM({
    codeGeneration: { strings: false, wasm: false },
    extend: (context) => Object.assign(context, { wasmCore }),
  });
  vm.evaluate(outputFiles[0]!.text);
  return String(await vm.evaluate('shown'));
}

export const edgePlaces: readonly Place[] = [
  {
    name: 'workerd (Cloudflare Workers)',
    missing: missing(workerd),
    typing: 'worker',
    show: showInWorkerd,
  },
  {
    name: '`edge-light` (Vercel’s Edge Runtime), without code generation',
    missing: missing(edgeVm),
    typing: 'worker',
    show: showInEdgeVm,
  },
];
