/**
 * Every fault against every kind of paging, over real HTTP. Writes its table into docs/reliability.md with
 * `npx vitest run --project js tests/js/reliability/matrix.test.ts -u`, and fails when the table there is another one.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { COLUMNS, NOT_APPLICABLE } from './matrix/cells.js';
import { GROUPS, type MatrixFault } from './matrix/faults.js';

const DOCUMENT = fileURLToPath(new URL('../../../docs/reliability.md', import.meta.url));
const START = '<!-- Written by tests/js/reliability/matrix.test.ts -->';
const END = '<!-- End of what is written -->';

/** Rows of the table at once: pauses and timeouts overlap, and a machine of two cores still keeps them. */
const AT_ONCE = 3;

const lies: string[] = [];

async function line(fault: MatrixFault): Promise<string[]> {
  const cells = COLUMNS.map(async (column) => {
    if (!column.applies(fault)) return NOT_APPLICABLE;
    try {
      return await column.run(fault);
    } catch (error) {
      lies.push(`${fault.title} × ${column.title}: ${String(error)}`);
      return 'a lie';
    }
  });
  return [fault.title, ...(await Promise.all(cells))];
}

async function lines(faults: readonly MatrixFault[]): Promise<string[][]> {
  const done: string[][] = [];
  for (let next = 0; next < faults.length; next += AT_ONCE) {
    done.push(...(await Promise.all(faults.slice(next, next + AT_ONCE).map(line))));
  }
  return done;
}

test(
  'every fault ends in all rows, a typed error, or a report that says what is doubtful',
  { timeout: 300_000 },
  async () => {
    const table = [
      ['', ...COLUMNS.map(({ title }) => title)],
      ['---', ...COLUMNS.map(() => '---')],
    ];
    for (const { title, faults } of GROUPS) {
      table.push([`**${title}**`, ...COLUMNS.map(() => '')], ...(await lines(faults)));
    }
    expect(lies).toEqual([]);
    const document = await readFile(DOCUMENT, 'utf8');
    const [before, rest] = document.split(START);
    const after = rest?.split(END)[1];
    const written = [
      `${before ?? ''}${START}\n`,
      ...table.map((cells) => `| ${cells.join(' | ')} |`),
      `\n${END}${after ?? ''}`,
    ].join('\n');
    const options = { ...(await resolveConfig(DOCUMENT)), filepath: DOCUMENT };
    await expect(await format(written, options)).toMatchFileSnapshot(DOCUMENT);
  },
);
