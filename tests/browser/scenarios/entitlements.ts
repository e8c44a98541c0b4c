import { createSimulator } from 'creditkit/testing';
import { expect, it } from 'vitest';
import { eventually, expectNoProblems, textOf, visit } from '../site/stage.js';
import type { Stage } from '../site/stage.js';

export function entitlementScenarios(stage: () => Stage): void {
  it('makes unlimited, blocked and forbidden overage unmistakable, with every digit', async () => {
    const { page } = stage();
    await page.resize(1440, 900);
    await visit(stage(), '#/entitlements');
    const overdrafts = await eventually(page, 'five entitlements', () => {
      const cards = Array.from(
        document.querySelectorAll<HTMLElement>('[data-entitlement]'),
        (card) => card.dataset['overdraft'] ?? '',
      );
      return cards.length === 5 && cards;
    });
    expect(overdrafts).toEqual(['open', 'unlimited', 'unlimited', 'blocked', 'off']);
    expect(await textOf(page, '[data-overdraft=blocked]')).toContain('Blocked');
    expect(await textOf(page, '[data-overdraft=unlimited]')).toContain('Unlimited overage');
    expect(await textOf(page, '[data-overdraft=off]')).toContain('No overage');

    // 28 digits after the point: more than a double could hold.
    const tokens = await page.evaluate(
      () =>
        document.querySelector<HTMLElement>(
          '[data-entitlement=cde_Tokens28digitsNumeric] [data-exact]',
        )?.dataset['exact'] ?? '',
    );
    expect(tokens).toMatch(/^\d+\.\d{28}$/);
    expect(
      (
        await textOf(page, '[data-entitlement=cde_Tokens28digitsNumeric] .entitlement-balance')
      ).replaceAll(/[\s,]/g, ''),
    ).toBe(`${tokens}Tokens`);
    const [newest] = createSimulator({ provider: 'dodo', rows: 180 }).rows();
    expect(await textOf(page, '[data-overdraft=open] .entitlement-balance')).toContain(
      newest?.balance_after ?? '?',
    );
    await expectNoProblems(page);
  });

  it('shows what contradicts itself in the vendor’s statements', async () => {
    const { page } = stage();
    await visit(stage(), '#/entitlements');
    await eventually(
      page,
      'the entitlements',
      () => document.querySelectorAll('[data-entitlement]').length === 5,
    );
    expect(await page.evaluate(() => document.querySelectorAll('.findings').length)).toBe(0);
    await page.click('.switch input');
    const findings = await eventually(page, 'findings', () => {
      const found = Array.from(
        document.querySelectorAll<HTMLElement>('.findings li'),
        (finding) => finding.innerText,
      );
      return found.length > 0 && found;
    });
    expect(findings.join(' ')).toMatch(/headroom/i);
    await expectNoProblems(page);
  });
}
