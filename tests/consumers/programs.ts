/** Where the runtimes and bundlers are that scripts/setup-consumers fetched. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const fetched = fileURLToPath(new URL('node_modules/', import.meta.url));

export interface Runtime {
  readonly name: string;
  readonly program: string;
  /** Before the file to run. */
  readonly arguments: readonly string[];
}

export const nodes: readonly Runtime[] = [20, 22, 24, 26].map((major) => ({
  name: `Node ${String(major)}`,
  program: `${fetched}node-${String(major)}/bin/node`,
  arguments: [],
}));

export const deno: Runtime = {
  name: 'Deno',
  program: `${fetched}@deno/linux-x64-glibc/deno`,
  arguments: ['run', '--no-remote', '--allow-read', '--allow-env', '--node-modules-dir=manual'],
};

export const bun: Runtime = {
  name: 'Bun',
  program: `${fetched}@oven/bun-linux-x64-baseline/bin/bun`,
  arguments: ['run'],
};

export const workerd = `${fetched}@cloudflare/workerd-linux-64/bin/workerd`;
export const edgeVm = `${fetched}@edge-runtime/vm/dist/index.js`;
export const vite7 = `${fetched}vite-7/dist/node/index.js`;
export const webpack = `${fetched}webpack/lib/index.js`;
export const nodeResolve = `${fetched}@rollup/plugin-node-resolve/dist/es/index.js`;

/** Why it cannot be had; `null` where it is there. */
export function missing(program: string): string | null {
  return existsSync(program) ? null : `${program} is not there (scripts/setup-consumers)`;
}

const start = promisify(execFile);

/** What a program prints that is run in `folder`. */
export async function print(
  folder: string,
  program: string,
  given: readonly string[],
): Promise<string> {
  const { stdout } = await start(program, given, { cwd: folder });
  return stdout.trim();
}
