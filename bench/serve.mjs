// Files for a page that measures.
import { createServer } from 'node:http';

/** Isolated, which makes the clock finer. */
const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

const types = { js: 'text/javascript', mjs: 'text/javascript', wasm: 'application/wasm' };

/** `find` gives the content of a path, or throws; "/" is an empty page. */
export async function serve(find) {
  const server = createServer(async ({ url }, response) => {
    const type = types[url.split('.').at(-1)] ?? 'text/html';
    try {
      const content = url === '/' ? '<!doctype html><title>bench</title>' : await find(url);
      response.writeHead(200, { 'content-type': type, ...isolation }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => server.close(),
  };
}
