/** The table of docs/runtimes.md. */
import { format, resolveConfig } from 'prettier';
import type { Place } from './places/place.js';
import type { Typing } from './typing.js';

/** What was seen at one place. */
export interface Row {
  readonly imported: boolean;
  readonly page: boolean;
  /** How its types were checked; `null` where that found errors. */
  readonly typing: Typing | null;
}

const START = '<!-- Written by tests/consumers/runtimes.test.ts -->';
const END = '<!-- End of what is written -->';

const HEAD = ['| where | import | first page | types |', '| --- | --- | --- | --- |'];

const mark = (passed: boolean): string => (passed ? '✓' : '✗');

const lineOf = (name: string, { imported, page, typing }: Row): string =>
  `| ${name} | ${mark(imported)} | ${mark(page)} | ${typing === null ? mark(false) : `✓ ${typing}`} |`;

/**
 * The document `recorded` with the table of what was seen. Where a place cannot be had on this machine, what is recorded
 * of it stands.
 */
export async function withTable(
  path: string,
  recorded: string,
  groups: Readonly<Record<string, readonly Place[]>>,
  seen: ReadonlyMap<string, Row>,
): Promise<string> {
  const [before = '', rest = ''] = recorded.split(START);
  const [table = '', after = ''] = rest.split(END);
  const recordedLine = (name: string): string =>
    table.split('\n').find((line) => line.startsWith(`| ${name} `)) ?? `| ${name} | ? | ? | ? |`;
  const lines = Object.entries(groups).flatMap(([group, places]) => [
    `| **${group}** | | | |`,
    ...places.map(({ name }) => {
      const row = seen.get(name);
      return row === undefined ? recordedLine(name) : lineOf(name, row);
    }),
  ]);
  const written = `${before}${START}\n\n${[...HEAD, ...lines].join('\n')}\n\n${END}${after}`;
  return format(written, { ...(await resolveConfig(path)), filepath: path });
}
