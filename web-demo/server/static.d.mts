import type { IncomingMessage, ServerResponse } from 'node:http';

/** Reads a folder into memory and answers for it; `false` where it has no such file. `rewrite` may change a page on its way in. */
export function serveFolder(
  folder: string,
  rewrite: (path: string, html: string) => string,
): Promise<(request: IncomingMessage, response: ServerResponse) => boolean>;
