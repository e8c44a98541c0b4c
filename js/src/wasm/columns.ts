/**
 * From the core's columns to plain objects. The only file that knows the memory layout of a page
 * (src/model/page.hpp, bindings/bindings.cpp: View).
 *
 *   view   f64: total, NaN for none · balanceAt; u32 words: rows · heapPtr · heapBytes · widePtr · wideBytes · wideColumns ·
 *          atPtr · kindPtr · flagsPtr · textPtr · balancePtr · balanceCells · entitlementsPtr · entitlementCells · resultPtr ·
 *          resultBytes
 *   at     f64 per row, NaN for none        kind, flags   u8 per row
 *   text   a run for each Column of `rows` (start, end) pairs of u32, UTF-16 units of the column's decoded heap; NONE for none
 *   balance        one such pair for each BalanceColumn, and three for each part
 *   entitlements   a run for each EntitlementColumn, as in text
 */
import type {
  CreditBalance,
  CreditEntitlement,
  CreditEntry,
  CreditKind,
  CreditPage,
  OperationName,
  Quantity,
  UncertainTime,
} from '../model.js';
import type { CoreMemory } from './memory.js';

/** Mirrors Kind in src/model/kind.hpp; a vector asserts every one of them. */
const KINDS: readonly CreditKind[] = [
  'grant',
  'purchase',
  'usage',
  'overage',
  'expiry',
  'revocation',
  'refund',
  'adjustment',
  'transfer',
  'other',
];

/** All ones: words are read as signed, which engines pass on without a check, and no memory here has 2 GiB. */
const NONE = -1;
const WORD_BYTES = 4;
const DOUBLE_BYTES = 8;
const WORDS_PER_CELL = 2;
/** Index of `resultPtr` among the words of the view. */
const RESULT = 18;

const FLAG_SYNTHETIC = 1;
const FLAG_ZONE_ASSUMED = 2;
const FLAG_AMBIGUOUS_HOUR = 4;
const FLAG_SHIFTED_HOUR = 8;
const FLAGS_HOUR = FLAG_AMBIGUOUS_HOUR | FLAG_SHIFTED_HOUR;
const FLAGS_UNCERTAIN = FLAG_ZONE_ASSUMED | FLAGS_HOUR;

/** A mark that the heap's first text begins with is no byte order mark: without it, all offsets would be one off. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** For texts of the core's own making, which may quote the middle of a character. */
const lenient = new TextDecoder();

/** The text that the core made last. */
export function resultText(memory: CoreMemory, address: number): string {
  const { bytes, words } = memory.refresh();
  const start = words[address / WORD_BYTES + RESULT] ?? 0;
  const size = words[address / WORD_BYTES + RESULT + 1] ?? 0;
  return lenient.decode(bytes.subarray(start, start + size));
}

/** The page that the core describes at `address`, as it lies in its memory. Valid until the next call into the core. */
export class PageView {
  readonly rows: number;
  /** ASCII alone, which engines decode many times faster than other texts, and keep in half the memory. */
  readonly heap: string;
  readonly #wide: string;
  readonly memory: CoreMemory;
  readonly #address: number;

  constructor(memory: CoreMemory, address: number) {
    this.memory = memory;
    this.#address = address;
    memory.refresh();
    this.rows = this.word(4);
    this.heap = this.#decode(5);
    this.#wide = this.#decode(7);
  }

  /** By the index of its address. */
  #decode(index: number): string {
    const start = this.word(index);
    const bytes = this.word(index + 1);
    return bytes === 0 ? '' : utf8.decode(this.memory.bytes.subarray(start, start + bytes));
  }

  /** What the cells of a column are ranges of. */
  heapOf(column: number): string {
    return (this.word(9) & (1 << column)) === 0 ? this.heap : this.#wide;
  }

  /** A word of the view, by its index. */
  word(index: number): number {
    return this.memory.words[this.#address / WORD_BYTES + index] ?? 0;
  }

  /** A double of the view, by its index. */
  double(index: number): number {
    return this.memory.doubles[this.#address / DOUBLE_BYTES + index] ?? Number.NaN;
  }

  /** The text of a cell, by the address of the first one and its index. */
  text(heap: string, address: number, index: number): string | null {
    return textAt(this.memory.words, heap, address / WORD_BYTES + index * WORDS_PER_CELL);
  }
}

/** As plain objects. */
export function readPage(
  page: PageView,
  provider: string,
  operation: OperationName,
  includeRaw: boolean,
): CreditPage {
  const { entries, uncertainTimes } = readRows(page, provider, includeRaw);
  const total = page.double(0);
  return {
    provider,
    operation,
    entries,
    balance: readBalance(page, provider),
    entitlements: readEntitlements(page, provider),
    totalClaimed: Number.isNaN(total) ? null : total,
    uncertainTimes,
  };
}

/** Mirrors TextColumn in src/model/page.hpp. */
const enum Column {
  Id,
  Account,
  VendorKind,
  Amount,
  Unit,
  BalanceAfter,
  AtText,
  Description,
  Reference,
  Raw,
  /** Not of the rows, but of what has its heap chosen likewise. */
  Balance,
  Entitlements,
}

function textAt(words: Int32Array, heap: string, cell: number): string | null {
  const start = words[cell] ?? NONE;
  return start === NONE ? null : heap.slice(start, words[cell + 1]);
}

/** For columns that the core fills in every row. */
function presentTextAt(words: Int32Array, heap: string, cell: number): string {
  return heap.slice(words[cell], words[cell + 1]);
}

/** For columns whose rows often share a value: the core gives those one range, and this gives them one string. */
class SharedText {
  readonly #heap: string;
  #start = NONE;
  #end = NONE;
  #value: string | null = null;

  constructor(heap: string) {
    this.#heap = heap;
  }

  at(words: Int32Array, cell: number): string | null {
    // Both: an empty text begins where the next text does.
    if (words[cell] !== this.#start || words[cell + 1] !== this.#end) {
      this.#start = words[cell] ?? NONE;
      this.#end = words[cell + 1] ?? NONE;
      this.#value = textAt(words, this.#heap, cell);
    }
    return this.#value;
  }
}

/** The page's rows as entries, and those whose time the vendor left open. */
function readRows(
  page: PageView,
  provider: string,
  includeRaw: boolean,
): { entries: CreditEntry[]; uncertainTimes: UncertainTime[] } {
  const { rows, heap } = page;
  const { bytes, words, doubles } = page.memory;
  const firstAt = page.word(10) / DOUBLE_BYTES;
  const firstKind = page.word(11);
  const firstFlags = page.word(12);
  const firstText = page.word(13) / WORD_BYTES;
  const firstOf = (column: Column): number => firstText + column * rows * WORDS_PER_CELL;
  // All that is the same for each row is looked up before.
  const firstId = firstOf(Column.Id);
  const firstAccount = firstOf(Column.Account);
  const firstVendorKind = firstOf(Column.VendorKind);
  const firstAmount = firstOf(Column.Amount);
  const firstUnit = firstOf(Column.Unit);
  const firstBalanceAfter = firstOf(Column.BalanceAfter);
  const firstAtText = firstOf(Column.AtText);
  const firstDescription = firstOf(Column.Description);
  const firstReference = firstOf(Column.Reference);
  const firstRaw = firstOf(Column.Raw);
  const ids = page.heapOf(Column.Id);
  const account = new SharedText(page.heapOf(Column.Account));
  const vendorKind = new SharedText(page.heapOf(Column.VendorKind));
  const unit = new SharedText(page.heapOf(Column.Unit));
  const description = new SharedText(page.heapOf(Column.Description));
  const references = page.heapOf(Column.Reference);
  const raws = page.heapOf(Column.Raw);

  const entries = new Array<CreditEntry>(rows);
  const uncertainTimes: UncertainTime[] = [];
  for (let row = 0; row < rows; row += 1) {
    const cell = row * WORDS_PER_CELL;
    const at = doubles[firstAt + row] ?? Number.NaN;
    const flags = bytes[firstFlags + row] ?? 0;
    // All values first: an object that is made behind the last call is laid out in one step.
    const id = presentTextAt(words, ids, firstId + cell);
    const accountText = account.at(words, firstAccount + cell);
    const kind = KINDS[bytes[firstKind + row] ?? KINDS.length] ?? 'other';
    const vendorKindText = vendorKind.at(words, firstVendorKind + cell);
    const amount = presentTextAt(words, heap, firstAmount + cell);
    const unitText = unit.at(words, firstUnit + cell) ?? '';
    const balanceAfter = textAt(words, heap, firstBalanceAfter + cell);
    const atText = textAt(words, heap, firstAtText + cell);
    const descriptionText = description.at(words, firstDescription + cell);
    const reference = textAt(words, references, firstReference + cell);
    const entry = {
      provider,
      id,
      idIsSynthetic: (flags & FLAG_SYNTHETIC) !== 0,
      account: accountText,
      kind,
      vendorKind: vendorKindText,
      amount,
      unit: unitText,
      balanceAfter,
      at: Number.isNaN(at) ? null : at,
      atText,
      description: descriptionText,
      reference,
    };
    entries[row] = includeRaw
      ? { ...entry, raw: presentTextAt(words, raws, firstRaw + cell) }
      : entry;
    if ((flags & FLAGS_UNCERTAIN) !== 0) {
      uncertainTimes.push({ index: row, reason: (flags & FLAGS_HOUR) !== 0 ? 'hour' : 'zone' });
    }
  }
  return { entries, uncertainTimes };
}

/** Mirrors BalanceColumn in src/model/page.hpp; a part has a name, an amount and a unit. */
const enum BalanceColumn {
  Available,
  Unit,
  Account,
  AtText,
  Part,
}
const PART_CELLS = 3;

/** The balance that came with the page. */
function readBalance(page: PageView, provider: string): CreditBalance | null {
  const cells = page.word(15);
  if (cells === 0) {
    return null;
  }
  const heap = page.heapOf(Column.Balance);
  const text = (index: number): string | null => page.text(heap, page.word(14), index);
  const parts: [name: string, quantity: Quantity][] = [];
  for (let part: number = BalanceColumn.Part; part < cells; part += PART_CELLS) {
    const amount = text(part + 1);
    if (amount !== null) {
      parts.push([text(part) ?? '', { amount, unit: text(part + 2) ?? '' }]);
    }
  }
  const atText = text(BalanceColumn.AtText);
  return {
    provider,
    account: text(BalanceColumn.Account),
    available: text(BalanceColumn.Available) ?? '',
    unit: text(BalanceColumn.Unit) ?? '',
    parts: Object.fromEntries(parts),
    at: atText === null ? null : page.double(1),
    atText,
  };
}

/** Mirrors EntitlementColumn in src/model/page.hpp. */
const enum EntitlementColumn {
  Balance,
  Overage,
  OverageEnabled,
  OverageLimit,
  Headroom,
  LimitReached,
  Id,
  Name,
  Unit,
  Findings,
  Count,
}

/** The page's rows as entitlements. */
function readEntitlements(page: PageView, provider: string): CreditEntitlement[] {
  const entitlements: CreditEntitlement[] = [];
  const rows = page.word(17) / EntitlementColumn.Count;
  const heap = page.heapOf(Column.Entitlements);
  for (let row = 0; row < rows; row += 1) {
    const text = (column: EntitlementColumn): string | null =>
      page.text(heap, page.word(16), column * rows + row);
    const flag = (column: EntitlementColumn): boolean | null => {
      const word = text(column);
      return word === null ? null : word === 'true';
    };
    entitlements.push({
      provider,
      id: text(EntitlementColumn.Id) ?? '',
      name: text(EntitlementColumn.Name),
      unit: text(EntitlementColumn.Unit) ?? '',
      balance: text(EntitlementColumn.Balance) ?? '',
      overage: text(EntitlementColumn.Overage),
      overageEnabled: flag(EntitlementColumn.OverageEnabled),
      overageLimit: text(EntitlementColumn.OverageLimit),
      headroom: text(EntitlementColumn.Headroom),
      limitReached: flag(EntitlementColumn.LimitReached),
      findings: text(EntitlementColumn.Findings)?.split('\n') ?? [],
    });
  }
  return entitlements;
}
