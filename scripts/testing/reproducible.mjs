// Builds the WASM a second time, in another folder and without a compiler cache: the bytes must be the same.
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { repository, run } from './run.mjs';

const first = 'build/wasm/core.wasm';
/** Of another length and depth than the repository, whatever that is called. */
const elsewhere = 'build/again/in-another-folder';
const sources = ['CMakeLists.txt', 'CMakePresets.json', 'bindings', 'cmake', 'package.json', 'src'];

async function hashOf(path) {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

async function succeed(command, env = {}) {
  const { code, output } = await run(command, { env });
  if (code !== 0) {
    throw new Error(output);
  }
}

async function buildAgain() {
  await rm(elsewhere, { recursive: true, force: true });
  await mkdir(elsewhere, { recursive: true });
  await Promise.all(sources.map((name) => cp(name, join(elsewhere, name), { recursive: true })));
  const there = ['scripts/with-toolchain', 'env', '-C', join(repository, elsewhere), 'cmake'];
  // What had to be fetched for the first build is not fetched again.
  const fetched = `-DFETCHCONTENT_BASE_DIR=${join(repository, 'build/wasm/_deps')}`;
  await succeed([...there, '--preset', 'wasm', fetched]);
  await succeed([...there, '--build', '--preset', 'wasm'], { CCACHE_DISABLE: '1' });
}

/** A suite of one test. */
export async function reproducible() {
  await succeed(['make', '--no-print-directory', 'wasm']);
  await buildAgain();
  const [one, other] = await Promise.all([hashOf(first), hashOf(join(elsewhere, first))]);
  const notes = [`core.wasm, sha256 ${one}`];
  if (one !== other) {
    const output = `sha256 ${other}; both builds stay for comparison`;
    return { failed: 1, notes, failures: [{ name: `core.wasm in ${elsewhere}`, output }] };
  }
  await rm('build/again', { recursive: true });
  return { passed: 1, notes };
}
