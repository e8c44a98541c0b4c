import type { RowList } from './pages.js';

/** One account and its history. */
export interface BookEntry<Row> {
  readonly id: string;
  readonly list: RowList<Row>;
}

/** All accounts of a vendor, in order. */
export class Book<Row> {
  readonly entries: readonly BookEntry<Row>[];
  readonly #byId: ReadonlyMap<string, BookEntry<Row>>;

  /** @throws RangeError where two accounts have the same id. */
  constructor(entries: readonly BookEntry<Row>[]) {
    this.entries = entries;
    this.#byId = new Map(entries.map((entry) => [entry.id, entry]));
    if (this.#byId.size !== entries.length) throw new RangeError('two accounts have the same id');
  }

  find(id: string): BookEntry<Row> | undefined {
    return this.#byId.get(id);
  }

  /** The rows of an account as they stand now. @throws RangeError for an unknown account. */
  rows(id: string): readonly Row[] {
    const entry = this.find(id);
    if (entry === undefined) throw new RangeError(`no account "${id}"`);
    return entry.list.served().map(({ row }) => row);
  }
}
