import type { CreditEntry } from 'creditkit';
import type { JSX } from 'preact';

import type { EntryMember } from '../definition.js';

const members: readonly EntryMember[] = [
  'id',
  'account',
  'kind',
  'vendorKind',
  'amount',
  'unit',
  'balanceAfter',
  'at',
  'atText',
  'description',
  'reference',
  'idIsSynthetic',
  'provider',
];

interface Props {
  readonly entry: CreditEntry;
  readonly mapped?: ReadonlySet<EntryMember>;
  readonly marked?: EntryMember | null;
  readonly onMark?: (member: EntryMember | null) => void;
}

/** An entry, member by member. */
export function EntryMembers({ entry, mapped, marked, onMark }: Props): JSX.Element {
  return (
    <dl class="members">
      {members.map((name) => (
        <div
          key={name}
          class={`${mapped?.has(name) === true ? 'mapped' : ''} ${marked === name ? 'source' : ''}`}
          onPointerEnter={() => onMark?.(name)}
        >
          <dt class="code">{name}</dt>
          <dd class="code vendor-text" data-member={name} dir="auto">
            {memberText(entry[name])}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function memberText(value: string | number | boolean | null | undefined): string {
  return value === null || value === undefined
    ? 'null'
    : typeof value === 'string'
      ? value.slice(0, 20_000)
      : String(value);
}
