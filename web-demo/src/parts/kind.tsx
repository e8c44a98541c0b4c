import type { CreditKind } from 'creditkit';
import type { JSX } from 'preact';

export const kinds: readonly CreditKind[] = [
  'usage',
  'overage',
  'expiry',
  'revocation',
  'transfer',
  'adjustment',
  'other',
  'refund',
  'purchase',
  'grant',
];

interface Props {
  readonly kind: CreditKind;
  readonly vendorKind?: string | null;
}

/** The kind, and the vendor's own word where it has another one. */
export function KindMark({ kind, vendorKind }: Props): JSX.Element {
  const own =
    vendorKind !== undefined && vendorKind !== null && vendorKind !== kind
      ? vendorKind.slice(0, 80)
      : null;
  return (
    <span class="kind-mark" data-kind={kind}>
      <span class="swatch" aria-hidden="true" />
      {kind}
      {own !== null && <span class="vendor-kind vendor-text"> {own}</span>}
    </span>
  );
}
