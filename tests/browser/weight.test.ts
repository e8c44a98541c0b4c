import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { startDemo } from '../../web-demo/server.mjs';

const dist = fileURLToPath(new URL('../../web-demo/dist/', import.meta.url));
/** All that the page adds to the core: the package's JavaScript, its own, charts, simulators, definitions, styles. */
const mostBytes = 112_000;

/** The core is gzipped in its file. */
const isPacked = (path: string): boolean => path.endsWith('.gz');

it('weighs less than 112 kB gzipped beside the core, with all views and the simulators', async () => {
  const demo = await startDemo();
  try {
    const found = await readdir(dist, { recursive: true, withFileTypes: true });
    const paths = found
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(dist.length));
    const sizes = await Promise.all(
      paths.map(async (path) => {
        const response = await fetch(`${demo.origin}/${path}`, {
          method: 'HEAD',
          headers: { 'accept-encoding': 'gzip' },
        });
        expect(response.headers.get('content-encoding')).toBe(isPacked(path) ? null : 'gzip');
        return [Number(response.headers.get('content-length')), path] as const;
      }),
    );
    const weight = (these: typeof sizes): number => these.reduce((sum, [bytes]) => sum + bytes, 0);
    const page = weight(sizes.filter(([, path]) => !isPacked(path)));
    const largest = sizes
      .sort(([a], [b]) => b - a)
      .slice(0, 6)
      .map(([bytes, path]) => `${path} ${String(bytes)}`);
    process.stdout.write(
      `gzipped: ${String(page)} B of page, ${String(weight(sizes))} B with the core (${largest.join(', ')})\n`,
    );
    expect(page).toBeLessThan(mostBytes);
  } finally {
    await demo.close();
  }
});

it('is served with a policy that allows neither inline code nor eval', async () => {
  const demo = await startDemo();
  try {
    const response = await fetch(demo.origin);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\s\*(?:;|\s|$)/);
    const html = await response.text();
    // The same for hosts that send no headers.
    expect(/http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(html)?.[1]).toMatch(
      /script-src 'self' 'wasm-unsafe-eval'/,
    );
    expect(html).not.toMatch(/<script(?![^>]*src=)|<style| style=| on[a-z]+=/);
  } finally {
    await demo.close();
  }
});
