/** The core's functions as the contract's objects. Handles and memory stay in here. */
import type { CreditPage, OperationName } from '../model.js';
import { PageView, readPage, resultText } from './columns.js';
import {
  CoreFailure,
  type Core,
  type CoreError,
  type CoreProvider,
  type CoreReport,
  type CoreRequest,
  type CoreResponse,
  type CoreWalk,
  type ProviderInfo,
} from './contract.js';
import type { Answer, Glue } from './glue.js';
import type { CoreMemory } from './memory.js';

/** Mirrors OperationKind in src/provider/plan.hpp. */
const OPERATIONS: readonly OperationName[] = ['history', 'balance', 'entitlements'];

export function createCore(glue: Glue, memory: CoreMemory): Core {
  const instance = new Instance(glue, memory);
  return {
    checkDefinition(definition) {
      const [bytes] = instance.putTexts(definition);
      const handle = instance.core.compile(bytes, 0);
      if (handle === 0) {
        // Where only settings are missing, there are none.
        return (JSON.parse(instance.text()) as CoreError).faults;
      }
      instance.core.closeProvider(handle);
      return [];
    },
    compile(definition, settings) {
      const more = [settings.baseUrl ?? '', ...Object.entries(settings.params ?? {}).flat()];
      const [bytes, moreBytes] = instance.putTexts(definition, packed(more));
      const handle = instance.demand(instance.core.compile(bytes, moreBytes));
      return createProvider(instance, handle, JSON.parse(instance.text()) as ProviderInfo);
    },
    memoryBytes: () => memory.refresh().bytes.byteLength,
  };
}

const utf8 = new TextEncoder();

/** One instance of the WASM. */
class Instance {
  readonly core: Glue;
  readonly #memory: CoreMemory;
  readonly #viewAddress: number;

  constructor(core: Glue, memory: CoreMemory) {
    this.core = core;
    this.#memory = memory;
    this.#viewAddress = core.view();
  }

  /** The core's answer. Throws the core's own error where it failed. */
  demand(answer: Answer): Answer {
    if (answer === 0) {
      throw new CoreFailure(JSON.parse(this.text()) as CoreError);
    }
    return answer;
  }

  /** The text that the last call made. */
  text(): string {
    return resultText(this.#memory, this.#viewAddress);
  }

  /** The JSON that the core made. Throws likewise. */
  json(answer: Answer): unknown {
    this.demand(answer);
    return JSON.parse(this.text());
  }

  /** Copies a body to where the core reads it. */
  putBody(body: Uint8Array): void {
    const address = this.core.bodyBuffer(body.byteLength);
    this.#memory.refresh().bytes.set(body, address);
  }

  /** Copies texts to where the core reads them, one behind the other. Their lengths in bytes. */
  putTexts(first: string, second = ''): [first: number, second: number] {
    // A UTF-16 unit takes three bytes at most.
    const room = (first.length + second.length) * 3;
    const address = this.core.textBuffer(room);
    const free = this.#memory.refresh().bytes.subarray(address, address + room);
    const { written } = utf8.encodeInto(first, free);
    return [written, utf8.encodeInto(second, free.subarray(written)).written];
  }

  /** Copies what the core reads of a response. The length of its headers in bytes. */
  putResponse(response: CoreResponse): number {
    this.putBody(response.body);
    return response.headers.length === 0 ? 0 : this.putTexts(packed(response.headers.flat()))[0];
  }

  takePage(provider: string, operation: OperationName, includeRaw: boolean): CreditPage {
    return readPage(new PageView(this.#memory, this.#viewAddress), provider, operation, includeRaw);
  }
}

/** Frees handles whose owner was dropped without being closed. The core ignores a handle that was closed before. */
const abandoned = new FinalizationRegistry<() => void>((close) => {
  close();
});

/**
 * A function that never throws: an instance that trapped has nothing left to free. Made out here, it does not hold the
 * owner of the handle: the finalizer would keep alive what it waits for.
 */
function closing(core: Glue, close: 'closeProvider' | 'closeWalk', handle: number): () => void {
  return () => {
    try {
      core[close](handle);
    } catch {
      // It trapped.
    }
  };
}

function createProvider(instance: Instance, handle: number, info: ProviderInfo): CoreProvider {
  const close = closing(instance.core, 'closeProvider', handle);
  const provider: CoreProvider = {
    info,
    openWalk(operation, query, options) {
      const [queryBytes, tokenBytes] = instance.putTexts(queryText(query), options.resumeToken);
      const walk = instance.demand(
        instance.core.openWalk(
          handle,
          OPERATIONS.indexOf(operation),
          queryBytes,
          tokenBytes,
          options.limit ?? 0,
          options.pageSize ?? 0,
          options.maxPages ?? 0,
          Number(options.includeRaw ?? false),
        ),
      );
      return createWalk(instance, provider, walk, operation, options.includeRaw === true);
    },
    readPage(operation, response, includeRaw) {
      const headerBytes = instance.putResponse(response);
      instance.demand(
        instance.core.readPage(
          handle,
          OPERATIONS.indexOf(operation),
          response.status,
          headerBytes,
          response.body.byteLength,
          Number(includeRaw),
        ),
      );
      return instance.takePage(info.id, operation, includeRaw);
    },
    dispose: close,
  };
  abandoned.register(provider, close);
  return provider;
}

/** JSON, with a bigint as the number that it is. Of values that requireScalars() lets pass. */
function queryText(query: object): string {
  const members = Object.entries<unknown>({ ...query })
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) =>
        `${JSON.stringify(name)}:${typeof value === 'bigint' ? String(value) : JSON.stringify(value)}`,
    );
  return `{${members.join()}}`;
}

/** Mirrors walk_next() in bindings/bindings.cpp. */
const REQUEST = 2;
/** Mirror EndedBy in src/walk/report.hpp. */
const ERROR = 2;
const ABORT = 3;

function createWalk(
  instance: Instance,
  /** Held so that the provider outlives its walks. */
  provider: CoreProvider,
  handle: number,
  operation: OperationName,
  includeRaw: boolean,
): CoreWalk {
  const close = closing(instance.core, 'closeWalk', handle);
  const report = (endedBy: number): CoreReport =>
    instance.json(instance.core.walkReport(handle, endedBy)) as CoreReport;
  const walk: CoreWalk = {
    next: () =>
      instance.demand(instance.core.walkNext(handle)) === REQUEST ? request(instance) : null,
    predict: (pagesAhead) =>
      instance.core.walkPredict(handle, pagesAhead) === 0 ? null : request(instance),
    accept(response) {
      const headerBytes = instance.putResponse(response);
      instance.demand(
        instance.core.walkAccept(handle, response.status, headerBytes, response.body.byteLength),
      );
      return instance.takePage(provider.info.id, operation, includeRaw);
    },
    resumeToken(consumed) {
      instance.demand(instance.core.walkResumeToken(handle, consumed));
      return instance.text();
    },
    report: () => report(0),
    end: (by) => report(by === 'abort' ? ABORT : ERROR),
    dispose: close,
  };
  abandoned.register(walk, close);
  return walk;
}

/** The request that the last call made. Its headers are lines, "name: value". */
function request(instance: Instance): CoreRequest {
  const made = JSON.parse(instance.text()) as Omit<CoreRequest, 'headers'> & { headers: string };
  const lines = made.headers.split('\n').slice(0, -1);
  return {
    ...made,
    headers: lines.map((line) => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  };
}

/** The core refuses control characters wherever these texts end up, so a NUL can only be meant to deceive: it becomes another. */
function packed(texts: readonly string[]): string {
  return texts.map((text) => `${text.replaceAll('\0', '\x01')}\0`).join('');
}
