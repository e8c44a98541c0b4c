// Serves the built page and, on order, simulated vendors, over HTTP on 127.0.0.1. PORT chooses the port; without it, a free one.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

import { pageHeaders } from './server/headers.mjs';
import { createSimulators, simulatorsPath } from './server/simulators.mjs';
import { serveFolder } from './server/static.mjs';

const emptyMeta = '<meta name="creditkit-simulators" content=""';

/** The page asks where simulators are started; the static build leaves it empty and runs them itself. */
function withSimulators(path, html) {
  if (path === '/index.html' && !html.includes(emptyMeta))
    throw new Error('web-demo/dist is not a build of this page: make demo builds it');
  return html.replace(emptyMeta, `<meta name="creditkit-simulators" content="${simulatorsPath}"`);
}

/** @returns {Promise<{ origin: string, close: () => Promise<void> }>} */
export async function startDemo(port = 0) {
  const folder = fileURLToPath(new URL('dist/', import.meta.url));
  const [answerFile, answerVendor] = [
    await serveFolder(folder, withSimulators),
    createSimulators(),
  ];
  const server = createServer((request, response) => {
    if (!answerVendor(request, response) && !answerFile(request, response)) {
      response.writeHead(404, { ...pageHeaders, 'content-type': 'text/plain' }).end('Not found\n');
    }
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // A simulated vendor that stalls would hold the server for ever.
        server.closeAllConnections();
      }),
  };
}

async function main() {
  const demo = await startDemo(Number(process.env.PORT ?? 0));
  console.log(`creditkit demo: ${demo.origin}/`);
  console.log(
    'The page and its simulated vendors are served from this machine alone; Ctrl+C stops them.',
  );
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void demo.close());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(
      error.code === 'ENOENT' ? 'web-demo/dist is missing: make demo builds it' : error.message,
    );
    process.exitCode = 1;
  });
}
