/** What is in the tarball, how its entries resolve, and what it weighs. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

interface SourceMap {
  readonly sources: readonly string[];
  readonly sourcesContent?: readonly (string | null)[];
}

let folder: string;
let packed: Packed;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'creditkit-pack-'));
  const { stdout } = await run(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
    { cwd: root },
  );
  packed = (JSON.parse(stdout) as readonly Packed[])[0]!;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const gzipped = async (path: string): Promise<number> =>
  gzipSync(await readFile(join(root, path)), { level: 9 }).byteLength;

describe('the tarball', () => {
  /** Whoever adds a kind of file adds it here. */
  const allowed = [
    /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md)$/,
    /^dist\/(?:index|inline|testing|testing-node)\.(?:js|cjs|d\.ts|d\.cts)$/,
    /^dist\/index\.(?:node|workerd|edge-light)\.js$/,
    /^dist\/(?:cli\.js|core\.wasm(?:\.gz)?)$/,
    /^dist\/providers\/[a-z]+\.js$/,
    /^providers\/[a-z.]+\.json$/,
    /^docs\/[a-z]+\.md$/,
  ];

  test('holds what users need, and nothing else', () => {
    const others = packed.files.filter(({ path }) => !allowed.some((form) => form.test(path)));
    expect(others).toEqual([]);
    expect(packed.files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['README.md', 'LICENSE', 'dist/core.wasm.gz', 'dist/index.d.cts']),
    );
  });

  test('holds no test, and no file of more than 200 KB', () => {
    const tests = packed.files.filter(({ path }) =>
      /(?:^|\/)tests?\/|\.test\.|\.spec\./.test(path),
    );
    expect(tests).toEqual([]);
    expect(packed.files.filter(({ size }) => size > 200_000)).toEqual([]);
  });

  test('holds no source map without its source, and no file that names a map that is not there', async () => {
    const paths = new Set(packed.files.map(({ path }) => path));
    for (const path of paths) {
      const text = await readFile(join(root, path), 'utf8');
      const named = /\/\/# sourceMappingURL=(?!data:)(\S+)$/m.exec(text)?.[1];
      if (named !== undefined)
        expect([...paths], path).toContain(posix.join(posix.dirname(path), named));
      if (path.endsWith('.map')) {
        const { sources, sourcesContent } = JSON.parse(text) as SourceMap;
        const lost = sources.filter(
          (source, index) =>
            typeof sourcesContent?.[index] !== 'string' &&
            !paths.has(posix.join(posix.dirname(path), source)),
        );
        expect(lost, path).toEqual([]);
      }
    }
  });

  test('holds every page and file that the README and the documents lead to', async () => {
    const paths = packed.files.map(({ path }) => path);
    const pages = paths.filter((path) => path.endsWith('.md'));
    const lost: string[] = [];
    let links = 0;
    for (const page of pages) {
      const text = await readFile(join(root, page), 'utf8');
      for (const [, link = ''] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
        const path = posix.join(posix.dirname(page), link);
        links += 1;
        if (!paths.some((file) => file === path || file.startsWith(`${path}/`))) {
          lost.push(`${page}: ${link}`);
        }
      }
    }
    expect(links).toBeGreaterThan(40);
    expect(lost).toEqual([]);
  });

  test('runs nothing when it is installed, and brings no dependency', async () => {
    const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    expect(manifest).not.toHaveProperty('dependencies');
    expect(manifest).not.toHaveProperty('scripts.install');
    expect(manifest).not.toHaveProperty('scripts.postinstall');
    expect(manifest).toHaveProperty('sideEffects', false);
  });

  test('publint finds nothing', async () => {
    const { messages, pkg } = await publint({ pkgDir: root, strict: true, pack: 'npm' });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  test('arethetypeswrong finds nothing', async () => {
    const tarball = await readFile(join(folder, packed.filename));
    const analysis = await checkPackage(createPackageFromTarballData(tarball), {
      // Bytes and JSON have no types of ours.
      excludeEntrypoints: ['./core.wasm', './core.wasm.gz', './package.json', /^\.\/providers\//],
    });
    // TypeScript's old resolution knows no exports: only the main entry is there for it.
    const problems = 'problems' in analysis ? analysis.problems : ['the package has no types'];
    const wrong = problems.filter(
      (problem) =>
        typeof problem === 'string' ||
        !('resolutionKind' in problem && problem.resolutionKind === 'node10'),
    );
    expect(wrong).toEqual([]);
  });
});

describe('sizes, gzipped', () => {
  /** What stands now, and a little. Goals: 50 KB for all that a browser loads, 65 inline, 38 for the WASM. */
  const most = { wasm: 46_700, javaScript: 14_650, definition: 800, inline: 65_950 };

  test('what a browser loads for a history, and the inline entry, stay within their budgets', async () => {
    const weights = {
      wasm: (await stat(join(root, 'dist/core.wasm.gz'))).size,
      javaScript: await gzipped('dist/index.js'),
      definition: await gzipped('dist/providers/dodo.js'),
      inline: await gzipped('dist/inline.js'),
    };
    const total = weights.wasm + weights.javaScript + weights.definition;
    process.stdout.write(
      `gzipped: core.wasm.gz ${String(weights.wasm)} B (goal 38,000), index.js ${String(weights.javaScript)} B, ` +
        `a definition ${String(weights.definition)} B: ${String(total)} B for a history (goal 50,000); ` +
        `inline.js ${String(weights.inline)} B (goal 65,000)\n`,
    );
    for (const part of ['wasm', 'javaScript', 'definition', 'inline'] as const) {
      expect(weights[part], part).toBeLessThanOrEqual(most[part]);
    }
  });
});

describe('the public interface', () => {
  // A change shows in review: `npx vitest run --project consumers -u` records it.
  test.each(['index', 'testing', 'testing-node'])('of %s is the one recorded', async (entry) => {
    const source = await readFile(join(root, `dist/${entry}.d.ts`), 'utf8');
    const file = ts.createSourceFile(`${entry}.d.ts`, source, ts.ScriptTarget.ES2022);
    const bare = ts.createPrinter({ removeComments: true }).printFile(file);
    await expect(bare).toMatchFileSnapshot(`api/${entry}.txt`);
  });
});
