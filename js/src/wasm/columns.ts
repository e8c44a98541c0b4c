/**
 * From the core's columns to plain objects. The only file that knows the memory layout of a page
 * (src/model/page.hpp, bindings/bindings.cpp: View).
 *
 *   view   total as f64, NaN for none; u32 words: rows · heapPtr · heapBytes · atPtr · kindPtr · flagsPtr · textPtr · balancePtr ·
 *          balanceBytes · entitlementsPtr · entitlementsBytes · resultPtr · resultBytes
 *   at     f64 per row, NaN for none        kind, flags   u8 per row
 *   text   a run for each Column of `rows` (start, end) pairs of u32, UTF-16 units of the decoded heap; NONE for none
 */
import type { CreditEntry, CreditKind, UncertainTime } from '../model.js';
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

const NONE = 0xffffffff;
const WORD_BYTES = 4;
const DOUBLE_BYTES = 8;
const WORDS_PER_CELL = 2;
/** Index of `resultPtr` among the words of the view. */
const RESULT = 13;

const FLAG_SYNTHETIC = 1;
const FLAG_ZONE_ASSUMED = 2;
const FLAG_AMBIGUOUS_HOUR = 4;
const FLAG_SHIFTED_HOUR = 8;
const FLAGS_HOUR = FLAG_AMBIGUOUS_HOUR | FLAG_SHIFTED_HOUR;
const FLAGS_UNCERTAIN = FLAG_ZONE_ASSUMED | FLAGS_HOUR;

const utf8 = new TextDecoder('utf-8', { fatal: true });
/** For texts of the core's own making, which may quote the middle of a character. */
const lenient = new TextDecoder();

/** A page as it lies in the core's memory. Valid until the next call into the core. */
export interface PageView {
  readonly memory: CoreMemory;
  readonly rows: number;
  /** JSON of the balance; '' where there is none. */
  readonly balance: string;
  /** JSON of the list of entitlements; '' where there are none. */
  readonly entitlements: string;
  /** The vendor's count of all rows. */
  readonly total: number | null;
  readonly heap: string;
  /** Index of the first time in `memory.doubles`. */
  readonly at: number;
  /** Index of the first kind in `memory.bytes`. */
  readonly kind: number;
  /** Index of the first row's flags in `memory.bytes`. */
  readonly flags: number;
  /** Index of the first cell in `memory.words`: one run of cells after the other. */
  readonly text: number;
}

/** The text that the core made last. */
export function resultText(memory: CoreMemory, address: number): string {
  const { bytes, words } = memory.refresh();
  const start = words[address / WORD_BYTES + RESULT] ?? 0;
  const size = words[address / WORD_BYTES + RESULT + 1] ?? 0;
  return lenient.decode(bytes.subarray(start, start + size));
}

/** The page that the core describes at `address`. Copies nothing but the decoded heap. */
export function viewPage(memory: CoreMemory, address: number): PageView {
  const { bytes, words, doubles } = memory.refresh();
  const word = (index: number): number => words[address / WORD_BYTES + index] ?? 0;
  const textOf = (index: number): string => {
    const start = word(index);
    const size = word(index + 1);
    return size === 0 ? '' : utf8.decode(bytes.subarray(start, start + size));
  };
  const total = doubles[address / DOUBLE_BYTES] ?? Number.NaN;
  return {
    memory,
    rows: word(2),
    heap: textOf(3),
    at: word(5) / DOUBLE_BYTES,
    kind: word(6),
    flags: word(7),
    text: word(8) / WORD_BYTES,
    balance: textOf(9),
    entitlements: textOf(11),
    total: Number.isNaN(total) ? null : total,
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
}

function textAt(words: Uint32Array, heap: string, cell: number): string | null {
  const start = words[cell] ?? NONE;
  return start === NONE ? null : heap.slice(start, words[cell + 1]);
}

/** For columns that the core fills in every row. */
function presentTextAt(words: Uint32Array, heap: string, cell: number): string {
  return heap.slice(words[cell], words[cell + 1]);
}

/** For columns whose rows often share a value: the core gives those one range, and this gives them one string. */
class SharedText {
  private start = NONE;
  private end = NONE;
  private value: string | null = null;

  at(words: Uint32Array, heap: string, cell: number): string | null {
    // Both: an empty text begins where the next text does.
    if (words[cell] !== this.start || words[cell + 1] !== this.end) {
      this.start = words[cell] ?? NONE;
      this.end = words[cell + 1] ?? NONE;
      this.value = textAt(words, heap, cell);
    }
    return this.value;
  }
}

/** The page's rows as entries, and those whose time the vendor left open. */
export function readRows(
  page: PageView,
  provider: string,
  includeRaw: boolean,
): { entries: CreditEntry[]; uncertainTimes: UncertainTime[] } {
  const { rows, heap } = page;
  const { bytes, words, doubles } = page.memory;
  const run = rows * WORDS_PER_CELL;
  const account = new SharedText();
  const vendorKind = new SharedText();
  const unit = new SharedText();
  const description = new SharedText();

  const entries = new Array<CreditEntry>(rows);
  const uncertainTimes: UncertainTime[] = [];
  for (let row = 0; row < rows; row += 1) {
    const cell = page.text + row * WORDS_PER_CELL;
    const at = doubles[page.at + row] ?? Number.NaN;
    const flags = bytes[page.flags + row] ?? 0;
    const entry = {
      provider,
      id: presentTextAt(words, heap, cell + Column.Id * run),
      idIsSynthetic: (flags & FLAG_SYNTHETIC) !== 0,
      account: account.at(words, heap, cell + Column.Account * run),
      kind: KINDS[bytes[page.kind + row] ?? KINDS.length] ?? 'other',
      vendorKind: vendorKind.at(words, heap, cell + Column.VendorKind * run),
      amount: presentTextAt(words, heap, cell + Column.Amount * run),
      unit: unit.at(words, heap, cell + Column.Unit * run) ?? '',
      balanceAfter: textAt(words, heap, cell + Column.BalanceAfter * run),
      at: Number.isNaN(at) ? null : at,
      atText: textAt(words, heap, cell + Column.AtText * run),
      description: description.at(words, heap, cell + Column.Description * run),
      reference: textAt(words, heap, cell + Column.Reference * run),
    };
    entries[row] = includeRaw
      ? { ...entry, raw: presentTextAt(words, heap, cell + Column.Raw * run) }
      : entry;
    if ((flags & FLAGS_UNCERTAIN) !== 0) {
      uncertainTimes.push({ index: row, reason: (flags & FLAGS_HOUR) !== 0 ? 'hour' : 'zone' });
    }
  }
  return { entries, uncertainTimes };
}
