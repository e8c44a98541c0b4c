import { isPageFault, isReplacingFault, isSoundTransit, isTransitFault } from './faults.js';
import type { FaultKind } from './faults.js';
import { createFetch } from './fetch.js';
import { writeJson } from './json.js';
import { KeyRing } from './keys.js';
import { NO_TWIST, twistBy } from './pages.js';
import type { PageTwist } from './pages.js';
import { Random } from './random.js';
import { createSchedule } from './schedule.js';
import type { Candidate, Schedule } from './schedule.js';
import { befall, draftOf, replace, replyOf } from './strike.js';
import type { Draft, FaultContext } from './strike.js';
import type {
  ForeignRequest,
  Provider,
  RequestRecord,
  RowOf,
  ServedRow,
  SimulatedAccount,
  SimulatedReply,
  SimulatedRequest,
  Simulator,
  SimulatorOptions,
  Surroundings,
} from './types.js';
import { VENDORS } from './vendors.js';
import type { Answer, Vendor } from './vendor.js';

const DEFAULT_ROWS = 57;
const DEFAULT_KEY = 'test-key';
const FOREIGN_ORIGIN = 'https://elsewhere.example';

/** Headers that say what was asked for, and none that could carry a secret. */
const RECORDED_HEADERS: readonly string[] = [
  'accept',
  'accept-encoding',
  'content-length',
  'content-type',
  'origin',
  'user-agent',
  'x-cr-correlation-id',
  'x-org-id',
];

/**
 * A vendor's server in memory, read from the vendor's documents and independent of the rest of this
 * package.
 *
 * @example
 * const simulator = createSimulator({ provider: 'nametrust', rows: 250, faults: [{ kind: 'status',
 * atRequest: 2, retryAfter: 1 }] });
 * const response = await simulator.fetch(`${simulator.baseUrl}/credits/usage`, { headers: {
 * authorization: `Bearer ${simulator.apiKey}` } });
 *
 * @throws RangeError for a provider that is none of them, a count that is no whole number, and
 * options that contradict each other: two accounts with one id, a fault that the vendor has no place
 * for.
 */
export function createSimulator<P extends Provider>(options: SimulatorOptions<P>): Simulator<P> {
  return new MemorySimulator(options);
}

class MemorySimulator<P extends Provider> implements Simulator<P> {
  readonly provider: P;
  readonly baseUrl: string;
  readonly basePath: string;
  readonly fetch: typeof globalThis.fetch;
  readonly served: ServedRow<RowOf[P]>[] = [];
  readonly requests: RequestRecord[] = [];
  readonly foreignRequests: ForeignRequest[] = [];
  readonly #keys: KeyRing;
  readonly #vendor: Vendor<RowOf[P]>;
  readonly #schedule: Schedule;
  readonly #latencyMs: number;
  readonly #now: () => number;

  constructor(options: SimulatorOptions<P>) {
    const { provider, seed = 1, rows = DEFAULT_ROWS, accounts = 1, pageSize } = options;
    if (!Object.hasOwn(VENDORS, provider)) {
      const names = Object.keys(VENDORS).join(', ');
      throw new RangeError(`provider is none of ${names}`);
    }
    for (const count of [rows, accounts, pageSize]) {
      if (typeof count === 'number' && !(Number.isInteger(count) && count >= 0)) {
        throw new RangeError('rows, accounts and pageSize are whole numbers');
      }
    }
    const vendor = VENDORS[provider];
    const accountCount = typeof accounts === 'number' ? accounts : accounts.length;
    if (!(accountCount >= 1)) throw new RangeError('a simulator needs an account');
    this.provider = provider;
    this.baseUrl = (options.baseUrl ?? vendor.baseUrl).replace(/\/+$/, '');
    this.basePath = new URL(this.baseUrl).pathname.replace(/\/$/, '');
    this.#keys = new KeyRing(
      options.apiKey ?? DEFAULT_KEY,
      accountCount,
      vendor.keyPerAccount(options),
    );
    const setting = {
      keys: this.#keys,
      random: new Random(seed).fork(provider),
      accountIds: typeof accounts === 'number' ? null : accounts,
      accountCount,
      rows,
      pageSize,
    };
    this.#vendor = vendor.open(setting, options);
    this.#schedule = createSchedule(options.faults, provider, seed);
    this.#latencyMs = options.latencyMs ?? 0;
    this.#now = options.now ?? Date.now;
    const origins = options.baseUrl === undefined ? vendor.alsoAt : [];
    this.fetch = createFetch(this, [new URL(this.baseUrl).origin, ...origins], (request) => {
      this.foreignRequests.push({ ...request, url: this.#keys.blot(request.url) });
    });
  }

  get apiKey(): string {
    return this.#keys.of(0);
  }

  get accounts(): readonly SimulatedAccount[] {
    return this.#vendor.accounts.map((account, index) => ({
      ...account,
      apiKey: this.#keys.of(index),
    }));
  }

  rows(account?: string): readonly RowOf[P][] {
    return this.#vendor.rows(account ?? this.#vendor.accounts[0]?.id ?? '');
  }

  rotateKey(apiKey: string): void {
    this.#keys.rotate(apiKey);
  }

  carriesKey(text: string): boolean {
    return this.#keys.carries(text);
  }

  handle(request: SimulatedRequest, surroundings: Surroundings = {}): SimulatedReply {
    const identity = `${request.method} ${request.target} ${request.body}`;
    const due = this.#schedule.candidates(this.requests.length + 1, identity);
    const context: FaultContext = {
      target: request.target,
      foreignOrigin: surroundings.foreignOrigin ?? FOREIGN_ORIGIN,
      now: this.#now,
    };
    return replyOf(
      this.#replaced(request, due, context) ?? this.#answered(request, due, context),
      this.#latencyMs,
    );
  }

  /** The draft of a fault that keeps the vendor from being asked; `null` where there is none. */
  #replaced(
    request: SimulatedRequest,
    due: readonly Candidate[],
    context: FaultContext,
  ): Draft | null {
    for (const { spec, spend } of due) {
      if (!isReplacingFault(spec)) continue;
      spend();
      const draft = replace(spec, this.#vendor, context);
      this.#record(request, draft, null, [spec.kind], true);
      return draft;
    }
    return null;
  }

  #answered(request: SimulatedRequest, due: readonly Candidate[], context: FaultContext): Draft {
    let twist: PageTwist = NO_TWIST;
    for (const { spec, struck } of due) if (isPageFault(spec)) twist = twistBy(twist, spec, struck);
    const answer = this.#vendor.answer(request, twist);

    const kinds: FaultKind[] = [];
    let draft = draftOf(answer);
    let sound = true;
    for (const { spec, spend } of due) {
      if (isPageFault(spec) ? answer.page === null : !isTransitFault(spec)) continue;
      spend();
      kinds.push(spec.kind);
      if (!isTransitFault(spec)) continue;
      draft = befall(draft, spec, context);
      sound &&= isSoundTransit(spec);
    }
    this.#record(request, draft, answer, kinds, !sound);
    return draft;
  }

  #record(
    request: SimulatedRequest,
    draft: Draft,
    answer: Answer<RowOf[P]> | null,
    faults: readonly FaultKind[],
    lost: boolean,
  ): void {
    const { delivery } = draft;
    const silent =
      (delivery.how === 'reset' || delivery.how === 'stall') && delivery.afterBytes === null;
    const page = lost ? null : (answer?.page ?? null);
    const number = this.requests.length + 1;
    this.requests.push({
      number,
      method: request.method,
      target: this.#keys.blot(request.target),
      headers: this.#recordedHeaders(request.headers),
      headerNames: [...request.headers.keys()],
      body: this.#keys.blot(request.body),
      authorized: this.#vendor.authorizes(request),
      operation: answer?.operation ?? null,
      status: silent ? null : draft.status,
      rows: page?.count ?? 0,
      faults,
    });
    if (page === null) return;
    const { account, number: pageNumber, rows } = page;
    for (const row of rows) {
      this.served.push({
        account,
        page: pageNumber,
        request: number,
        row,
        // Made when read: of a long walk, few rows are looked at.
        get json() {
          return writeJson(row);
        },
      });
    }
  }

  #recordedHeaders(headers: Headers): Record<string, string> {
    const recorded: Record<string, string> = {};
    for (const name of RECORDED_HEADERS) {
      const value = headers.get(name);
      if (value !== null) recorded[name] = this.#keys.blot(value);
    }
    return recorded;
  }
}
