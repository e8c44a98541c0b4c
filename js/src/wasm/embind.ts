/**
 * The JavaScript half of embind for free functions over numbers, which is all that bindings/bindings.cpp binds. In
 * place of Emscripten's glue: that serves every kind of binding and every way to load, 11 KB where this is one. What it
 * answers is declared in Emscripten's system/include/emscripten/bind.h and system/lib/embind/bind.cpp
 * (https://github.com/emscripten-core/emscripten/tree/6.0.5/system).
 */
import type { Glue } from './glue.js';
import { CoreMemory } from './memory.js';

/** An address in the core's memory, or a number as WASM passes it. */
type Wire = number;

/** A function as the core announces it. Its types may follow later. */
interface Registration {
  readonly name: string;
  /** Ids of the types of its result and its parameters. */
  readonly types: readonly number[];
  /** Converts and calls; in the table of functions. */
  readonly invoker: number;
  /** What the invoker calls. */
  readonly target: number;
}

// A type, not an interface: only this can be compared with WebAssembly.Exports.
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
type CoreExports = {
  readonly memory: WebAssembly.Memory;
  readonly __indirect_function_table: WebAssembly.Table;
  readonly _initialize: () => void;
};

/** An instance with its functions bound. */
export interface StartedCore {
  readonly glue: Glue;
  readonly memory: CoreMemory;
}

type Invoker = (target: number, ...values: number[]) => number | undefined;

const WORD_BYTES = 4;

const decoder = new TextDecoder();

/** Throws what WebAssembly throws, and Error for a module that is not this package's. */
export async function startCore(module: WebAssembly.Module): Promise<StartedCore> {
  const binding = new Binding();
  const { exports } = await WebAssembly.instantiate(module, { env: binding.imports });
  if (!(exports['memory'] instanceof WebAssembly.Memory)) {
    throw new Error('it exports no memory, so it is not the core of this package');
  }
  return binding.start(exports as CoreExports);
}

class Binding {
  readonly #numbers = new Set<number>();
  readonly #registrations: Registration[] = [];
  #core!: CoreExports;
  #memory!: CoreMemory;

  readonly #addNumber = (type: number): void => {
    this.#numbers.add(type);
  };

  /** What the core calls while it starts. */
  readonly imports = {
    _embind_register_void: this.#addNumber,
    _embind_register_integer: this.#addNumber,
    _embind_register_float: this.#addNumber,
    _embind_register_function: (
      name: Wire,
      typeCount: number,
      typesAt: Wire,
      _signature: Wire,
      invoker: number,
      target: number,
    ) => {
      const { bytes, words } = this.#memory.refresh();
      const first = typesAt / WORD_BYTES;
      this.#registrations.push({
        name: decoder.decode(bytes.subarray(name, bytes.indexOf(0, name))),
        types: [...words.subarray(first, first + typeCount)],
        invoker,
        target,
      });
    },
    // Whoever reads the memory looks for itself whether it grew.
    emscripten_notify_memory_growth: () => undefined,
  };

  start(core: CoreExports): StartedCore {
    this.#core = core;
    this.#memory = new CoreMemory(core.memory);
    core._initialize();
    const functions = this.#registrations.map(
      (registration) => [registration.name, this.#bind(registration)] as const,
    );
    return { glue: Object.assign({} as Glue, Object.fromEntries(functions)), memory: this.#memory };
  }

  #bind({ types, invoker, target }: Registration): (...values: number[]) => number {
    if (!types.every((type) => this.#numbers.has(type))) {
      throw new TypeError('the core binds a function over a type that embind.ts does not know');
    }
    const invoke = this.#core.__indirect_function_table.get(invoker) as Invoker;
    // WASM's numbers of 32 bits come out signed; addresses and handles are not.
    return (...values) => (invoke(target, ...values) ?? 0) >>> 0;
  }
}
