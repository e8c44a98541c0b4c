import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, posix, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

import { pageHeaders } from './headers.mjs';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.gz': 'application/gzip',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

const compressions = [
  {
    name: 'br',
    compress: (bytes) =>
      promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  },
  { name: 'gzip', compress: (bytes) => promisify(gzip)(bytes, { level: 9 }) },
];

/**
 * Reads a folder into memory, compressed once, and answers for it. `rewrite(path, text)` may change a page on its way in.
 * @returns {Promise<(request, response) => boolean>} false where the folder has no such file.
 */
export async function serveFolder(folder, rewrite) {
  const files = new Map();
  for (const found of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!found.isFile()) continue;
    const file = join(found.parentPath, found.name);
    const path = `/${relative(folder, file).split(sep).join(posix.sep)}`;
    files.set(path, await prepare(path, await readFile(file), rewrite));
  }
  return (request, response) => {
    // Not by URL(), which throws for some of what may stand in a request's first line ("//").
    const [path] = request.url.split('?', 1);
    const file = files.get(path === '/' ? '/index.html' : path);
    if (file === undefined) return false;
    send(file, request, response);
    return true;
  };
}

async function prepare(path, original, rewrite) {
  const bytes = path.endsWith('.html')
    ? Buffer.from(rewrite(path, original.toString('utf8')))
    : original;
  const variants = new Map();
  // What is compressed in its file stays as it is.
  for (const { name, compress } of extname(path) === '.gz' ? [] : compressions)
    variants.set(name, await compress(bytes));
  return {
    bytes,
    variants,
    type: types[extname(path)] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    // Vite puts a hash of the content into these names.
    cacheControl: path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
}

function send(file, request, response) {
  const headers = {
    ...pageHeaders,
    'cache-control': file.cacheControl,
    etag: file.etag,
    vary: 'accept-encoding',
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { ...pageHeaders, allow: 'GET, HEAD' }).end();
    return;
  }
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const accepted = (request.headers['accept-encoding'] ?? '')
    .split(',')
    .map((coding) => coding.split(';')[0].trim());
  const coding = [...file.variants.keys()].find((name) => accepted.includes(name));
  const body = coding === undefined ? file.bytes : file.variants.get(coding);
  response.writeHead(200, {
    ...headers,
    'content-type': file.type,
    'content-length': body.length,
    ...(coding === undefined ? {} : { 'content-encoding': coding }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
