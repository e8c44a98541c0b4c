import type { CreditEntitlement, CreditEntitlements } from '../../index.js';
import type { Format } from '../arguments.js';
import { csvRow } from './csv.js';
import { jsonOf } from './json.js';
import { lineOfText } from './printable.js';
import { type Column, tableOf } from './table.js';

const COLUMNS: readonly Column<CreditEntitlement>[] = [
  { title: 'entitlement', cell: ({ name, id }) => name ?? id },
  { title: 'balance', cell: ({ balance }) => balance, decimal: true },
  { title: 'unit', cell: ({ unit }) => unit },
  { title: 'overage', cell: ({ overage }) => overage, decimal: true },
  { title: 'overage limit', cell: overageLimit },
  { title: 'headroom', cell: ({ headroom }) => headroom, decimal: true },
  { title: 'limit reached', cell: ({ limitReached }) => yesOrNo(limitReached) },
];

/** The whole output. */
export function entitlementsText(found: CreditEntitlements, format: Format): string {
  const { entitlements } = found;
  switch (format) {
    case 'table':
      return tableOf(COLUMNS, entitlements) + findingsOf(entitlements);
    case 'json':
      return `${jsonOf(found, 2)}\n`;
    case 'ndjson':
      return entitlements.map((one) => `${jsonOf(one)}\n`).join('');
    case 'csv':
      return csvOf(entitlements);
  }
}

/** `null` means unlimited, but only where overage is allowed at all. */
function overageLimit({ overageEnabled, overageLimit }: CreditEntitlement): string {
  return overageEnabled === false ? 'off' : (overageLimit ?? 'unlimited');
}

function yesOrNo(value: boolean | null): string | null {
  return value === null ? null : value ? 'yes' : 'no';
}

function findingsOf(entitlements: readonly CreditEntitlement[]): string {
  return entitlements
    .flatMap(({ id, name, findings }) =>
      findings.map((finding) => `! ${lineOfText(name ?? id)}: ${lineOfText(finding)}\n`),
    )
    .join('');
}

const HEADER =
  'provider,id,name,unit,balance,overage,overageEnabled,overageLimit,headroom,limitReached,findings';

function csvOf(entitlements: readonly CreditEntitlement[]): string {
  const rows = entitlements.map((one) =>
    csvRow([
      { text: one.provider },
      { text: one.id },
      { text: one.name },
      { text: one.unit },
      { number: one.balance },
      { number: one.overage },
      { text: textOf(one.overageEnabled) },
      { number: one.overageLimit },
      { number: one.headroom },
      { text: textOf(one.limitReached) },
      { text: one.findings.join('; ') },
    ]),
  );
  return [`${HEADER}\r\n`, ...rows].join('');
}

function textOf(value: boolean | null): string | null {
  return value === null ? null : String(value);
}
