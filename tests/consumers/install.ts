/** The package as `npm pack` makes it, installed in an empty folder, with the apps beside it. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Installed {
  readonly folder: string;
  remove(): Promise<void>;
}

export async function install(): Promise<Installed> {
  const folder = await mkdtemp(join(tmpdir(), 'creditkit-consumer-'));
  const { stdout } = await run(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
    { cwd: root },
  );
  const [packed] = JSON.parse(stdout) as readonly { readonly filename: string }[];
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'consumer', private: true, type: 'module' }),
  );
  // Without dependencies of its own, the package asks no registry for anything.
  await run(
    'npm',
    ['install', '--offline', '--no-audit', '--no-fund', `./${packed?.filename ?? ''}`],
    {
      cwd: folder,
    },
  );
  await mkdir(join(folder, 'apps'));
  await cp(join(root, 'tests/consumers/apps'), join(folder, 'apps'), { recursive: true });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
