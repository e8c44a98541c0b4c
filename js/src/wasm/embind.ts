/**
 * The JavaScript half of embind for free functions over numbers, which is all that bindings/bindings.cpp binds. In
 * place of Emscripten's glue: that serves every kind of binding and every way to load, 11 KB where this is half of one.
 * What it answers is declared in Emscripten's system/include/emscripten/bind.h
 * (https://github.com/emscripten-core/emscripten/tree/6.0.5/system).
 */
import { CoreTrap } from './contract.js';
import type { Glue } from './glue.js';
import { CoreMemory } from './memory.js';

/** An address in the core's memory, or a number as WASM passes it. */
type Wire = number;

// A type, not an interface: only this can be compared with WebAssembly.Exports.
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
type CoreExports = {
  readonly memory: WebAssembly.Memory;
  readonly __indirect_function_table: WebAssembly.Table;
  readonly _initialize: () => void;
};

/** An instance with its functions bound. After a trap its memory cannot be trusted, so every later call is refused. */
export interface StartedCore {
  readonly glue: Glue;
  readonly memory: CoreMemory;
}

/** Converts and calls `target`. */
type Invoker = (target: number, ...values: number[]) => number;

const decoder = new TextDecoder();

/** Throws what WebAssembly throws, and Error for a module that is not this package's. */
export async function startCore(module: WebAssembly.Module): Promise<StartedCore> {
  const functions: Record<string, (...values: number[]) => number> = {};
  let trapped: CoreTrap | undefined;
  const env = {
    // Called while the core starts.
    _embind_register_function: (
      name: Wire,
      _typeCount: number,
      _types: Wire,
      _signature: Wire,
      invoker: number,
      target: number,
    ) => {
      const { bytes } = memory.refresh();
      const invoke = core.__indirect_function_table.get(invoker) as Invoker;
      functions[decoder.decode(bytes.subarray(name, bytes.indexOf(0, name)))] = (...values) => {
        if (trapped !== undefined) {
          throw trapped;
        }
        try {
          // WASM's numbers of 32 bits come out signed; addresses and handles are not.
          return invoke(target, ...values) >>> 0;
        } catch (cause) {
          trapped = new CoreTrap('the WASM core stopped and was dropped', { cause });
          throw trapped;
        }
      };
    },
  };
  const { exports } = await WebAssembly.instantiate(module, { env });
  if (!(exports['memory'] instanceof WebAssembly.Memory)) {
    throw new Error('it exports no memory, so it is not the core of this package');
  }
  const core = exports as CoreExports;
  const memory = new CoreMemory(core.memory);
  core._initialize();
  return { glue: Object.assign({} as Glue, functions), memory };
}
