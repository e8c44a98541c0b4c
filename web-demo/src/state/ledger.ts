import { batch, signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type {
  CreditBalance,
  CreditEntry,
  CreditKind,
  CreditPage,
  HistoryWalk,
  WalkReport,
} from 'creditkit';

import { describeFailure, openWalk } from '../data.js';
import type { Connection, Failure, WalkSettings } from '../data.js';
import { DayStacks } from '../exact/day-stacks.js';
import { RequestLog } from './request-log.js';

/** `more`: at rest, pages follow. */
export type LedgerState = 'idle' | 'loading' | 'more' | 'ended' | 'failed' | 'aborted';

/** A page that was read, and the request whose answer it is. */
export interface PageSpan {
  readonly firstRow: number;
  readonly rows: number;
  readonly request: number;
}

/** The page must stay alive while pages come without a network in between. */
const sliceMs = 12;

/** One walk over a vendor's history: what came, what is known of it, and the means to go on, stop and resume. */
export class Ledger {
  readonly connection: Connection;
  readonly log: RequestLog;
  /** Grows in place; `count` says how far. */
  readonly entries: CreditEntry[] = [];
  readonly count: Signal<number> = signal(0);
  readonly pages: PageSpan[] = [];
  readonly days = new DayStacks();
  /** The kinds that were met. */
  readonly kinds = new Set<CreditKind>();
  /** The most digits after a decimal point among the amounts. */
  fractionDigits = 0;
  /** True once an entry stated the balance after it, or had a description. */
  statesBalances = false;
  describes = false;
  readonly state: Signal<LedgerState> = signal('idle');
  readonly report: Signal<WalkReport | null> = signal(null);
  readonly resumeToken: Signal<string | null> = signal(null);
  /** The balance that came with a page, where the vendor sends one. */
  readonly pageBalance: Signal<CreditBalance | null> = signal(null);
  readonly failure: Signal<Failure | null> = signal(null);
  readonly #settings: WalkSettings;
  #walk: HistoryWalk | null = null;
  #pages: AsyncIterator<CreditPage> | null = null;
  #abort = new AbortController();
  #loading: Promise<void> | null = null;

  constructor(connection: Connection, settings: WalkSettings = {}) {
    this.connection = connection;
    this.#settings = settings;
    this.log = new RequestLog(connection);
  }

  /** One more page. Calls that overlap share it. */
  loadPage(): Promise<void> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  /** Pages until the end, an error or `abort`. */
  async loadAll(): Promise<void> {
    let sliceBegan = performance.now();
    do {
      await this.loadPage();
      if (performance.now() - sliceBegan > sliceMs) {
        await new Promise((resolve) => setTimeout(resolve, 0));
        sliceBegan = performance.now();
      }
    } while (this.state.value === 'more');
  }

  abort(): void {
    this.#abort.abort();
    if (this.state.value === 'more') {
      // Nothing is under way that could notice the abort by itself.
      void this.loadPage();
    }
  }

  /** Goes on after an abort or an error, from the resume token, in a new walk. */
  resume(): Promise<void> {
    const token = this.resumeToken.value;
    if (token === null || (this.state.value !== 'aborted' && this.state.value !== 'failed'))
      return Promise.resolve();
    this.#abort = new AbortController();
    this.#pages = null;
    this.failure.value = null;
    this.state.value = 'more';
    return this.loadAll();
  }

  async #load(): Promise<void> {
    if (this.state.value !== 'idle' && this.state.value !== 'more') {
      this.#loading = null;
      return;
    }
    this.state.value = 'loading';
    const settle = await this.#read();
    // Who hears of the page may ask for the next one at once.
    this.#loading = null;
    batch(() => {
      settle();
      this.report.value = this.#walk === null ? null : { ...this.#walk.report };
      this.resumeToken.value = this.#walk?.resumeToken ?? this.resumeToken.value;
    });
  }

  /** Reads on, and gives what has to be told of it. */
  async #read(): Promise<() => void> {
    try {
      const next = await (await this.#open()).next();
      return () => {
        if (next.done === true) this.state.value = 'ended';
        else this.#take(next.value);
      };
    } catch (error) {
      const { aborted } = this.#abort.signal;
      return () => {
        this.state.value = aborted ? 'aborted' : 'failed';
        this.failure.value = aborted ? null : describeFailure(error);
      };
    }
  }

  async #open(): Promise<AsyncIterator<CreditPage>> {
    if (this.#pages === null) {
      const resumeToken = this.resumeToken.value;
      this.#walk = await openWalk(this.connection, this.log, {
        ...this.#settings,
        ...(resumeToken === null ? {} : { resumeToken }),
        signal: this.#abort.signal,
      });
      this.#pages = this.#walk.pages()[Symbol.asyncIterator]();
    }
    return this.#pages;
  }

  #take(page: CreditPage): void {
    const firstRow = this.entries.length;
    for (const entry of page.entries) {
      this.entries.push(entry);
      this.days.add(entry);
      this.kinds.add(entry.kind);
      this.statesBalances ||= entry.balanceAfter !== null;
      this.describes ||= entry.description !== null;
      this.fractionDigits = Math.max(
        this.fractionDigits,
        fractionOf(entry.amount),
        fractionOf(entry.balanceAfter ?? ''),
      );
    }
    this.pages.push({
      firstRow,
      rows: page.entries.length,
      request: this.log.readRows(page.entries.length),
    });
    this.pageBalance.value ??= page.balance;
    this.state.value = 'more';
    this.count.value = this.entries.length;
  }
}

function fractionOf(amount: string): number {
  const point = amount.indexOf('.');
  return point < 0 ? 0 : amount.length - point - 1;
}
