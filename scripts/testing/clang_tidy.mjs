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
const presets = ['native', 'wasm', 'fuzz'];

/** The file and every header of ours that it includes, at any depth. System headers change with the tool's version. */
function closure(file, seen = new Set()) {
  if (seen.has(file)) {
    return seen;
  }
  seen.add(file);
  for (const [, name] of readFileSync(join(repository, file), 'utf8').matchAll(
    /^\s*#\s*include\s+"([^"]+)"/gm,
  )) {
    for (const folder of [dirname(file), 'src', 'tests/core', 'tests/fuzz']) {
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

async function compileCommands() {
  // Configuring finds the files that came since, and costs a second.
  for (const preset of presets) {
    const { code, output } = await run([toolchain, 'cmake', '--preset', preset]);
    if (code !== 0) {
      throw new Error(output);
    }
  }
  const commands = new Map();
  for (const preset of presets) {
    const folder = `build/${preset}`;
    const path = join(repository, folder, 'compile_commands.json');
    for (const { file, command } of JSON.parse(readFileSync(path, 'utf8'))) {
      const name = relative(repository, file);
      if (!commands.has(name)) {
        commands.set(name, { folder, command });
      }
    }
  }
  return commands;
}

/** The same in every clone: what is clean in one is clean in all. */
function fingerprint(version, file, command) {
  const hash = createHash('sha256').update(version).update(command.replaceAll(repository, ''));
  for (const path of [...closure(file), ...configurations(file)]) {
    hash.update(path).update(readFileSync(join(repository, path)));
  }
  return hash.digest('hex');
}

/** clang-tidy runs as clang, which must be told what em++ tells its clang by itself. */
async function emscriptenArguments() {
  const { output } = await run([toolchain, 'em++', '--cflags']);
  return output
    .trim()
    .split(/\s+/)
    .map((argument) => `--extra-arg=${argument}`);
}

/** @returns {Promise<{ ok: boolean, output: string }>} */
export async function clangTidy(files) {
  const version = (await run([toolchain, 'clang-tidy', '--version'])).output;
  const commands = await compileCommands();
  const emscripten = await emscriptenArguments();
  await mkdir(cache, { recursive: true });

  const reports = await mapConcurrently(files, availableParallelism(), async (file) => {
    const compiled = commands.get(file);
    if (compiled === undefined) {
      return `${file}: no build compiles it\n`;
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
      ...(compiled.folder === 'build/wasm' ? emscripten : []),
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
