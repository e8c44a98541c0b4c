import { faultApplies, faultOfKind } from './faults.js';
import type { Fault, FaultKind, FaultSpec, RandomFaults } from './faults.js';
import { Random } from './random.js';
import type { Provider } from './types.js';

/** A fault that may strike the request at hand. */
export interface Candidate {
  readonly spec: FaultSpec;
  /** How many requests this fault struck before. */
  readonly struck: number;
  /** To be called when it did strike. */
  readonly spend: () => void;
}

/** Says which faults may strike a request. */
export interface Schedule {
  /**
   * `request` counts from 1; `identity` is equal for equal requests. To be asked once a request.
   */
  candidates(request: number, identity: string): readonly Candidate[];
}

const LASTING: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'clamp',
  'ignored-position',
  'repeated-cursor',
  'cycle',
  'total',
]);

/** What a client repairs by asking once more. */
const REPAIRED_BY_RETRY: readonly FaultKind[] = ['status', 'reset-headers', 'reset-body'];

/**
 * @throws RangeError for a fault that the vendor has no place for, for a status that no answer can
 * have, or for a rate beyond 0 to 1.
 */
export function createSchedule(
  faults: readonly Fault[] | RandomFaults | undefined,
  provider: Provider,
  seed: number | string,
): Schedule {
  if (faults === undefined) return { candidates: () => [] };
  return isScript(faults) ? new Script(faults, provider, seed) : new Mix(faults, provider, seed);
}

function isScript(faults: readonly Fault[] | RandomFaults): faults is readonly Fault[] {
  return Array.isArray(faults);
}

class Script implements Schedule {
  readonly #lines: { readonly fault: Fault; readonly random: Random; struck: number }[];

  constructor(faults: readonly Fault[], provider: Provider, seed: number | string) {
    const random = new Random(seed).fork('faults');
    this.#lines = faults.map((fault, index) => {
      checkSpec(fault, provider);
      if (fault.rate !== undefined) checkRate(fault.rate);
      return { fault, random: random.fork(index), struck: 0 };
    });
  }

  candidates(request: number): readonly Candidate[] {
    const due: Candidate[] = [];
    for (const line of this.#lines) {
      const { atRequest = 1, rate, kind } = line.fault;
      const times = line.fault.times ?? (rate !== undefined || LASTING.has(kind) ? Infinity : 1);
      const drawn = rate === undefined || line.random.chance(rate);
      if (request < atRequest || line.struck >= times || !drawn) continue;
      due.push({ spec: line.fault, struck: line.struck, spend: () => (line.struck += 1) });
    }
    return due;
  }
}

class Mix implements Schedule {
  readonly #rate: number;
  readonly #specs: readonly [FaultSpec, ...FaultSpec[]];
  readonly #maxInARow: number;
  readonly #random: Random;
  readonly #inARow = new Map<string, number>();
  #struck = 0;

  constructor(faults: RandomFaults, provider: Provider, seed: number | string) {
    checkRate(faults.rate);
    const [first, ...rest] = (faults.kinds ?? REPAIRED_BY_RETRY).map((kind) =>
      typeof kind === 'string' ? faultOfKind(kind) : kind,
    );
    if (first === undefined) throw new RangeError('faults.kinds is empty');
    for (const spec of [first, ...rest]) checkSpec(spec, provider);
    this.#rate = faults.rate;
    this.#specs = [first, ...rest];
    this.#maxInARow = faults.maxInARow ?? Infinity;
    this.#random = new Random(faults.seed ?? seed).fork('faults');
  }

  candidates(_request: number, identity: string): readonly Candidate[] {
    const drawn = this.#random.chance(this.#rate);
    const spec = this.#random.pick(this.#specs);
    const before = this.#inARow.get(identity) ?? 0;
    this.#inARow.delete(identity);
    if (!drawn || before >= this.#maxInARow) return [];
    const spend = (): void => {
      this.#struck++;
      this.#inARow.set(identity, before + 1);
    };
    return [{ spec, struck: this.#struck, spend }];
  }
}

function checkSpec(spec: FaultSpec, provider: Provider): void {
  if (!faultApplies(spec.kind, provider))
    throw new RangeError(`fault "${spec.kind}" has no meaning at ${provider}`);
  // No Response and no server takes another one: at a server it would end the process.
  const { status = 200 } = 'status' in spec ? spec : {};
  if (!(Number.isInteger(status) && status >= 200 && status <= 599))
    throw new RangeError(`a fault's status is 200 to 599, not ${String(status)}`);
}

function checkRate(rate: number): void {
  if (!(rate >= 0 && rate <= 1))
    throw new RangeError(`a fault's rate is 0 to 1, not ${String(rate)}`);
}
