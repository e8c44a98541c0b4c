/** What a reading of a response comes to. */
import type { CreditPage } from '../client/support/core.js';

export interface Refusal {
  /** Name of the error's class. */
  readonly name: string;
  readonly code: string;
  /** Where several places are at fault at once, one of them is told; null: the place is not compared. */
  readonly pointers: readonly (string | null)[] | null;
  /** Where a body ceases to be JSON; null where that is not compared. */
  readonly byte: number | null;
  readonly vendorCode: string | null;
  readonly vendorMessage: string | null;
  readonly correlationId: string | null;
}

/** An entry whose synthetic id is not known: `id` is what the row's content says, and how often it came before. */
export interface Synthetic {
  readonly content: string;
  readonly occurrence: number;
}

/** Times at which an assumed rule puts an entry, by the entry's index. */
export type AssumedTimes = ReadonlyMap<number, readonly number[]>;

export interface PageOutcome {
  readonly page: CreditPage;
  readonly synthetic: ReadonlyMap<number, Synthetic>;
  readonly assumed: AssumedTimes;
}

export type Outcome = PageOutcome | { readonly refusal: Refusal };
