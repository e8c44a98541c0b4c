/**
 * The JavaScript half of embind for free functions over numbers, booleans and texts, which is all that
 * bindings/bindings.cpp binds. In place of Emscripten's glue: that serves every kind of binding and every way to load,
 * 11 KB where this is one. What it answers is declared in Emscripten's system/include/emscripten/bind.h and
 * system/lib/embind/bind.cpp (https://github.com/emscripten-core/emscripten/tree/6.0.5/system).
 */
import type { Glue } from './glue.js';
import { CoreMemory } from './memory.js';

/** An address in the core's memory, or a number as WASM passes it. */
type Wire = number;

/** How values of one C++ type cross. */
interface WireType {
  /** Absent where WASM's own conversion does. What it returns is freed after the call. */
  readonly toHeap?: (value: unknown) => Wire;
  readonly fromWire: (wire: Wire) => unknown;
}

/** A function as the core announces it. Its types may follow later. */
interface Registration {
  readonly name: string;
  /** Id of a type, as are the parameters. */
  readonly result: number;
  readonly parameters: readonly number[];
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
  readonly malloc: (bytes: number) => Wire;
  readonly free: (address: Wire) => void;
};

/** An instance with its functions bound. */
export interface StartedCore {
  readonly glue: Glue;
  readonly memory: CoreMemory;
}

type Invoker = (target: number, ...wires: unknown[]) => Wire;

/** Of the length before a text, and of what is addressed as a word. */
const WORD_BYTES = 4;

const NO_BYTES = new Uint8Array();
const encoder = new TextEncoder();
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
  readonly #types = new Map<number, WireType>();
  readonly #registrations: Registration[] = [];
  #core!: CoreExports;
  #memory!: CoreMemory;

  /** What the core calls while it starts. */
  readonly imports = {
    _embind_register_void: (type: number) => {
      this.#types.set(type, { fromWire: noop });
    },
    _embind_register_bool: (type: number) => {
      this.#types.set(type, { fromWire: Boolean });
    },
    _embind_register_integer: (type: number, _name: Wire, _bytes: number, min: number) => {
      // WASM's numbers of 32 bits come out signed.
      this.#types.set(type, { fromWire: (wire) => (min < 0 ? wire : wire >>> 0) });
    },
    _embind_register_float: (type: number) => {
      this.#types.set(type, { fromWire: (wire) => wire });
    },
    _embind_register_std_string: (type: number) => {
      this.#types.set(type, {
        toHeap: (value) => this.#toHeap(String(value)),
        fromWire: (wire) => this.#takeText(wire),
      });
    },
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
      const [result = 0, ...parameters] = words.subarray(first, first + typeCount);
      this.#registrations.push({
        name: decoder.decode(bytes.subarray(name, bytes.indexOf(0, name))),
        result,
        parameters,
        invoker,
        target,
      });
    },
    // embind announces these to whoever needs them; nothing bound here does.
    _embind_register_bigint: noop,
    _embind_register_emval: noop,
    _embind_register_memory_view: noop,
    _embind_register_std_wstring: noop,
    // Whoever reads the memory looks for itself whether it grew.
    emscripten_notify_memory_growth: noop,
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

  #bind(registration: Registration): (...values: unknown[]) => unknown {
    const { invoker, target } = registration;
    const { fromWire } = this.#type(registration.result);
    const invoke = this.#core.__indirect_function_table.get(invoker) as Invoker;
    const { free } = this.#core;
    // Few parameters are texts: their places are found once, for a small page is read in few microseconds.
    const texts = registration.parameters.flatMap((type, index) => {
      const { toHeap } = this.#type(type);
      return toHeap === undefined ? [] : [{ index, toHeap }];
    });
    return (...values) => {
      for (const { index, toHeap } of texts) {
        values[index] = toHeap(values[index]);
      }
      const wire = invoke(target, ...values);
      for (const { index } of texts) {
        free(values[index] as Wire);
      }
      return fromWire(wire);
    };
  }

  #type(id: number): WireType {
    const type = this.#types.get(id);
    if (type === undefined) {
      throw new TypeError('the core binds a function over a type that embind.ts does not know');
    }
    return type;
  }

  /** A text on the heap is its length in bytes, then its bytes. */
  #toHeap(text: string): Wire {
    const encoded = text === '' ? NO_BYTES : encoder.encode(text);
    const address = this.#core.malloc(WORD_BYTES + encoded.length);
    if (address === 0) {
      throw new RangeError('out of memory');
    }
    const { bytes, words } = this.#memory.refresh();
    words[address / WORD_BYTES] = encoded.length;
    bytes.set(encoded, address + WORD_BYTES);
    return address;
  }

  #takeText(address: Wire): string {
    const { bytes, words } = this.#memory.refresh();
    const start = address + WORD_BYTES;
    const text = decoder.decode(bytes.subarray(start, start + (words[address / WORD_BYTES] ?? 0)));
    this.#core.free(address);
    return text;
  }
}

function noop(): void {
  // Nothing to do.
}
