import type { DefinitionFault } from './wasm/contract.js';

/** A definition as JSON text, or the fault of one that JSON cannot hold: a cycle, a bigint. */
export function definitionText(definition: unknown): string | DefinitionFault {
  try {
    const text: unknown = JSON.stringify(definition);
    return typeof text === 'string' ? text : notJson(`it is ${typeof definition}`);
  } catch (cause) {
    return notJson(cause instanceof Error ? cause.message : String(cause));
  }
}

function notJson(why: string): DefinitionFault {
  return { pointer: '', message: `it cannot be written as JSON: ${why}` };
}
