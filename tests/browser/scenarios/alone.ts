import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { observer } from '../site/observed.js';
import { serveSite } from '../site/site.js';
import { eventually, expectNoProblems, failedRequests, seesText, textOf } from '../site/stage.js';
import type { Stage } from '../site/stage.js';
import { serveFolder } from '../../../web-demo/server/static.mjs';

const dist = fileURLToPath(new URL('../../../web-demo/dist/', import.meta.url));
const settled = (): boolean =>
  document.querySelectorAll('[data-vendor][data-settled=true]').length === 5;

export function aloneScenarios(stage: () => Stage): void {
  it('runs from any static host, its simulators in the page', async () => {
    const { page } = stage();
    const asked: string[] = [];
    const answer = await serveFolder(dist, (_path, html) =>
      html.replace('<head>', '<head><script src="/observer.js"></script>'),
    );
    const server = createServer((request, response) => {
      asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
      if (request.url === '/observer.js')
        response.writeHead(200, { 'content-type': 'text/javascript' }).end(observer);
      else {
        // Below a path, as on a project's page of a code host.
        request.url = (request.url ?? '/').replace(/^\/some\/path/, '');
        if (!answer(request, response)) response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      await page.resize(1280, 900);
      await page.goto(`http://127.0.0.1:${String(port)}/some/path/`);
      await eventually(page, 'all five settle', settled);
      expect(await textOf(page, '.origin')).toContain('in this page');
      await page.evaluate(() => {
        location.hash = '#/own';
      });
      await seesText(page, 'h1', 'Bring your own');
      await page.click('#connect-title ~ .button');
      await eventually(
        page,
        'an address',
        () =>
          document.querySelector<HTMLInputElement>('.connect input[name=base-url]')?.value !== '',
      );
      await page.click('.connect .button.main');
      await seesText(page, '.entry-count', 'read');
      expect(asked.filter((line) => !line.startsWith('GET '))).toEqual([]);
      await expectNoProblems(page);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });

  it('goes on working when the server is gone', async () => {
    const { page } = stage();
    const site = await serveSite();
    await page.resize(1280, 900);
    await page.goto(`${site.origin}/`);
    await eventually(page, 'all five settle', settled);
    await eventually(
      page,
      'everything is fetched ahead',
      () => document.documentElement.dataset['offlineReady'] === 'true',
    );
    await site.close();
    await page.evaluate(() => {
      location.hash = '#/ledger/nametrust';
    });
    await seesText(page, '.section-head', 'read');
    await eventually(
      page,
      'the charts',
      () => document.querySelectorAll('.chart canvas').length === 2,
    );
    expect(await textOf(page, '.origin')).toContain('in this page');
    await page.evaluate(() => {
      location.hash = '#/entitlements';
    });
    await eventually(
      page,
      'the entitlements',
      () => document.querySelectorAll('[data-entitlement]').length === 5,
    );
    await expectNoProblems(page, failedRequests);
  });
}
