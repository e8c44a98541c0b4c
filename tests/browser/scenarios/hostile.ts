import { createSimulator } from 'creditkit/testing';
import type { KlaimRow } from 'creditkit/testing';
import { listen } from 'creditkit/testing/node';
import { expect, it } from 'vitest';
import { lastSaved } from '../site/observed.js';
import { expectNoProblems, seesText, visit } from '../site/stage.js';
import type { Stage } from '../site/stage.js';

const image = '<img src=x onerror="alert(1)"><svg onload=alert(2)>';
const override = 'invoice \u202Egpj.exe\u202C and on';
const long = 'A'.repeat(10_000);
const formulas = [
  '=HYPERLINK("https://evil.example","click")',
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  ' =1+1',
];
const texts = [
  image,
  override,
  long,
  ...formulas,
  'quotes " and , commas\r\nand lines',
  '\u0000nul',
  '</pre><script>alert(3)</script>',
];

const rows: readonly KlaimRow[] = texts.map((description, index) => ({
  user_id: 'GtQ5Oezk6cOvSmPgxsMR',
  created_at: 1_790_000_000_000 + index * 60_000,
  credit_change: -5 - index,
  credit_balance: 1000 - index,
  source_type: index === 0 ? image : index === 1 ? '=cmd|calc' : 'api',
  description,
}));

export function hostileScenarios(stage: () => Stage): void {
  it('neither runs nor is stretched by what a vendor puts into its texts, and its CSV holds no formula', async () => {
    const { page } = stage();
    const simulator = createSimulator({ provider: 'klaim', rows });
    const server = await listen(simulator);
    try {
      await page.resize(1280, 1200);
      await visit(stage(), '#/own');
      await seesText(page, 'h1', 'Bring your own');
      await page.select('.connect select', 'klaim');
      await page.type('.connect input[name=base-url]', server.baseUrl());
      await page.type('.connect input[name=key]', simulator.apiKey);
      await page.type('.connect input[name=user_id]', 'GtQ5Oezk6cOvSmPgxsMR');
      await page.click('.connect .button.main');
      await seesText(page, '.section-head', `${String(rows.length)} read`);
      await seesText(page, '.entries', '<img src=x onerror');

      const shape = await page.evaluate(() => ({
        intruders: document.querySelectorAll('main img, main script, main svg[onload], main iframe')
          .length,
        overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        heights: new Set(
          Array.from(document.querySelectorAll('.entries-body .entry-row'), (row) =>
            Math.round(row.getBoundingClientRect().height),
          ),
        ).size,
        longest: Math.max(
          ...Array.from(
            document.querySelectorAll('.entries-body .description'),
            ({ textContent }) => textContent.length,
          ),
        ),
      }));
      expect(shape.intruders).toBe(0);
      expect(shape.overflow).toBeLessThanOrEqual(0);
      expect(shape.heights).toBe(1);
      expect(shape.longest).toBeLessThan(1000);

      await page.click('[data-entry]:nth-child(3) .open-entry');
      await seesText(page, '.entry-details', long.slice(0, 100));
      await page.click('.entry-details .button');

      await page.click('.csv');
      const cells = readCsv((await lastSaved(page)) ?? '').slice(1);
      expect(cells.length).toBe(rows.length);
      for (const [index, cell] of cells.entries()) {
        const [description, vendorKind, amount] = [cell[10] ?? '', cell[4] ?? '', cell[5] ?? ''];
        for (const text of [description, vendorKind]) expect(text).not.toMatch(/^\s*[=+\-@]/);
        expect(description.replace(/^'/, '')).toBe(texts[index]);
        // A negative amount is a number and stays one.
        expect(amount).toBe(String(-5 - index));
      }
      await expectNoProblems(page);
    } finally {
      await server.close();
    }
  });
}

/** RFC 4180, as a spreadsheet reads it. */
function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  for (const [, quoted, plain, end] of text
    .replace(/^\uFEFF/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy)) {
    record.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    records.push(record);
    record = [];
    if (end === '') break;
  }
  return records.filter((cells) => cells.length > 1);
}
