/** Where the runtimes are that scripts/setup-consumers fetched. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

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

export function missing(program: string): boolean {
  return !existsSync(program);
}
