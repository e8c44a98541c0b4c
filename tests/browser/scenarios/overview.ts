import { createSimulator } from 'creditkit/testing';
import { expect, it } from 'vitest';
import { eventually, expectNoProblems, textOf, textsOf, visit } from '../site/stage.js';
import type { Stage } from '../site/stage.js';

const vendors = ['klaim', 'cloudreve', 'dodo', 'nebula', 'nametrust'] as const;

export function overviewScenarios(stage: () => Stage): void {
  it('shows five vendors side by side, each with its own exact figures', async () => {
    const { page, site } = stage();
    await page.resize(1440, 900);
    await visit(stage(), '#/');
    await eventually(
      page,
      'all five settle',
      () => document.querySelectorAll('[data-vendor][data-settled=true]').length === 5,
    );

    const walks = await textsOf(page, '[data-vendor] .chip');
    expect(walks).toEqual(vendors.map(() => 'Complete'));
    const [klaim, nebula] = [
      createSimulator({ provider: 'klaim', rows: 180 }),
      createSimulator({ provider: 'nebula', rows: 180 }),
    ];
    const last = klaim.rows().at(-1);
    expect(await exactIn(page, 'klaim', 2)).toBe(String(last?.credit_balance));
    expect(await exactIn(page, 'klaim', 3)).toBe(String(last?.credit_change));
    // The same quantity comes with five decimals from one endpoint and with four from the other: what was asked for is shown.
    expect(await exactIn(page, 'nebula', 2)).toBe('9.86820');
    expect(await exactIn(page, 'nebula', 3)).toBe(`-${String(nebula.rows()[0]?.total)}`);
    expect(await textOf(page, '[data-vendor=cloudreve]')).toContain('not told by this vendor');

    const counted = site.seen.filter(
      ({ path, method }) => path.includes('/nebula/') && method === 'GET',
    );
    expect(counted.length).toBeGreaterThanOrEqual(4);
    expect(await textOf(page, '.totals')).toContain('900');
    await expectNoProblems(page);
  });

  it('shows a vendor’s own row beside the entry that is made of it', async () => {
    const { page } = stage();
    await visit(stage(), '#/');
    await eventually(
      page,
      'Nebula’s row',
      () =>
        document.querySelector('pre.raw')?.textContent.includes('"create_time": "EST ') ?? false,
    );
    const raw = await textOf(page, 'pre.raw');
    const total = /"total": ([\d.]+)/.exec(raw)?.[1] ?? '';
    expect(await textOf(page, '[data-member=amount]')).toBe(`-${total}`);
    expect(await textOf(page, '[data-member=atText]')).toContain('EST ');

    await page.click('.segments .segment:nth-child(3)');
    await eventually(
      page,
      'Dodo’s row',
      () => document.querySelector('pre.raw')?.textContent.includes('"is_credit"') ?? false,
    );
    expect(await textOf(page, '[data-member=provider]')).toBe('dodo');
    await expectNoProblems(page);
  });
}

/** The exact text of the amount in a cell of a vendor's row. */
function exactIn(page: Stage['page'], vendor: string, cell: number): Promise<string> {
  return page.evaluate(
    (id, position) =>
      document.querySelector<HTMLElement>(
        `[data-vendor=${id}] > :nth-child(${String(position)}) [data-exact]`,
      )?.dataset['exact'] ?? '',
    vendor,
    cell,
  );
}
