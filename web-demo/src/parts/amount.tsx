import type { JSX } from 'preact';

import { setDecimal } from '../exact/amount.js';

interface Props {
  /** Exact decimal text, as the package gave it. */
  readonly value: string;
  readonly unit?: string;
  /** Shows a plus before what adds. */
  readonly signed?: boolean;
}

/** An amount in running text or in a heading: all digits, and what they count. */
export function Amount({ value, unit, signed }: Props): JSX.Element {
  const { sign, whole, fraction } = setDecimal(value);
  return (
    <span class="amount" data-exact={value}>
      <span class="figures">
        {sign === '' && signed === true && /[1-9]/.test(value) ? '+' : sign}
        {whole}
        {fraction !== '' && <span class="fraction">{fraction}</span>}
      </span>
      {unit !== undefined && <span class="unit vendor-text"> {unit}</span>}
    </span>
  );
}

/** An amount in a column: the column's `--fraction-digits` keep all decimal points in one line. */
export function AlignedAmount({ value }: Pick<Props, 'value'>): JSX.Element {
  const { sign, whole, fraction } = setDecimal(value);
  return (
    <span class="amount aligned" data-exact={value}>
      <span class="whole">
        {sign}
        {whole}
      </span>
      <span class="fraction">{fraction}</span>
    </span>
  );
}
