import type { AxeResults } from 'axe-core';
import { expect, it } from 'vitest';
import {
  eventually,
  expectNoProblems,
  failedRequests,
  seesText,
  textOf,
  visit,
} from '../site/stage.js';
import type { Stage } from '../site/stage.js';

/** Every view, and what tells that it has its content. */
const views: readonly (readonly [hash: string, selector: string])[] = [
  ['#/', '[data-vendor=nametrust][data-settled=true]'],
  ['#/ledger/dodo', '.entries-body .entry-row'],
  ['#/entitlements', '[data-entitlement]'],
  ['#/hood?vendor=klaim&fault=missing-amount', '.verdict .failed'],
  ['#/own', '.connect'],
];

declare global {
  interface Window {
    axe?: { run(context?: unknown, options?: unknown): Promise<AxeResults> };
  }
}

export function craftScenarios(stage: () => Stage, themes: readonly ('light' | 'dark')[]): void {
  it.each(themes)('has no finding of axe in any view, %s', async (theme) => {
    const { page } = stage();
    await page.resize(1440, 1000);
    await page.goto(`${stage().site.origin}/?axe#/`);
    await setTheme(page, theme);
    for (const [hash, selector] of views) {
      await page.evaluate((to) => {
        location.hash = to;
      }, hash);
      await eventually(
        page,
        `${hash} has its content`,
        (at) => document.querySelector(at) !== null,
        selector,
      );
      const violations = await page.evaluate(async () => {
        const results = await window.axe?.run(document, { resultTypes: ['violations'] });
        return (
          results?.violations.map(
            ({ id, nodes }) =>
              `${id}: ${nodes.map(({ target, failureSummary }) => `${String(target)} ${failureSummary ?? ''}`).join(' | ')}`,
          ) ?? ['axe did not run']
        );
      });
      expect(violations, hash).toEqual([]);
    }
    await expectNoProblems(page, failedRequests);
  });

  it('fits a phone: nothing is cut off to the side in any view', async () => {
    const { page } = stage();
    await page.resize(360, 740);
    await visit(stage(), '#/');
    for (const [hash, selector] of views) {
      await page.evaluate((to) => {
        location.hash = to;
      }, hash);
      await eventually(
        page,
        `${hash} has its content`,
        (at) => document.querySelector(at) !== null,
        selector,
      );
      const beyond = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(beyond, hash).toBeLessThanOrEqual(0);
    }
    await expectNoProblems(page, failedRequests);
  });

  it('can be used by keyboard alone', async () => {
    const { page } = stage();
    await page.resize(1280, 900);
    await visit(stage(), '#/');
    await eventually(page, 'the page is there', () => document.querySelector('main h1') !== null);
    await page.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe(
      'Skip to the content',
    );
    await page.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    await page.evaluate(() =>
      document.querySelector<HTMLElement>('nav a[href="#/entitlements"]')?.focus(),
    );
    await page.press('Enter');
    await seesText(page, 'h1', 'Entitlements');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    expect(await page.evaluate(() => document.title)).toContain('Entitlements');
    await expectNoProblems(page);
  });
}

async function setTheme(page: Stage['page'], theme: 'light' | 'dark'): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    if (
      (await page.evaluate(() => document.documentElement.dataset['theme'])) === theme &&
      turn > 0
    )
      return;
    await page.click('.theme');
  }
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe(theme);
  expect(await textOf(page, 'h1')).not.toBe('');
}
