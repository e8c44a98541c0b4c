/** Where in a JSON text something stands. */

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** `byte`: from 1, in UTF-8. */
export function placeOfByte(text: string, byte: number): Place {
  const before = Buffer.from(text).subarray(0, byte - 1);
  return placeOfOffset(text, before.toString('utf8').length);
}

/**
 * A member's place is that of its name, and of a name that stands twice that of the second. A member that is not there
 * is looked for where it would stand: at the nearest value around it. `text` is JSON by the core's word; what is none
 * has its place at the start.
 */
export function placeOfPointer(text: string, pointer: string): Place {
  const offsets = new Scan(text).offsets;
  let at = pointer;
  for (;;) {
    const offset = offsets.get(at);
    if (offset !== undefined) {
      return placeOfOffset(text, offset);
    }
    if (at === '') {
      return { line: 1, column: 1 };
    }
    at = at.slice(0, at.lastIndexOf('/'));
  }
}

function placeOfOffset(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: before.length - lineStart + 1 };
}

/** One pass over a JSON text that the core has found sound and no deeper than 32 levels. */
class Scan {
  readonly offsets = new Map<string, number>();
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#blanks();
    this.#value('', this.#at);
  }

  #value(pointer: string, offset: number): void {
    this.offsets.set(pointer, offset);
    const first = this.#text[this.#at];
    if (first === '{') {
      this.#items('}', () => {
        const nameAt = this.#at;
        const name = String(JSON.parse(this.#take(STRING)));
        this.#take(COLON);
        this.#value(`${pointer}/${escaped(name)}`, nameAt);
      });
    } else if (first === '[') {
      let index = 0;
      this.#items(']', () => {
        this.#value(`${pointer}/${String(index)}`, this.#at);
        index += 1;
      });
    } else {
      this.#take(first === '"' ? STRING : WORD);
    }
  }

  #items(end: string, item: () => void): void {
    this.#at += 1;
    this.#blanks();
    while (this.#at < this.#text.length && this.#text[this.#at] !== end) {
      item();
      this.#take(COMMA);
    }
    this.#at += 1;
  }

  #blanks(): void {
    this.#take(BLANKS);
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [found = ''] = pattern.exec(this.#text) ?? [];
    this.#at += found.length;
    return found;
  }
}

const BLANKS = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const WORD = /[^ \t\r\n,\]}]+/y;
const COLON = /[ \t\r\n]*:[ \t\r\n]*/y;
const COMMA = /[ \t\r\n]*,?[ \t\r\n]*/y;

/** RFC 6901, section 3. */
function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
