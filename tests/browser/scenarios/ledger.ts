import { createSimulator } from 'creditkit/testing';
import type { DodoRow } from 'creditkit/testing';
import { expect, it } from 'vitest';
import { lastSaved } from '../site/observed.js';
import {
  eventually,
  expectNoProblems,
  patienceMs,
  seesText,
  textOf,
  textsOf,
  visit,
} from '../site/stage.js';
import type { Stage } from '../site/stage.js';

const rows = 180;

/** What the vendor serves, as the page must show it. */
function servedAmounts(): string[] {
  return createSimulator({ provider: 'dodo', rows }).rows().map(signedAmount);
}

function signedAmount({ amount, is_credit: isCredit }: DodoRow): string {
  return isCredit ? amount : `-${amount}`;
}

export function ledgerScenarios(stage: () => Stage): void {
  it('loads real pages while one scrolls, and shows every row once, in order', async () => {
    const { page, site } = stage();
    await page.resize(1440, 1000);
    await visit(stage(), '#/ledger/dodo');
    await seesText(page, '.section-head', '100 read');
    const before = ledgerRequests(site).length;

    const seen = new Map<number, string>();
    for (const end = Date.now() + patienceMs; seen.size < rows && Date.now() < end;) {
      for (const [position, amount] of await visibleAmounts(page)) seen.set(position, amount);
      await page.evaluate(() => document.querySelector('.entries')?.scrollBy(0, 400));
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
    }
    const inOrder = [...seen].sort(([a], [b]) => a - b).map(([, amount]) => amount);
    expect(inOrder).toEqual(servedAmounts());
    expect(ledgerRequests(site).length).toBeGreaterThan(before);
    await seesText(page, '.chip', 'Complete');
    await expectNoProblems(page);
  });

  it('aligns amounts on the decimal point and keeps the vendor’s own text of a time', async () => {
    const { page } = stage();
    await visit(stage(), '#/ledger/nebula');
    await seesText(page, '.section-head', '50 read');
    const points = await page.evaluate(() =>
      Array.from(document.querySelectorAll('.entries-body .amount-cell .fraction'), (fraction) =>
        Math.round(fraction.getBoundingClientRect().left),
      ),
    );
    expect(points.length).toBeGreaterThan(10);
    expect(new Set(points).size).toBe(1);
    const title = await page.evaluate(
      () => document.querySelector<HTMLElement>('.open-entry')?.title ?? '',
    );
    expect(title).toMatch(/EST \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(await textOf(page, '.ago')).toMatch(/ago|yesterday|just now/);
    await expectNoProblems(page);
  });

  it('filters by kind, text and time, sorts exactly, and opens an entry with its raw row', async () => {
    const { page } = stage();
    await visit(stage(), '#/ledger/dodo');
    await seesText(page, '.section-head', 'read');
    await page.click('.walk-bar .button');
    await seesText(page, '.section-head', '180 read');

    await page.click('.entries-head .amount button');
    const sorted = servedAmounts().sort((a, b) => (cents(a) < cents(b) ? 1 : -1));
    await eventually(
      page,
      'the largest amount is first',
      (largest) =>
        document.querySelector<HTMLElement>('.entries-body .amount-cell [data-exact]')?.dataset[
          'exact'
        ] === largest,
      sorted[0] ?? '',
    );
    expect((await visibleAmounts(page)).slice(0, 12).map(([, amount]) => amount)).toEqual(
      sorted.slice(0, 12),
    );

    await page.type('.filters input[type=search]', 'export');
    const matching = createSimulator({ provider: 'dodo', rows })
      .rows()
      .filter(({ description }) => description?.includes('export') === true);
    await seesText(page, '.section-head', `${String(matching.length)} shown of 180`);
    await page.click('.filters > .button');
    await seesText(page, '.section-head', '180 shown of 180');

    await page.click('.kind-choice .segment:first-of-type');
    const kind = (await textOf(page, '.kind-choice .segment[aria-pressed=true]')).trim();
    const kinds = await textsOf(page, '.entries-body .kind-mark');
    expect(kinds.length).toBeGreaterThan(0);
    expect(kinds.every((text) => text.startsWith(kind))).toBe(true);

    await page.click('.open-entry');
    const raw = await eventually(
      page,
      'the entry’s details',
      () => document.querySelector('.entry-details pre')?.textContent ?? null,
    );
    expect(JSON.parse(raw)).toMatchObject({ business_id: 'bus_simulated' });
    await page.click('.entry-details .button');
    await eventually(
      page,
      'the details are gone',
      () => document.querySelector('.entry-details') === null,
    );
    await expectNoProblems(page);
  });

  it('narrows the entries to days', async () => {
    const { page } = stage();
    await visit(stage(), '#/ledger/nametrust');
    await seesText(page, '.section-head', 'read');
    const day = (await textOf(page, '.entries-body .entry-row:nth-child(20) .open-entry')).slice(
      0,
      10,
    );
    for (const name of ['From', 'To']) await chooseDay(page, name, day);
    await eventually(
      page,
      'only that day is shown',
      (chosen) => {
        const times = Array.from(
          document.querySelectorAll<HTMLElement>('.entries-body .open-entry'),
          (time) => time.innerText,
        );
        return times.length > 0 && times.every((time) => time.startsWith(chosen));
      },
      day,
    );
    await expectNoProblems(page);
  });

  it('reads a point of the chart in exact words, by keyboard', async () => {
    const { page } = stage();
    await visit(stage(), '#/ledger/dodo');
    await eventually(
      page,
      'the chart is drawn',
      () => document.querySelectorAll('.chart canvas').length === 2,
    );
    await page.evaluate(() => document.querySelector<HTMLElement>('.chart')?.focus());
    await page.press('End');
    const newest = createSimulator({ provider: 'dodo', rows }).rows()[0];
    await seesText(page, '.chart-tip', `${newest?.balance_after ?? '?'} credits`);
    await page.press('ArrowLeft');
    const second = createSimulator({ provider: 'dodo', rows }).rows()[1];
    await seesText(page, '.chart-tip', `${second?.balance_after ?? '?'} credits`);
    await expectNoProblems(page);
  });

  it('saves a CSV of the entries that are shown, amounts as the vendor wrote them', async () => {
    const { page } = stage();
    await visit(stage(), '#/ledger/dodo');
    await seesText(page, '.section-head', 'read');
    await page.click('.walk-bar .button');
    await seesText(page, '.chip', 'Complete');
    await page.click('.csv');
    const lines = ((await lastSaved(page)) ?? '').trimEnd().split('\r\n');
    expect(lines[0]).toBe(
      'provider,id,account,kind,vendorKind,amount,unit,balanceAfter,at,atText,description,reference',
    );
    expect(lines.slice(1).map((line) => /,(-?[\d.]+),"credits",/.exec(line)?.[1])).toEqual(
      servedAmounts(),
    );

    await page.type('.filters input[type=search]', 'export');
    const chosen = createSimulator({ provider: 'dodo', rows })
      .rows()
      .filter(({ description }) => description?.includes('export') === true);
    await seesText(page, '.entry-count', `${String(chosen.length)} shown`);
    await page.click('.csv');
    const fewer = ((await lastSaved(page)) ?? '').trimEnd().split('\r\n').slice(1);
    expect(fewer.map((line) => /,(-?[\d.]+),"credits",/.exec(line)?.[1])).toEqual(
      chosen.map(signedAmount),
    );
    await expectNoProblems(page);
  });
}

/** Engines draw date fields in ways of their own; what they tell the page is the same. */
function chooseDay(page: Stage['page'], name: string, day: string): Promise<void> {
  return page.evaluate(
    (wanted, chosen) => {
      const labels = Array.from(document.querySelectorAll('.filters label'));
      const field = labels
        .find(({ textContent }) => textContent.trim() === wanted)
        ?.querySelector('input');
      if (!field) throw new Error(`no field ${wanted}`);
      field.value = chosen;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    },
    name,
    day,
  );
}

/** The amounts of the rows that are in the table now, each with its position. */
function visibleAmounts(
  page: Stage['page'],
): Promise<readonly (readonly [position: number, amount: string])[]> {
  return page.evaluate(() =>
    Array.from(document.querySelectorAll('.entries-body [aria-rowindex]'), (row) => {
      const amount =
        row.querySelector<HTMLElement>('.amount-cell [data-exact]')?.dataset['exact'] ?? '';
      return [Number(row.getAttribute('aria-rowindex')) - 2, amount] as const;
    }),
  );
}

function ledgerRequests(site: Stage['site']): readonly unknown[] {
  return site.seen.filter(({ path }) => path.includes('/ledger?'));
}

function cents(amount: string): bigint {
  return BigInt(amount.replace('.', ''));
}
