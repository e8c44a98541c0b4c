import { createSimulator } from 'creditkit/testing';
import { expect, it } from 'vitest';
import {
  eventually,
  expectNoProblems,
  failedRequests,
  seesText,
  textOf,
  textsOf,
  visit,
} from '../site/stage.js';
import type { Stage } from '../site/stage.js';

export function hoodScenarios(stage: () => Stage): void {
  it('logs each request, retries a 429 after the pause that the server asked for, and still proves the end', async () => {
    const { page } = stage();
    await page.resize(1440, 1000);
    await visit(stage(), '#/hood?vendor=nametrust&fault=rate-limit');
    await seesText(page, '.verdict .chip', 'Complete');
    expect(await reported(page)).toMatchObject({
      complete: 'true',
      endedBy: 'end',
      pages: '5',
      requests: '6',
      retries: '1',
      entries: '200',
      duplicates: '0',
    });
    const log = await textsOf(page, '.requests tbody tr');
    expect(log[1]).toMatch(
      /GET\s+\/credits\/usage\?limit=40&page=2[\s\S]*429[\s\S]*Retry-After: 1/,
    );
    expect(log[2]).toMatch(/limit=40&page=2[\s\S]*200[\s\S]*40/);
    expect(log[2]).toContain('attempt 2');
    expect(await page.evaluate(() => document.documentElement.outerHTML.includes('test-key'))).toBe(
      false,
    );
    await expectNoProblems(page, failedRequests);
  });

  it('ends a circle of cursors in a typed error before a repeated row is given out', async () => {
    const { page } = stage();
    await visit(stage(), '#/hood?vendor=klaim&fault=repeated-cursor');
    await seesText(page, '.verdict .failed', 'LoopError');
    const { entries, complete } = await reported(page);
    expect(complete).toBe('false');
    expect(Number(entries)).toBeLessThanOrEqual(
      createSimulator({ provider: 'klaim', rows: 200 }).rows().length,
    );
    await expectNoProblems(page);
  });

  it('leaves out rows that came twice because the list moved, and says so', async () => {
    const { page } = stage();
    await visit(stage(), '#/hood?vendor=nebula&fault=drift');
    await eventually(
      page,
      'the walk ends',
      () => document.querySelector<HTMLElement>('.verdict')?.dataset['state'] === 'ended',
    );
    expect(await reported(page)).toMatchObject({ duplicates: '2' });
    expect(await textOf(page, '.verdict-words')).toContain('2 repeated rows left out');
    await expectNoProblems(page);
  });

  it('gives up a stalled answer in time and asks again', async () => {
    const { page } = stage();
    await visit(stage(), '#/hood?vendor=cloudreve&fault=stall');
    await eventually(page, 'the walk is over', () =>
      ['ended', 'failed'].includes(
        document.querySelector<HTMLElement>('.verdict')?.dataset['state'] ?? '',
      ),
    );
    expect(await textOf(page, '.verdict')).toMatch(/TimeoutError|1 retry/);
    await expectNoProblems(page, failedRequests);
  });

  it('marks in the raw page what each member of the entry was made of', async () => {
    const { page } = stage();
    await visit(stage(), '#/hood?vendor=nebula');
    await eventually(
      page,
      'the raw page',
      () => document.querySelectorAll('.raw-line.mapped').length > 0,
    );
    const lines = await textsOf(page, '.raw-row .raw-line.mapped');
    const total = lines.find((line) => line.includes('"total"')) ?? '';
    expect(total).toMatch(/"total": [\d.]+,?\s+.*amount/s);
    const written = /"total": ([\d.]+)/.exec(total)?.[1] ?? '';
    const amount = /[1-9]/.test(written) ? `-${written}` : written;
    expect(await textOf(page, '.beside [data-member=amount]')).toBe(amount);
    expect(await textOf(page, '.raw-folded')).toContain('39 more rows');
    await page.click('.stepper .button:last-child');
    await eventually(
      page,
      'the next row',
      (before) => document.querySelector('.beside [data-member=amount]')?.textContent !== before,
      amount,
    );
    await expectNoProblems(page);
  });

  it('opens the page that ended a walk at the place of the fault', async () => {
    const { page } = stage();
    await visit(stage(), '#/hood?vendor=klaim&fault=missing-amount');
    await seesText(page, '.verdict .failed', 'ResponseFormatError');
    await seesText(page, '.raw-line.at-fault', '/data/39/credit_change');
    expect(await textOf(page, '.requests .chosen')).toContain('2');
    const row = await page.evaluate(
      () => document.querySelector('.at-fault')?.nextElementSibling?.textContent ?? '',
    );
    expect(row).toContain('"user_id"');
    await expectNoProblems(page);
  });

  it('aborts a long walk at once and goes on from the token without losing or repeating a row', async () => {
    const { page } = stage();
    await visit(stage(), '#/hood?vendor=nametrust&rows=2000');
    await eventually(
      page,
      'the walk is under way',
      () => document.querySelectorAll('.requests tbody tr').length >= 3,
    );
    await page.click('.verdict .actions .button');
    await seesText(page, '.verdict .chip', 'Aborted');
    const { entries } = await reported(page);
    expect(Number(entries?.replace(',', ''))).toBeLessThan(2000);
    expect(await textOf(page, '.token pre')).not.toContain('test-key');
    await page.click('.verdict .actions .button');
    await seesText(page, '.verdict .chip', 'Complete');
    expect(await textOf(page, '.progress')).toContain('2,000');
    await expectNoProblems(page, failedRequests);
  });
}

/** The report that is shown, member by member. */
function reported(page: Stage['page']): Promise<Readonly<Record<string, string>>> {
  return page.evaluate(() =>
    Object.fromEntries(
      Array.from(document.querySelectorAll<HTMLElement>('[data-report]'), (member) => [
        member.dataset['report'] ?? '',
        member.innerText,
      ]),
    ),
  );
}
