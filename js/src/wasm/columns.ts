/**
 * From the core's columns to plain objects. The only file that knows the memory layout of a page
 * (src/model/page.hpp, bindings/bindings.cpp: PageView).
 *
 *   view   u32 words: rows · heapPtr · heapBytes · heapIsAscii · atPtr · kindPtr · flagsPtr · textPtr · hasDetails · hasTotal · totalLow · totalHigh
 *   at     f64 per row, NaN for none        kind, flags   u8 per row
 *   text   TEXT_COLUMNS runs of `rows` (start, end) pairs of u32, UTF-16 units of the decoded heap; NONE for none
 */
import type { CreditEntry, CreditKind, UncertainTime } from '../model.js';

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
const VIEW_WORDS = 12;
const WORDS_PER_CELL = 2;

const FLAG_SYNTHETIC = 1;
const FLAG_ZONE_ASSUMED = 2;
const FLAG_AMBIGUOUS_HOUR = 4;
const FLAG_SHIFTED_HOUR = 8;
const FLAGS_HOUR = FLAG_AMBIGUOUS_HOUR | FLAG_SHIFTED_HOUR;
const FLAGS_UNCERTAIN = FLAG_ZONE_ASSUMED | FLAGS_HOUR;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A page as it lies in WASM memory. Valid until the next call into the core. */
export interface PageView {
  readonly rows: number;
  /** The page has a balance or entitlements too. */
  readonly hasDetails: boolean;
  /** The vendor's count of all rows. */
  readonly total: number | null;
  readonly heap: string;
  readonly at: Float64Array;
  readonly kind: Uint8Array;
  readonly flags: Uint8Array;
  /** The whole of the text columns, one run of cells after the other. */
  readonly text: Uint32Array;
}

/** The typed arrays over the page that the core holds at `address`. Copies nothing but the decoded heap. */
export function viewPage(memory: ArrayBufferLike, address: number): PageView {
  const [
    rows = 0,
    heapPtr = 0,
    heapBytes = 0,
    ,
    atPtr = 0,
    kindPtr = 0,
    flagsPtr = 0,
    textPtr = 0,
    hasDetails = 0,
    hasTotal = 0,
    totalLow = 0,
    totalHigh = 0,
  ] = new Uint32Array(memory, address, VIEW_WORDS);
  return {
    rows,
    hasDetails: hasDetails !== 0,
    total: hasTotal === 0 ? null : totalHigh * 2 ** 32 + totalLow,
    heap: heapBytes === 0 ? '' : utf8.decode(new Uint8Array(memory, heapPtr, heapBytes)),
    at: new Float64Array(memory, atPtr, rows),
    kind: new Uint8Array(memory, kindPtr, rows),
    flags: new Uint8Array(memory, flagsPtr, rows),
    text: new Uint32Array(memory, textPtr, TEXT_COLUMNS * rows * WORDS_PER_CELL),
  };
}

/** Mirrors TextColumn in src/model/page.hpp. */
const TEXT_COLUMNS = 10;
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

/**
 * Reads one text column row by row. A row that shares its range with the row before shares its string,
 * so a column of equal values makes one string a page.
 */
class TextReader {
  private position: number;
  private start = NONE;
  private value: string | null = null;

  constructor(
    private readonly page: PageView,
    column: Column,
  ) {
    this.position = column * page.rows * WORDS_PER_CELL;
  }

  next(): string | null {
    const { text, heap } = this.page;
    const start = text[this.position] ?? NONE;
    const end = text[this.position + 1] ?? NONE;
    this.position += WORDS_PER_CELL;
    if (start !== this.start) {
      this.start = start;
      this.value = start === NONE ? null : heap.slice(start, end);
    }
    return this.value;
  }

  /** For columns that the core fills in every row. */
  nextPresent(): string {
    return this.next() ?? '';
  }
}

/** The page's rows as entries. */
export function toEntries(page: PageView, provider: string, includeRaw: boolean): CreditEntry[] {
  const id = new TextReader(page, Column.Id);
  const account = new TextReader(page, Column.Account);
  const vendorKind = new TextReader(page, Column.VendorKind);
  const amount = new TextReader(page, Column.Amount);
  const unit = new TextReader(page, Column.Unit);
  const balanceAfter = new TextReader(page, Column.BalanceAfter);
  const atText = new TextReader(page, Column.AtText);
  const description = new TextReader(page, Column.Description);
  const reference = new TextReader(page, Column.Reference);
  const raw = new TextReader(page, Column.Raw);

  const entries = new Array<CreditEntry>(page.rows);
  for (let row = 0; row < page.rows; row += 1) {
    const at = page.at[row] ?? Number.NaN;
    const entry = {
      provider,
      id: id.nextPresent(),
      idIsSynthetic: ((page.flags[row] ?? 0) & FLAG_SYNTHETIC) !== 0,
      account: account.next(),
      kind: KINDS[page.kind[row] ?? KINDS.length] ?? 'other',
      vendorKind: vendorKind.next(),
      amount: amount.nextPresent(),
      unit: unit.nextPresent(),
      balanceAfter: balanceAfter.next(),
      at: Number.isNaN(at) ? null : at,
      atText: atText.next(),
      description: description.next(),
      reference: reference.next(),
    };
    entries[row] = includeRaw ? { ...entry, raw: raw.nextPresent() } : entry;
  }
  return entries;
}

/** The rows whose time the vendor left open. */
export function uncertainTimes(page: PageView): UncertainTime[] {
  const found: UncertainTime[] = [];
  for (let index = 0; index < page.rows; index += 1) {
    const flags = page.flags[index] ?? 0;
    if ((flags & FLAGS_UNCERTAIN) !== 0) {
      found.push({ index, reason: (flags & FLAGS_HOUR) !== 0 ? 'hour' : 'zone' });
    }
  }
  return found;
}
