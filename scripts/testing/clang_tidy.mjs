// clang-tidy over the C++ files, remembering by content what it found clean: a run after a small change takes seconds.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { mapConcurrently, repository, run } from './run.mjs';

const cache = join(repository, 'build', 'clang-tidy-cache');
const toolchain = 'scripts/with-toolchain';

/** Where each file's compile command stands. Fuzzers and bindings belong to builds of their own. */
const databases = ['build/native', 'build/wasm', 'build/fuzz'];

/** The file and every header of ours that it includes, at any depth. System headers change with the tool's version. */
function closure(file, seen = new Set()) {
  if (seen.has(file)) {
    return seen;
  }
  seen.add(file);
  for (const [, name] of readFileSync(join(repository, file), 'utf8').matchAll(
    /^\s*#\s*include\s+"([^"]+)"/gm,
  )) {
    for (const folder of [dirname(file), 'src', 'tests/core']) {
      const found = relative(repository, join(repository, folder, name));
      if (existsSync(join(repository, found))) {
        closure(found, seen);
        break;
      }
    }
  }
  return seen;
}

/** The .clang-tidy files that apply to a file, from its folder up. */
function configurations(file) {
  const found = [];
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const path = join(folder, '.clang-tidy');
    if (existsSync(join(repository, path))) {
      found.push(path);
    }
    if (folder === '.') {
      return found;
    }
  }
}

function compileCommands() {
  const commands = new Map();
  for (const folder of databases) {
    const path = join(repository, folder, 'compile_commands.json');
    if (!existsSync(path)) {
      continue;
    }
    for (const { file, command } of JSON.parse(readFileSync(path, 'utf8'))) {
      const name = relative(repository, file);
      if (!commands.has(name)) {
        commands.set(name, { folder, command });
      }
    }
  }
  return commands;
}

function fingerprint(version, file, command) {
  const hash = createHash('sha256').update(version).update(command);
  for (const path of [...closure(file), ...configurations(file)]) {
    hash.update(path).update(readFileSync(join(repository, path)));
  }
  return hash.digest('hex');
}

/** clang-tidy runs as clang, which must be told what em++ knows by itself. */
function emscriptenArguments(folder) {
  return folder === 'build/wasm'
    ? ['--target=wasm32-unknown-emscripten', '--sysroot=/var/cache/emscripten/sysroot'].map(
        (arg) => `--extra-arg=${arg}`,
      )
    : [];
}

/** @returns {Promise<{ ok: boolean, output: string }>} */
export async function clangTidy(files) {
  const version = (await run([toolchain, 'clang-tidy', '--version'])).output;
  const commands = compileCommands();
  await mkdir(cache, { recursive: true });

  const reports = await mapConcurrently(files, availableParallelism(), async (file) => {
    const compiled = commands.get(file);
    if (compiled === undefined) {
      return '';
    }
    const clean = join(cache, fingerprint(version, file, compiled.command));
    if (existsSync(clean)) {
      return '';
    }
    const { code, output } = await run([
      toolchain,
      'clang-tidy',
      '-p',
      compiled.folder,
      '--quiet',
      ...emscriptenArguments(compiled.folder),
      file,
    ]);
    if (code !== 0) {
      return output;
    }
    await writeFile(clean, '');
    return '';
  });
  const output = reports.join('');
  return { ok: output === '', output };
}
