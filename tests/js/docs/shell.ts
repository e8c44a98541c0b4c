/** Blocks of shell commands, run by bash in an empty folder. */
import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CLI, resultOf, type Result } from '../cli/command.js';
import type { Block } from './blocks.js';

/** The commands that the blocks name, with the built package in the place of the published one. */
const COMMANDS = {
  npx: `[ "$1" = creditkit ] || exit 99
shift
if [ "$1" = demo ]; then
  node "$CLI" demo > demo.txt & demo=$!
  until grep -q 'balance --provider nametrust' demo.txt; do sleep 0.05; done
  kill -INT $demo
  wait $demo
else
  exec node --import "$WORLD_MODULE" "$CLI" "$@"
fi`,
  // What the packed package does after this command is what tests/consumers is for.
  npm: `[ "$*" = "install $PACKAGE_NAME" ]`,
  make: `grep -q "^$1:" "$ROOT/Makefile"`,
} as const;

const GOOD = {
  id: 'acme',
  baseUrl: 'https://api.acme.example/v1',
  auth: { header: 'Authorization', format: 'Bearer {key}' },
  operations: {
    history: {
      request: { path: '/accounts/{account_id}/ledger' },
      rows: '/entries',
      entry: { id: '/id', kind: 'usage', amount: '/credits' },
    },
  },
};

export async function runShell(
  block: Block,
  world: string,
  key: string,
  packageName: string,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'creditkit-docs-'));
  try {
    await fill(folder, key);
    // "…" stands for a key of the reader's.
    const script = block.text.replaceAll('…', key);
    return await resultOf(
      spawn('bash', ['-euo', 'pipefail', '-c', script], {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          PATH: `${folder}/bin:${process.env['PATH'] ?? ''}`,
          HOME: folder,
          CLI,
          ROOT: resolve('.'),
          PACKAGE_NAME: packageName,
          WORLD_MODULE: resolve('build/docs/world.mjs'),
          DOCS_WORLD: world,
          ...(block.role === 'key-file' || block.text.includes('export CREDITKIT_API_KEY')
            ? {}
            : { CREDITKIT_API_KEY: key }),
        },
      }),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function fill(folder: string, key: string): Promise<void> {
  await mkdir(`${folder}/bin`);
  for (const [name, script] of Object.entries(COMMANDS)) {
    await writeFile(`${folder}/bin/${name}`, `#!/bin/bash\n${script}\n`);
    await chmod(`${folder}/bin/${name}`, 0o755);
  }
  const text = JSON.stringify(GOOD, null, 2);
  await writeFile(`${folder}/acme.json`, text);
  await writeFile(
    `${folder}/acme-with-a-fault.json`,
    text.replace('"kind": "usage"', '"kind": "use"'),
  );
  await writeFile(`${folder}/.nametrust-key`, `${key}\n`);
}
