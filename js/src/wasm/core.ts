/** The core's functions as the contract's objects. Handles and memory stay in here. */
import type { CreditBalance, CreditEntitlement, CreditPage, OperationName } from '../model.js';
import { toEntries, uncertainTimes, viewPage } from './columns.js';
import {
  CoreFailure,
  CoreTrap,
  type Core,
  type CoreError,
  type CoreProvider,
  type CoreReport,
  type CoreRequest,
  type CoreResponse,
  type CoreWalk,
  type DefinitionFault,
  type ProviderInfo,
} from './contract.js';
import type { Glue, PackedPairs } from './glue.js';
import type { CoreMemory } from './memory.js';

/** Mirrors OperationKind in src/provider/plan.hpp. */
const OPERATIONS: readonly OperationName[] = ['history', 'balance', 'entitlements'];

interface PageDetails {
  readonly balance: Omit<CreditBalance, 'provider'> | null;
  readonly entitlements: readonly Omit<CreditEntitlement, 'provider'>[];
}

const NO_DETAILS: PageDetails = { balance: null, entitlements: [] };

export function createCore(glue: Glue, memory: CoreMemory): Core {
  const instance = new Instance(glue, memory);
  return {
    checkDefinition: (definition) =>
      instance.json((core) =>
        core.checkDefinition(definitionText(definition)),
      ) as DefinitionFault[],
    compile(definition, settings) {
      const handle = instance.call((core) =>
        core.compile(
          definitionText(definition),
          settings.baseUrl ?? '',
          packed(Object.entries(settings.params ?? {})),
        ),
      );
      instance.demand(handle !== 0);
      return createProvider(instance, handle);
    },
    memoryBytes: () => memory.refresh().bytes.byteLength,
  };
}

/** What JSON cannot hold becomes "", and the core faults that as it does any text that is no JSON. */
function definitionText(definition: unknown): string {
  if (typeof definition === 'string') return definition;
  return typeof definition === 'object' ? JSON.stringify(definition) : '';
}

/** One instance of the WASM. After a trap its memory cannot be trusted, so every later call is refused. */
class Instance {
  private trapped: CoreTrap | undefined;
  private readonly viewAddress: number;

  constructor(
    private readonly glue: Glue,
    private readonly memory: CoreMemory,
  ) {
    this.viewAddress = glue.pageView();
  }

  call<T>(act: (glue: Glue) => T): T {
    if (this.trapped !== undefined) {
      throw this.trapped;
    }
    try {
      return act(this.glue);
    } catch (cause) {
      this.trapped = new CoreTrap('the WASM core stopped and was dropped', { cause });
      throw this.trapped;
    }
  }

  free(act: (glue: Glue) => void): void {
    if (this.trapped === undefined) {
      this.call(act);
    }
  }

  json(act: (glue: Glue) => string): unknown {
    return JSON.parse(this.call(act));
  }

  /** Throws the core's own error unless the call before succeeded. */
  demand(succeeded: boolean): void {
    if (!succeeded) {
      throw new CoreFailure(this.json((core) => core.lastError()) as CoreError);
    }
  }

  /** Copies a body to where the core reads it. */
  putBody(body: Uint8Array): void {
    const address = this.call((core) => core.bodyBuffer(body.byteLength));
    this.memory.refresh().bytes.set(body, address);
  }

  takePage(provider: string, operation: OperationName, includeRaw: boolean): CreditPage {
    const page = viewPage(this.memory, this.viewAddress);
    const entries = toEntries(page, provider, includeRaw);
    const uncertain = uncertainTimes(page);
    const details = page.hasDetails
      ? (this.json((core) => core.pageDetails()) as PageDetails)
      : NO_DETAILS;
    return {
      provider,
      operation,
      entries,
      balance: details.balance === null ? null : { provider, ...details.balance },
      entitlements: details.entitlements.map((entitlement) => ({ provider, ...entitlement })),
      totalClaimed: page.total,
      uncertainTimes: uncertain,
    };
  }
}

/** Frees handles whose owner was dropped without being closed. */
const abandoned = new FinalizationRegistry<() => void>((close) => {
  close();
});

type Close = (core: Glue, handle: number) => void;
const closeProvider: Close = (core, handle) => {
  core.closeProvider(handle);
};
const closeWalk: Close = (core, handle) => {
  core.closeWalk(handle);
};

/**
 * A function that closes `handle` once, and never throws: an instance that trapped has nothing left to free.
 * It must not hold `owner`, or the finalizer would keep alive what it waits for.
 */
function closeOnce(instance: Instance, handle: number, close: Close): () => void {
  let open = true;
  return () => {
    if (open) {
      open = false;
      instance.free((core) => {
        close(core, handle);
      });
    }
  };
}

function createProvider(instance: Instance, handle: number): CoreProvider {
  const close = closeOnce(instance, handle, closeProvider);
  const info = instance.json((core) => core.providerInfo(handle)) as ProviderInfo;
  const provider: CoreProvider = {
    info,
    openWalk(operation, query, options) {
      const walk = instance.call((core) =>
        core.openWalk(
          handle,
          OPERATIONS.indexOf(operation),
          JSON.stringify(query),
          options.limit ?? 0,
          options.pageSize ?? 0,
          options.maxPages ?? 0,
          options.includeRaw ?? false,
          options.resumeToken ?? '',
        ),
      );
      instance.demand(walk !== 0);
      return createWalk(instance, provider, walk, operation, options.includeRaw === true);
    },
    readPage(operation, response, includeRaw) {
      instance.putBody(response.body);
      const { status, body } = response;
      const headers = headersText(response);
      instance.demand(
        instance.call((core) =>
          core.readPage(
            handle,
            OPERATIONS.indexOf(operation),
            status,
            headers,
            body.byteLength,
            includeRaw,
          ),
        ),
      );
      return instance.takePage(info.id, operation, includeRaw);
    },
    dispose: close,
  };
  abandoned.register(provider, close);
  return provider;
}

function createWalk(
  instance: Instance,
  /** Held so that the provider outlives its walks. */
  provider: CoreProvider,
  handle: number,
  operation: OperationName,
  includeRaw: boolean,
): CoreWalk {
  const close = closeOnce(instance, handle, closeWalk);
  const walk: CoreWalk = {
    next() {
      const text = instance.call((core) => core.walkNext(handle));
      instance.demand(text !== 'failed');
      return request(text);
    },
    predict: (pagesAhead) => request(instance.call((core) => core.walkPredict(handle, pagesAhead))),
    accept(response) {
      instance.putBody(response.body);
      const headers = headersText(response);
      instance.demand(
        instance.call((core) =>
          core.walkAccept(handle, response.status, headers, response.body.byteLength),
        ),
      );
      return instance.takePage(provider.info.id, operation, includeRaw);
    },
    resumeToken: (consumed) => instance.call((core) => core.walkResumeToken(handle, consumed)),
    report: () => instance.json((core) => core.walkReport(handle)) as CoreReport,
    end(by) {
      instance.call((core) => {
        core.walkEnd(handle, by === 'abort');
      });
    },
    dispose: close,
  };
  abandoned.register(walk, close);
  return walk;
}

function request(text: string): CoreRequest | null {
  return text === '' ? null : (JSON.parse(text) as CoreRequest);
}

/** Most definitions read no header: "" then. */
function headersText(response: CoreResponse): PackedPairs {
  return response.headers.length === 0 ? '' : packed(response.headers);
}

/** The core refuses control characters wherever these texts end up, so a NUL can only be meant to deceive: it becomes a space. */
function packed(pairs: readonly (readonly [string, string])[]): PackedPairs {
  let text = '';
  for (const pair of pairs) {
    for (const part of pair) {
      text += `${part.replaceAll('\0', ' ')}\0`;
    }
  }
  return text;
}
