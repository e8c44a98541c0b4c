/**
 * One walk: the core says what to request, the transport fetches it, the core reads it. Owns everything that must be
 * let go when the walk is over, however it ends.
 */
import { guarded, publicError } from '../core-access.js';
import { CreditKitError } from '../errors/index.js';
import { type ErrorPlace, oneLine } from '../errors/from-core.js';
import type { CreditEntry, CreditPage, OperationName, WalkReport } from '../model.js';
import {
  type Bounds,
  isAbortReason,
  now,
  throwIfOver,
  TimeOver,
  within,
} from '../transport/bounds.js';
import type { Secrets } from '../transport/secrets.js';
import { timeoutError } from '../transport/attempt.js';
import type { Errand, Tally, Transport } from '../transport/transport.js';
import type { Core, CoreReport, CoreRequest, CoreWalk, CoreWalkOptions } from '../wasm/contract.js';
import { Ahead } from './ahead.js';
import type { ProviderHost } from './provider-host.js';

/** What a walk has from its client. */
export interface SessionHost {
  readonly provider: ProviderHost;
  readonly transport: Transport;
  readonly secrets: Secrets;
  readonly timeoutMs: number;
  readonly deadlineMs: number | null;
}

export interface SessionRequest {
  /** Throws ParameterError. Called before anything is requested: whoever reads the walk hears of it. */
  readonly check: () => void;
  readonly operation: OperationName;
  readonly query: Readonly<Record<string, unknown>>;
  readonly options: CoreWalkOptions;
  readonly prefetch: number;
  readonly signals: readonly AbortSignal[];
}

/** What the core said last. Kept here so that it can be told when the core is gone. */
interface Seen {
  readonly report: CoreReport;
  /** With all of the page consumed. */
  readonly resumeToken: string | null;
}

const NOTHING_SEEN: CoreReport = {
  complete: false,
  endedBy: null,
  pages: 0,
  entries: 0,
  duplicates: 0,
  totalClaimed: null,
  warnings: [],
};

interface OpenWalk {
  readonly core: Core;
  readonly walk: CoreWalk;
}

/** How the walk ended. */
interface End {
  /** `null`: as the core says. */
  readonly by: 'error' | 'abort' | null;
  readonly failed: boolean;
  readonly error?: unknown;
  /** Entries of the last page that were not taken. */
  readonly unread: number;
}

/** What ends the waits of a walk that its consumer left. */
const LEFT = new Error('the walk was left');

export class WalkSession {
  readonly #host: SessionHost;
  readonly #request: SessionRequest;
  readonly #left = new AbortController();
  readonly #ahead: Ahead;
  readonly #tally: Tally = { requests: 0, retries: 0 };
  #bounds: Bounds | null = null;
  #open: OpenWalk | null = null;
  #page: CreditPage | null = null;
  #consumed = 0;
  #pageIsNew = false;
  #fetching = false;
  #seen: Seen;
  #end: End | null = null;

  constructor(host: SessionHost, request: SessionRequest) {
    this.#host = host;
    this.#request = request;
    this.#seen = { report: NOTHING_SEEN, resumeToken: request.options.resumeToken ?? null };
    this.#ahead = new Ahead(request.prefetch, (ahead, signal, pagesAhead) => {
      const bounds = this.#within();
      return host.transport.send(
        this.#errand(ahead, pagesAhead),
        { ...bounds, signals: [...bounds.signals, signal] },
        this.#tally,
      );
    });
  }

  /** The next entry of the page at hand; `undefined` where there is none, or the user aborted. */
  take(): CreditEntry | undefined {
    const entry = this.#aborted() ? undefined : this.#page?.entries[this.#consumed];
    if (entry !== undefined) {
      this.#consumed += 1;
      this.#pageIsNew = false;
    }
    return entry;
  }

  /** What is left of the page at hand, as a page; `undefined` where nothing is. An empty page is handed out once. */
  takeRest(): CreditPage | undefined {
    const page = this.#page;
    const consumed = this.#consumed;
    if (page === null || this.#aborted() || (this.#unread() === 0 && !this.#pageIsNew)) {
      return undefined;
    }
    this.#consumed = page.entries.length;
    this.#pageIsNew = false;
    return consumed === 0 ? page : restOf(page, consumed);
  }

  /** Fetches the next page; `false` where the walk is over. Once it rejects, it rejects with the same for ever. */
  async turn(): Promise<boolean> {
    if (this.#end === null) {
      this.#fetching = true;
      try {
        const page = await this.#fetchPage();
        if (page !== null) {
          this.#page = page;
          this.#consumed = 0;
          this.#pageIsNew = true;
          return true;
        }
        this.#finish({ by: null, failed: false });
      } catch (error) {
        this.#fail(error);
      } finally {
        this.#fetching = false;
        // When the page was whole already, the abort came too late to end the wait for it.
        if (this.#left.signal.aborted) {
          this.leave();
        }
      }
    }
    return this.#over();
  }

  /** False, or the error that ended the walk. */
  #over(): false {
    if (this.#end?.failed === true) {
      throw this.#end.error;
    }
    return false;
  }

  /** The consumer wants no more. What is under way is cancelled, and whoever waits for it is told that the walk is over. */
  leave(): void {
    if (this.#fetching) {
      this.#left.abort(LEFT);
    } else if (this.#end === null) {
      this.#finish({ by: this.#isAtEnd() ? null : 'abort', failed: false });
    }
  }

  /** The consumer cannot take more. */
  refuse(error: CreditKitError): CreditKitError {
    this.#finish({ by: 'error', failed: true, error });
    return error;
  }

  /** What was handed out since `resumeToken` is lost with the error that ended the walk: it has to come again. */
  takeBack(resumeToken: string | null): void {
    this.#seen = { ...this.#seen, resumeToken };
    if (this.#end?.by === 'error') {
      this.#attach();
    }
  }

  get report(): WalkReport {
    const { report } = this.#seen;
    const unread = this.#unread();
    const cutBy = this.#end?.by ?? null;
    return {
      complete: report.complete && unread === 0 && cutBy === null,
      endedBy: cutBy ?? (unread === 0 ? report.endedBy : null),
      pages: report.pages,
      requests: this.#tally.requests,
      retries: this.#tally.retries,
      entries: report.entries - unread,
      duplicates: report.duplicates,
      totalClaimed: report.totalClaimed,
      warnings: report.warnings.map(({ code, message }) => ({
        code,
        message: oneLine(this.#host.secrets.clean(message)),
      })),
    };
  }

  get resumeToken(): string | null {
    return this.#unread() === 0 || this.#end !== null
      ? this.#seen.resumeToken
      : this.#tokenInside();
  }

  async #fetchPage(): Promise<CreditPage | null> {
    const bounds = this.#within();
    throwIfOver(bounds);
    const open = this.#open ?? (await this.#start(bounds));
    const request = this.#call(open, ({ walk }) => walk.next());
    if (request === null) {
      this.#look(open, null);
      return null;
    }
    const page = await this.#host.transport.fetch(
      this.#errand(request, 1),
      bounds,
      this.#tally,
      (response) => open.walk.accept(response),
      this.#ahead.take(request),
    );
    this.#look(open, page.entries.length);
    this.#ahead.fill((pagesAhead) => this.#call(open, ({ walk }) => walk.predict(pagesAhead)));
    return page;
  }

  async #start(bounds: Bounds): Promise<OpenWalk> {
    const { operation, query, options, check } = this.#request;
    check();
    const { core, provider } = await within(bounds, Infinity, () => this.#host.provider.ready());
    const openWalk = (): CoreWalk => provider.openWalk(operation, query, options);
    const open = { core, walk: guarded(core, openWalk, this.#place(null)) };
    this.#open = open;
    this.#look(open, 0);
    return open;
  }

  /** Made at the first request: a walk that nobody reads has no deadline. */
  #within(): Bounds {
    const { deadlineMs } = this.#host;
    this.#bounds ??= {
      signals: [...this.#request.signals, this.#left.signal],
      deadlineAt: deadlineMs === null ? null : now() + deadlineMs,
    };
    return this.#bounds;
  }

  #errand(request: CoreRequest, pagesAhead: number): Errand {
    return {
      provider: this.#host.provider.info.id,
      operation: this.#request.operation,
      page: this.#seen.report.pages + pagesAhead,
      request,
    };
  }

  #place(page: number | null): ErrorPlace {
    const { operation } = this.#request;
    return { provider: this.#host.provider.info.id, operation, page, request: null };
  }

  #call<T>(open: OpenWalk, act: (open: OpenWalk) => T): T {
    return guarded(open.core, () => act(open), this.#place(this.#seen.report.pages + 1));
  }

  /** Keeps what the core says now. `entries`: of the page that is new at hand, `null` where there is none. */
  #look(open: OpenWalk, entries: number | null): void {
    const resumeToken =
      entries === null
        ? this.#seen.resumeToken
        : this.#orNull(this.#call(open, ({ walk }) => walk.resumeToken(entries)));
    this.#seen = { report: this.#call(open, ({ walk }) => walk.report()), resumeToken };
  }

  /** In the middle of a page. `null` where the core is gone that alone knows. */
  #tokenInside(): string | null {
    try {
      return this.#orNull(this.#open?.walk.resumeToken(this.#consumed) ?? '');
    } catch {
      return null;
    }
  }

  /** `null` for none, and for one that would give the key away. */
  #orNull(token: string): string | null {
    return token === '' || this.#host.secrets.isIn(token) ? null : token;
  }

  #unread(): number {
    return this.#end?.unread ?? (this.#page?.entries.length ?? 0) - this.#consumed;
  }

  #aborted(): boolean {
    return this.#request.signals.some((signal) => signal.aborted);
  }

  /** Whether the last entry of all was taken, although nobody has asked what comes after it. */
  #isAtEnd(): boolean {
    try {
      const open = this.#open;
      if (
        open === null ||
        this.#unread() > 0 ||
        this.#call(open, ({ walk }) => walk.next()) !== null
      ) {
        return false;
      }
      this.#look(open, null);
      return true;
    } catch {
      return false;
    }
  }

  #fail(error: unknown): void {
    if (error === LEFT) {
      this.#finish({ by: 'abort', failed: false });
      return;
    }
    // The user's own reason, which may even be the error of another walk: nothing is written into it.
    if (isAbortReason(this.#request.signals, error)) {
      this.#finish({ by: 'abort', failed: true, error });
      return;
    }
    this.#finish({ by: 'error', failed: true, error: this.#shown(error) });
    this.#attach();
  }

  /** The error that ended the walk says how far it got. */
  #attach(): void {
    const error = this.#end?.error;
    if (error instanceof CreditKitError) {
      CreditKitError.attachWalk(error, this.report, this.resumeToken);
    }
  }

  #shown(error: unknown): unknown {
    const place = this.#place(this.#seen.report.pages + 1);
    if (error instanceof TimeOver) {
      return timeoutError(error, place, this.#host.timeoutMs, '(between two pages)');
    }
    return this.#open === null ? error : publicError(this.#open.core, error, place);
  }

  /** Lets go of everything. What the walk can say about itself stays. */
  #finish(end: Omit<End, 'unread'>): void {
    const unread = this.#unread();
    const resumeToken = this.resumeToken;
    this.#ahead.cancel();
    const open = this.#open;
    if (open !== null && end.by !== null) {
      this.#seen = { report: this.#endedReport(open, end.by), resumeToken };
    }
    open?.walk.dispose();
    this.#open = null;
    this.#page = null;
    this.#end = { ...end, unread };
  }

  #endedReport({ walk }: OpenWalk, by: 'error' | 'abort'): CoreReport {
    try {
      return walk.end(by);
    } catch {
      // The core is gone; what it said last still holds.
      return this.#seen.report;
    }
  }
}

function restOf(page: CreditPage, consumed: number): CreditPage {
  return {
    ...page,
    entries: page.entries.slice(consumed),
    uncertainTimes: page.uncertainTimes
      .filter(({ index }) => index >= consumed)
      .map(({ index, reason }) => ({ index: index - consumed, reason })),
  };
}
