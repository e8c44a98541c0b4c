/** The built command line as a process of its own, and vendors for it that are simulated over real HTTP. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createSimulator,
  type Provider,
  type Simulator,
  type SimulatorOptions,
} from 'creditkit/testing';
import { listen, type SimulatorServer } from 'creditkit/testing/node';
import { afterEach, expect } from 'vitest';

export const CLI = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

export const KEY = 'a-secret-key-of-this-test';

export interface Result {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly result: Promise<Result>;
}

interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** Nothing of this process's environment that could be a key reaches it. */
export function start(args: readonly string[], { env = {}, input }: Surroundings = {}): Running {
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: 'pipe',
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  return { child, result: resultOf(child) };
}

export async function run(args: readonly string[], around: Surroundings = {}): Promise<Result> {
  return start(args, around).result;
}

export function resultOf(child: ChildProcess): Promise<Result> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      resolve({ code, signal, stdout, stderr });
    });
  });
}

export interface CliVendor<P extends Provider> {
  readonly simulator: Simulator<P>;
  readonly server: SimulatorServer;
  /** Arguments that name the vendor, its address and the account. */
  readonly connection: readonly string[];
  readonly run: (command: string, ...args: string[]) => Promise<Result>;
  readonly start: (command: string, ...args: string[]) => Running;
}

export async function vendor<P extends Provider>(
  options: SimulatorOptions<P>,
): Promise<CliVendor<P>> {
  const simulator = createSimulator<P>({ apiKey: KEY, ...options });
  const server = await listen(simulator);
  closing.push(() => server.close());
  const params = Object.entries(simulator.accounts[0]!.params);
  const connection = (command: string): string[] => [
    ...['--provider', options.provider, '--base-url', server.baseUrl()],
    ...params
      .filter(([name]) => (name === 'subscription_id') === (command === 'entitlements'))
      .flatMap(([name, value]) => ['--param', `${name}=${value}`]),
  ];
  const env = { CREDITKIT_API_KEY: KEY };
  return {
    simulator,
    server,
    connection: connection('history'),
    run: (command, ...args) => run([command, ...connection(command), ...args], { env }),
    start: (command, ...args) => start([command, ...connection(command), ...args], { env }),
  };
}

/** A file that is gone when the test is over. */
export async function file(name: string, content: string | Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'creditkit-'));
  closing.push(() => rm(folder, { recursive: true }));
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

export function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

export function parsedLines(text: string): Record<string, unknown>[] {
  return linesOf(text).map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** The token that a cut walk ends with. */
export function tokenIn(stderr: string): string {
  const [, token] = /^--resume (\S+)$/m.exec(stderr) ?? [];
  expect(token, stderr).toBeDefined();
  return token!;
}

/** A person reads it: a sentence and what to do, without a stack, a key or an escape. */
export function expectReadable(stderr: string): void {
  expect(stderr).toMatch(/^creditkit: \S.*\n/m);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stderr).not.toContain('undefined');
  expect(stderr).not.toContain(KEY);
  expect(stderr).not.toMatch(/(?!\n)\p{Cc}/u);
}
