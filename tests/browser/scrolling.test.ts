import { describe, expect, it } from 'vitest';
import { chromium } from './engines/chromium.js';
import type { PuppeteerEnginePage } from './engines/puppeteer-page.js';
import { serveSite } from './site/site.js';
import { eventually, expectNoProblems, seesText, textOf, visit } from './site/stage.js';

const rows = 100_000;

/** What Chromium's trace says of its main thread. */
interface Tasks {
  readonly longestMs: number;
  readonly over50Ms: number;
}

describe.skipIf(chromium.missing !== null)(
  `Chromium${chromium.missing === null ? '' : ` (skipped: ${chromium.missing})`}`,
  () => {
    it('reads 100,000 entries, keeps only the visible rows in the page, and says how smoothly they scroll', async () => {
      const site = await serveSite();
      const browser = await chromium.launch();
      const page = await browser.open();
      try {
        await page.resize(1440, 1000);
        await visit({ page, site }, `#/ledger/nebula?rows=${String(rows)}`);
        await seesText(page, '.section-head', 'read');
        await page.click('.walk-bar .button');
        await seesText(page, '.chip', 'Complete');
        expect(await textOf(page, '#entries-title + p')).toBe('100,000 shown of 100,000 read');
        await eventually(
          page,
          'the charts are drawn',
          () => document.querySelectorAll('.chart canvas').length === 2,
        );

        const { tasks, mostRows } = await scrolled(page);
        expect(mostRows).toBeLessThan(80);
        const last = await eventually(page, 'the last row', () => {
          const shown = document.querySelectorAll('.entries-body [aria-rowindex]');
          return shown.item(shown.length - 1).getAttribute('aria-rowindex');
        });
        expect(last).toBe(String(rows + 1));
        const heapMb = (await page.inner.metrics()).JSHeapUsedSize ?? 0;
        process.stdout.write(
          `scrolling 100,000 entries: longest task ${tasks.longestMs.toFixed(1)} ms, over 50 ms: ${String(tasks.over50Ms)}; JS heap ${(heapMb / 1e6).toFixed(0)} MB\n`,
        );
        await expectNoProblems(page);
      } finally {
        await browser.close();
        await site.close();
      }
    });

    it('says how soon the first view can be used', async () => {
      const site = await serveSite();
      const browser = await chromium.launch();
      try {
        const times: number[] = [];
        for (let visitNumber = 0; visitNumber < 3; visitNumber++) {
          const page = await browser.open();
          await page.goto(`${site.demoOrigin}/`);
          times.push(
            await eventually(
              page,
              'the five vendors',
              () =>
                document.querySelectorAll('[data-vendor][data-settled=true]').length === 5 &&
                performance.now(),
            ),
          );
          await page.close();
        }
        process.stdout.write(
          `first view, all five walks done: ${times.map((ms) => `${ms.toFixed(0)} ms`).join(', ')}\n`,
        );
        expect(times.length).toBe(3);
      } finally {
        await browser.close();
        await site.close();
      }
    });
  },
);

/** Scrolls from top to bottom as a hand on a wheel and a drag of the bar would, under a trace. */
async function scrolled(page: PuppeteerEnginePage): Promise<{ tasks: Tasks; mostRows: number }> {
  await page.evaluate(() => document.querySelector('.entries')?.scrollIntoView());
  await page.inner.tracing.start({ categories: ['toplevel', 'devtools.timeline'] });
  const mostRows = await page.evaluate(async () => {
    const box = document.querySelector('.entries');
    let most = 0;
    const frame = (): Promise<void> =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          most = Math.max(most, document.querySelectorAll('.entries-body .entry-row').length);
          resolve();
        });
      });
    for (let turn = 0; turn < 120; turn++) {
      box?.scrollBy(0, 120);
      await frame();
    }
    for (let share = 0; share <= 60; share++) {
      box?.scrollTo(0, (box.scrollHeight * share) / 60);
      await frame();
    }
    return most;
  });
  return { tasks: mainThread(await page.inner.tracing.stop()), mostRows };
}

function mainThread(trace: Uint8Array | undefined): Tasks {
  const { traceEvents } = JSON.parse(new TextDecoder().decode(trace)) as {
    traceEvents: readonly {
      name: string;
      dur?: number;
      pid: number;
      tid: number;
      args: { name?: string };
    }[];
  };
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${String(pid)}/${String(tid)}`),
  );
  const durations = traceEvents
    .filter(
      ({ name, pid, tid }) =>
        (name === 'RunTask' || name === 'ThreadControllerImpl::RunTask') &&
        mains.has(`${String(pid)}/${String(tid)}`),
    )
    .map(({ dur }) => (dur ?? 0) / 1000);
  return {
    longestMs: Math.max(0, ...durations),
    over50Ms: durations.filter((ms) => ms > 50).length,
  };
}
