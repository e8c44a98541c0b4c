// Runs programs for the suites.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const repository = join(import.meta.dirname, '..', '..');
export const reports = join(repository, 'build', 'reports');

/** No suite takes a tenth of this on two cores: what does, hangs. */
const limitMs = 20 * 60_000;

/** A failure's tail is where the reason stands; a megabyte of it helps nobody. */
const outputLimit = 1 << 20;

/**
 * Runs a program to its end, its two outputs in one text. Never throws for an exit code.
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run([program, ...args], { env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: repository,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that the limit ends what the program started too.
      detached: true,
    });
    const end = () => {
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended already.
      }
    };
    const interrupted = () => {
      end();
      process.exit(130);
    };
    process.once('SIGINT', interrupted);
    process.once('SIGTERM', interrupted);

    let output = '';
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      end();
    }, limitMs);
    const collect = (chunk) => {
      output = (output + chunk).slice(-outputLimit);
    };
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      process.off('SIGINT', interrupted);
      process.off('SIGTERM', interrupted);
      const ended = timedOut
        ? `\nended after ${limitMs / 60_000} minutes`
        : signal
          ? `\nended by ${signal}`
          : '';
      resolve({ code: code ?? 1, output: output + ended });
    });
  });
}

/** Maps `items` through `work`, at most `width` at a time, in order. */
export async function mapConcurrently(items, width, work) {
  const results = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next;
      next += 1;
      results[index] = await work(items[index]);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}

/** Counts over several results of suites. */
export function sum(results) {
  const total = { passed: 0, failed: 0, skipped: 0, failures: [], skips: [] };
  for (const result of results) {
    total.passed += result.passed ?? 0;
    total.failed += result.failed ?? 0;
    total.skipped += result.skipped ?? 0;
    total.failures.push(...(result.failures ?? []));
    total.skips.push(...(result.skips ?? []));
  }
  return total;
}
