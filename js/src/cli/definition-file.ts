/** A definition in a file, and its faults with line and column. */
import { readFile } from 'node:fs/promises';
import { checkDefinition, type DefinitionFault, init } from '../index.js';
import { UsageError } from './exit.js';
import { placeOfByte, placeOfPointer } from './place.js';
import { reasonOf } from './reason.js';

export interface PlacedFault extends DefinitionFault {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units, as editors count. */
  readonly column: number;
}

export interface CheckedFile {
  readonly path: string;
  readonly text: string;
  readonly faults: readonly PlacedFault[];
}

/** A definition that cannot be used. */
export class DefinitionFaults extends Error {
  override readonly name = 'DefinitionFaults';

  constructor(readonly file: CheckedFile) {
    super(`${file.path} cannot be used as a definition`);
  }
}

export function requireSound(file: CheckedFile): void {
  if (file.faults.length > 0) {
    throw new DefinitionFaults(file);
  }
}

/** Throws UsageError where the file cannot be read. */
export async function faultsIn(path: string): Promise<CheckedFile> {
  const text = await textOf(path);
  if (text === null) {
    const message = 'expected JSON in UTF-8, found bytes that are not UTF-8';
    return { path, text: '', faults: [{ pointer: '', message, line: 1, column: 1 }] };
  }
  await init();
  // As text: a name that stands twice in an object would be lost by JSON.parse.
  const checked = checkDefinition(text);
  return { path, text, faults: checked.ok ? [] : placed(text, checked.faults) };
}

async function textOf(path: string): Promise<string | null> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw new UsageError(
      `${path} could not be read: ${reasonOf(error)}`,
      'Name a file that holds a definition as JSON',
    );
  }
  try {
    // A byte order mark is dropped: editors do not show it, and JSON.parse knows none.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** In the order of the file, not in that of the checks. */
function placed(text: string, faults: readonly DefinitionFault[]): PlacedFault[] {
  return faults
    .map((fault) => {
      const [, byte] = /^expected JSON in UTF-8, .* at byte (\d+)$/.exec(fault.message) ?? [];
      const place =
        byte === undefined ? placeOfPointer(text, fault.pointer) : placeOfByte(text, Number(byte));
      return { ...fault, ...place };
    })
    .sort((a, b) => a.line - b.line || a.column - b.column);
}
