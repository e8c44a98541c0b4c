// The results as people read them.

const micros = (ms) => (ms * 1000).toFixed(ms < 0.1 ? 1 : 0);
const times = (ratio) => `${ratio.toFixed(1)} ×`;
const kib = (bytes) => String(Math.round(bytes / 1024));

const columns = [
  ['vendor', ({ vendor }) => vendor],
  ['rows', ({ rows }) => String(rows)],
  ['ours', ({ ours_ms }) => micros(ours_ms)],
  ['columns', ({ columns_ms }) => micros(columns_ms)],
  ['JS', ({ js_ms }) => micros(js_ms)],
  ['JS exact', ({ js_exact_ms }) => micros(js_exact_ms)],
  ['ours : JS', (it) => times(ratios.ours(it))],
  ['columns : JS', (it) => times(ratios.columns(it))],
  ['ours : exact', (it) => times(ratios.exact(it))],
  ['peak ours', ({ ours_peak_bytes }) => kib(ours_peak_bytes)],
  ['peak JS', ({ js_peak_bytes }) => kib(js_peak_bytes)],
];

/** How many times as fast. */
export const ratios = {
  ours: ({ js_ms, ours_ms }) => js_ms / ours_ms,
  columns: ({ js_ms, columns_ms }) => js_ms / columns_ms,
  exact: ({ js_exact_ms, ours_ms }) => js_exact_ms / ours_ms,
};

/** One runtime's results: µs for a page, KiB at the peak. */
export function tableOf(results) {
  const lines = [columns.map(([title]) => title), ...results.map(lineOf)];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines
    .map((line) => line.map((cell, column) => pad(cell, widths[column], column)).join('  '))
    .join('\n');
}

const lineOf = (result) => columns.map(([, cell]) => cell(result));
const pad = (cell, width, column) => (column === 0 ? cell.padEnd(width) : cell.padStart(width));

/** The medians over the vendors, for each page size. */
export function summaryOf(results) {
  return [...new Set(results.map(({ rows }) => rows))]
    .map((rows) => {
      const these = results.filter((result) => result.rows === rows);
      const over = (ratio) => these.map(ratio).sort((a, b) => a - b);
      const median = (ratio) => times(over(ratio)[(these.length - 1) >> 1]);
      return (
        `${String(rows).padStart(5)} rows, medians: ours ${median(ratios.ours)} JS ` +
        `(least ${times(over(ratios.ours)[0])}), ${median(ratios.exact)} exact JS; ` +
        `columns ${median(ratios.columns)} JS`
      );
    })
    .join('\n');
}
