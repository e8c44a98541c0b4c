/**
 * A second reading of the definition language: slow, plain, and written from docs/definitions.md, docs/model.md,
 * docs/json.md and docs/errors.md alone.
 */
import type {
  CreditBalance,
  CreditEntitlement,
  CreditEntry,
  CreditPage,
  OperationName,
} from '../client/support/core.js';
import type { Balance, Definition, Entry, Operation, Paging } from './definition.js';
import { type Json, NoJson, parseJson } from './json.js';
import type { Outcome, Refusal, Synthetic } from './outcome.js';
import { bodyGround, Fault, Faults, follow, type Ground, spotOf } from './places.js';
import { readBalance, readEntitlement, readEntry } from './records.js';
import { formatError, jsonOrNone, refusalInSuccess, refusalOf, type Response } from './refusals.js';
import { findRows } from './rows.js';
import { contentOf } from './content.js';
import { twice } from './twice.js';
import { type Parameters, readFlag } from './values.js';
import { isAbsent } from './amounts.js';

class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super();
  }
}

export function readPage(
  definition: Definition,
  name: OperationName,
  response: Response,
  given: Parameters,
  includeRaw: boolean,
): Outcome {
  const operation: Operation | undefined = definition.operations[name];
  if (operation === undefined) throw new Error(`no operation ${name}`);
  try {
    const body = readableBody(definition, operation, response);
    return new PageReading(definition, name, operation, body, given).outcome(includeRaw);
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.refusal };
    if (error instanceof Fault) return { refusal: formatError([error.pointer]) };
    throw error;
  }
}

/** The body of a success, of which each member that is read stands once. */
function readableBody(definition: Definition, operation: Operation, response: Response): Json {
  const { status } = response;
  if (status >= 400) {
    throw new Refused(refusalOf(response, jsonOrNone(response.body), operation, definition));
  }
  if (status < 200 || status >= 300) throw new Refused(formatError(null));
  const body = parsed(response.body);
  const { outside, inRows } = twice(body, operation, definition);
  if (outside.length > 0) throw new Refused(formatError(outside));
  const refusal = refusalInSuccess(response, body, operation, definition);
  if (refusal !== undefined) throw new Refused(refusal);
  const faults = new Faults();
  if (operation.rows !== undefined) faults.attempt(() => findRows(operation.rows!, body));
  const pointers = [...inRows, ...faults.pointers];
  if (pointers.length > 0) throw new Refused(formatError(pointers));
  return body;
}

function parsed(text: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof NoJson) {
      throw new Refused(formatError(null, Buffer.byteLength(text.slice(0, error.offset))));
    }
    throw error;
  }
}

class PageReading {
  readonly #synthetic = new Map<number, Synthetic>();
  readonly #assumed = new Map<number, readonly number[]>();
  readonly #uncertainTimes: { index: number; reason: 'hour' }[] = [];

  constructor(
    private readonly definition: Definition,
    private readonly name: OperationName,
    private readonly operation: Operation,
    private readonly body: Json,
    private readonly given: Parameters,
  ) {}

  outcome(includeRaw: boolean): Outcome {
    const { rows, entry, entitlement, balance, paging } = this.operation;
    const grounds = rows === undefined ? [] : findRows(rows, this.body);
    const entries = entry === undefined ? [] : this.#entries(entry, grounds, includeRaw);
    const entitlements: CreditEntitlement[] =
      entitlement === undefined
        ? []
        : grounds.map((ground) =>
            this.#checked(ground, (context) => readEntitlement(entitlement, context)),
          );
    const totalClaimed = this.#signals(paging);
    const page: CreditPage = {
      provider: this.definition.id,
      operation: this.name,
      entries,
      balance: balance === undefined ? null : this.#balance(balance),
      entitlements,
      totalClaimed,
      uncertainTimes: this.#uncertainTimes,
    };
    return { page, synthetic: this.#synthetic, assumed: this.#assumed };
  }

  #checked<T>(
    ground: Ground,
    read: (context: {
      provider: string;
      ground: Ground;
      given: Parameters;
      faults: Faults;
    }) => T | undefined,
  ): T {
    const faults = new Faults();
    const found = read({ provider: this.definition.id, ground, given: this.given, faults });
    if (found !== undefined) return found;
    throw new Refused(formatError(faults.pointers));
  }

  #entries(entry: Entry, grounds: readonly Ground[], includeRaw: boolean): CreditEntry[] {
    const seen = new Map<string, number>();
    return grounds.map((ground, index) => {
      const read = this.#checked(ground, (context) => readEntry(entry, context));
      if (read.entry.idIsSynthetic) {
        const content = contentOf(entry, ground);
        const occurrence = (seen.get(content) ?? 0) + 1;
        seen.set(content, occurrence);
        this.#synthetic.set(index, { content, occurrence });
      }
      if (read.instant !== null) {
        if (read.instant.isUncertain) this.#uncertainTimes.push({ index, reason: 'hour' });
        this.#assumed.set(index, read.instant.assumed);
      }
      return includeRaw ? { ...read.entry, raw: ground.row.value?.source ?? 'null' } : read.entry;
    });
  }

  /** In a history a balance may be missing. */
  #balance(balance: Balance): CreditBalance | null {
    const ground = bodyGround(this.body);
    if (this.name === 'history' && isAbsent(balance.available, ground)) return null;
    return this.#checked(ground, (context) => readBalance(balance, context));
  }

  /** What the vendor says about other pages: of this a page shows how many rows there are in all. */
  #signals(paging: Paging | undefined): number | null {
    if (paging?.more !== undefined) readFlag(paging.more, bodyGround(this.body));
    const total = this.#count(paging?.total);
    this.#count(paging?.totalPages);
    return total;
  }

  #count(pointer: string | undefined): number | null {
    if (pointer === undefined) return null;
    const { value } = follow(spotOf(this.body, ''), pointer);
    if (value === null) return null;
    const text = value.type === 'text' ? value.value : value.source;
    if (!/^[0-9]+$/.test(text) || BigInt(text) >= 1n << 53n) throw new Fault(pointer);
    return Number(text);
  }
}
