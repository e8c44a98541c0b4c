import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';

import { describeFailure, faultsOf } from '../data.js';
import { isDefinition } from '../definition.js';
import type { Definition } from '../definition.js';
import { JsonTextError, lineOf, readPieces } from '../exact/json-text.js';
import type { Piece } from '../exact/json-text.js';
import { Icon } from './icons.js';

/** A fault, and where it stands in the text. */
interface PlacedFault {
  readonly pointer: string;
  readonly message: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

interface Props {
  readonly text: Signal<string>;
  /** The definition that the text holds, once it has no fault. */
  readonly checked: Signal<Definition | null>;
}

/** Checking follows typing, but not each key. */
const checkPauseMs = 150;
const longestDefinition = 200_000;

/** A definition as text. While one types, each fault is named with its JSON Pointer and its line. */
export function DefinitionEditor({ text, checked }: Props): JSX.Element {
  const faults = useSignal<readonly PlacedFault[]>([]);
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const lines = useComputed(() => text.value.split('\n').length);
  const checkNumber = useRef(0);

  useSignalEffect(() => {
    const current = text.value;
    checkNumber.current += 1;
    const number = checkNumber.current;
    const timer = setTimeout(() => {
      void check(current).then(({ definition, found }) => {
        if (number !== checkNumber.current) return;
        faults.value = found;
        checked.value = definition;
      });
    }, checkPauseMs);
    return () => {
      clearTimeout(timer);
    };
  });

  const goTo = (fault: PlacedFault): void => {
    area.current?.focus();
    area.current?.setSelectionRange(fault.start, fault.end);
    const lineHeight = area.current === null ? 0 : area.current.scrollHeight / lines.value;
    area.current?.scrollTo({ top: (fault.line - 4) * lineHeight });
  };
  const faulty = new Set(faults.value.map(({ line }) => line));
  return (
    <div class="editor">
      <div class="editor-text">
        <div class="editor-gutter code" ref={gutter} aria-hidden="true">
          {Array.from({ length: lines.value }, (_, index) => (
            <div key={index} class={faulty.has(index + 1) ? 'faulty' : ''}>
              {index + 1}
            </div>
          ))}
        </div>
        <textarea
          ref={area}
          class="code"
          aria-label="Definition, as JSON"
          aria-describedby="definition-faults"
          aria-invalid={faults.value.length > 0}
          spellcheck={false}
          autocomplete="off"
          wrap="off"
          value={text.value}
          onInput={(event) => {
            text.value = event.currentTarget.value;
          }}
          onScroll={(event) => {
            if (gutter.current !== null) gutter.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
      <div id="definition-faults" class="editor-faults" role="status">
        {text.value.trim() === '' ? (
          <p class="small quiet">Paste a definition, open a file, or start from one of the five.</p>
        ) : faults.value.length === 0 && checked.value !== null ? (
          <p class="small good">
            <Icon name="check" />
            No fault. This vendor can be asked.
          </p>
        ) : (
          <ul>
            {faults.value.map((fault) => (
              <li key={`${fault.pointer} ${fault.message}`}>
                <button
                  type="button"
                  class="fault"
                  onClick={() => {
                    goTo(fault);
                  }}
                >
                  <b>{`Line ${String(fault.line)}`}</b>{' '}
                  <code class="vendor-text">
                    {fault.pointer === '' ? '(the whole)' : fault.pointer}
                  </code>{' '}
                  <span class="vendor-text">{fault.message}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

interface Checked {
  readonly definition: Definition | null;
  readonly found: readonly PlacedFault[];
}

async function check(text: string): Promise<Checked> {
  if (text.trim() === '') return { definition: null, found: [] };
  if (text.length > longestDefinition)
    return oneFault(text, 'A definition of this length is surely none', 0);
  let pieces: readonly Piece[];
  try {
    pieces = readPieces(text);
  } catch (error) {
    return error instanceof JsonTextError
      ? oneFault(text, error.message, error.offset)
      : oneFault(text, String(error), 0);
  }
  try {
    const value: unknown = JSON.parse(text);
    const faults = (await faultsOf(value)).map((fault) => placed(text, pieces, fault));
    const found = faults.sort((a, b) => a.line - b.line);
    return { definition: found.length === 0 && isDefinition(value) ? value : null, found };
  } catch (error) {
    return oneFault(text, describeFailure(error).message, 0);
  }
}

function oneFault(text: string, message: string, offset: number): Checked {
  return {
    definition: null,
    found: [{ pointer: '', message, line: lineOf(text, offset), start: offset, end: offset + 1 }],
  };
}

/** A member that is missing is shown where it should be: at what would hold it. */
function placed(
  text: string,
  pieces: readonly Piece[],
  fault: { readonly pointer: string; readonly message: string },
): PlacedFault {
  for (let pointer = fault.pointer; ; pointer = pointer.slice(0, pointer.lastIndexOf('/'))) {
    const piece = pieces.find((candidate) => candidate.pointer === pointer);
    if (piece !== undefined)
      return {
        ...fault,
        line: lineOf(text, piece.start),
        start: piece.start,
        end: piece.start + piece.text.length,
      };
    if (pointer === '') return { ...fault, line: 1, start: 0, end: 0 };
  }
}
