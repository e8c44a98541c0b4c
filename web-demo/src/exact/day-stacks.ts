import type { CreditEntry, CreditKind } from 'creditkit';

import { add, parseExact, zero } from './amount.js';
import type { Exact } from './amount.js';
import { dayOf } from './time.js';

/** What moved on one UTC day, by kind. In and out are kept apart: a grant and its revocation must not hide each other. */
export interface Day {
  readonly day: number;
  readonly moved: Map<CreditKind, Moved>;
}

/** Both sides of what moved; `out` is zero or less. */
interface Moved {
  in: Exact;
  out: Exact;
}

/** Sums by unit, day and kind that grow entry by entry. Units never meet. */
export class DayStacks {
  readonly units = new Map<string, Map<number, Day>>();

  add(entry: CreditEntry): void {
    if (entry.at === null) return;
    const days = this.units.get(entry.unit) ?? new Map<number, Day>();
    this.units.set(entry.unit, days);
    const number = dayOf(entry.at);
    const day = days.get(number) ?? { day: number, moved: new Map<CreditKind, Moved>() };
    days.set(number, day);
    const moved = day.moved.get(entry.kind) ?? { in: zero, out: zero };
    day.moved.set(entry.kind, moved);
    const amount = parseExact(entry.amount);
    if (amount.units < 0n) moved.out = add(moved.out, amount);
    else moved.in = add(moved.in, amount);
  }

  /** The days of a unit, oldest first; days on which nothing moved are left out. */
  days(unit: string): Day[] {
    return [...(this.units.get(unit)?.values() ?? [])].sort((a, b) => a.day - b.day);
  }
}
