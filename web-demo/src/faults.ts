import type { Fault, Provider } from 'creditkit/testing';

/** A mishap that can be switched on, and what should come of it. */
export interface Mishap {
  readonly id: string;
  readonly name: string;
  /** What the vendor's server does. */
  readonly does: string;
  readonly faults: readonly Fault[];
  /** Where it cannot happen. */
  readonly notAt?: readonly Provider[];
}

export const mishaps: readonly Mishap[] = [
  {
    id: 'none',
    name: 'Nothing goes wrong',
    does: 'Every request is answered as documented.',
    faults: [],
  },
  {
    id: 'rate-limit',
    name: '429 with Retry-After',
    does: 'The second request is refused with 429 and “Retry-After: 1”.',
    faults: [{ kind: 'status', status: 429, retryAfter: 1, atRequest: 2 }],
  },
  {
    id: 'stall',
    name: 'A stall',
    does: 'The second answer stops in the middle of its body, and the connection stays open.',
    faults: [{ kind: 'stall-body', atRequest: 2 }],
  },
  {
    id: 'repeated-cursor',
    name: 'A repeated cursor',
    does: 'From the third page on, the way forward leads back to a page that was already served.',
    faults: [{ kind: 'repeated-cursor', atRequest: 3 }],
  },
  {
    id: 'drift',
    name: 'Drift',
    does: 'Two new rows arrive while the walk is between two pages.',
    faults: [{ kind: 'drift', insert: 2, atRequest: 3 }],
  },
  {
    id: 'deletion',
    name: 'Rows vanish',
    does: 'Three rows that were already read are deleted between two pages.',
    faults: [{ kind: 'drift', remove: 3, atRequest: 3 }],
  },
  {
    id: 'reset',
    name: 'Connections break',
    does: 'The second and third answers break off in the middle.',
    faults: [{ kind: 'reset-body', atRequest: 2, times: 2 }],
  },
  {
    id: 'missing-amount',
    name: 'A row without an amount',
    does: 'The last row of the second page lacks its amount.',
    faults: [{ kind: 'missing-amount', atRequest: 2 }],
  },
  {
    id: 'html',
    name: 'A login page instead of JSON',
    does: 'The second answer is HTML with status 200, as captive portals send it.',
    faults: [{ kind: 'html', atRequest: 2 }],
  },
];

export function mishapById(id: string | null): Mishap | undefined {
  return mishaps.find((mishap) => mishap.id === id);
}
