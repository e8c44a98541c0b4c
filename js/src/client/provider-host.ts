import { coreNow, guarded, sharedCore } from '../core-access.js';
import { DefinitionError } from '../errors/index.js';
import type { Core, CoreProvider, DefinitionFault, ProviderInfo } from '../wasm/contract.js';
import { noop } from '../transport/bounds.js';
import { loadedCore } from '../wasm/load.js';

/** A definition compiled on an instance of the core. */
export interface CompiledProvider {
  readonly core: Core;
  readonly provider: CoreProvider;
}

export interface ProviderSettings {
  readonly baseUrl?: string | undefined;
  readonly params?: Readonly<Record<string, string>> | undefined;
}

/** Keeps one client's definition compiled, anew wherever the shared instance was replaced. */
export class ProviderHost {
  readonly #definition: string;
  readonly #settings: ProviderSettings;
  #compiled: CompiledProvider;
  readonly info: ProviderInfo;

  private constructor(definition: string, settings: ProviderSettings, core: Core) {
    this.#definition = definition;
    this.#settings = settings;
    this.#compiled = this.#compile(core);
    this.info = this.#compiled.provider.info;
  }

  /** Throws DefinitionError, ParameterError or WasmLoadError. */
  static async open(
    definition: Promise<string | DefinitionFault>,
    { baseUrl, params }: ProviderSettings,
  ): Promise<ProviderHost> {
    const settings = { baseUrl, params: params === undefined ? undefined : { ...params } };
    // In a page, definition and core are a request each: both at once. The definition's fault is told first.
    const core = sharedCore();
    core.catch(noop);
    const text = await definition;
    if (typeof text !== 'string') {
      throw new DefinitionError(`the definition cannot be used: ${text.message}`, {}, [text]);
    }
    return new ProviderHost(text, settings, await core);
  }

  /** Throws WasmLoadError in the moment in which the instance is being replaced. */
  now(): CompiledProvider {
    return this.#on(coreNow());
  }

  async ready(): Promise<CompiledProvider> {
    return this.#on(loadedCore() ?? (await sharedCore()));
  }

  #on(core: Core): CompiledProvider {
    if (this.#compiled.core !== core) {
      this.#compiled = this.#compile(core);
    }
    return this.#compiled;
  }

  #compile(core: Core): CompiledProvider {
    const settings = { ...this.#settings };
    return { core, provider: guarded(core, () => core.compile(this.#definition, settings)) };
  }
}
