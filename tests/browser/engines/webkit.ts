import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Browser, Engine } from './engine.js';
import { findProgram } from './find-program.js';
import { WebDriverPage } from './webdriver-page.js';

const programs = {
  WebKitWebDriver: findProgram('WebKitWebDriver'),
  MiniBrowser: findProgram(
    '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
    '/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
    '/usr/libexec/webkit2gtk-4.1/MiniBrowser',
  ),
  Xvfb: findProgram('Xvfb'),
};
const absent = Object.entries(programs).flatMap(([name, path]) => (path === null ? [name] : []));

/** No GPU, no sandbox of its own inside a container that is one already. */
const environment = {
  WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
  WEBKIT_DISABLE_COMPOSITING_MODE: '1',
  WEBKIT_DISABLE_DMABUF_RENDERER: '1',
  LIBGL_ALWAYS_SOFTWARE: '1',
  NO_AT_BRIDGE: '1',
  // Of LANG=C it makes the language "C", which no Intl object takes.
  LANG: 'en_US.UTF-8',
  LC_ALL: 'en_US.UTF-8',
};

export const webkit: Engine = {
  name: 'WebKitGTK',
  missing:
    absent.length === 0 ? null : `${absent.join(', ')} not installed (scripts/setup-browsers)`,
  launch,
};

async function launch(): Promise<Browser> {
  const screen = spawn(
    programs.Xvfb ?? '',
    ['-displayfd', '3', '-screen', '0', '1920x1400x24', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const display = `:${await firstLine(screen)}`;
  const port = await freePort();
  const driver = spawn(
    programs.WebKitWebDriver ?? '',
    [`--port=${String(port)}`, '--host=127.0.0.1'],
    {
      env: { ...process.env, ...environment, DISPLAY: display },
      stdio: 'ignore',
    },
  );
  const address = `http://127.0.0.1:${String(port)}`;
  await listening(address);
  return {
    open: () =>
      WebDriverPage.open(address, {
        'webkitgtk:browserOptions': { binary: programs.MiniBrowser, args: ['--automation'] },
      }),
    async close() {
      await Promise.all([ended(driver), ended(screen)]);
    },
  };
}

function firstLine(screen: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    screen.stdio[3]?.once('data', (data: Buffer) => {
      resolve(data.toString('utf8').trim());
    });
    screen.once('exit', (code) => {
      reject(new Error(`Xvfb ended with ${String(code)}`));
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}

async function listening(address: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const ready = await fetch(`${address}/status`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('WebKitWebDriver does not answer');
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) resolve();
    child.once('exit', () => {
      resolve();
    });
    child.kill();
  });
}
