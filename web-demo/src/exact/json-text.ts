/**
 * Reads JSON text into pieces without changing a digit: `JSON.parse` would turn 9007199254740993 into another number. The pieces say where
 * each value stands, so that a JSON Pointer can be shown in the text.
 */
export interface Piece {
  readonly kind: 'punctuation' | 'name' | 'string' | 'number' | 'word';
  /** As it stands in the text. */
  readonly text: string;
  /** Offset in the text, in UTF-16 units. */
  readonly start: number;
  /** JSON Pointer of the value that this piece is, or begins, ends or names. */
  readonly pointer: string;
}

export class JsonTextError extends Error {
  override readonly name = 'JsonTextError';
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

const blank = /[ \t\r\n]*/y;
const token =
  /[{}[\],:]|"(?:[ !#-[\]-\u{10ffff}]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;

/** Where the reader stands in an object or an array. */
interface Frame {
  readonly array: boolean;
  readonly pointer: string;
  index: number;
  name: string;
  expects: 'first' | 'name' | 'colon' | 'value' | 'comma';
}

/** The pieces of a JSON text in order. Throws JsonTextError with the place of the first fault. Deep nesting costs no stack. */
export function readPieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  const frames: Frame[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let done = false;
  for (;;) {
    blank.lastIndex = at;
    blank.test(text);
    at = blank.lastIndex;
    if (at >= text.length) break;
    if (done) throw new JsonTextError('Something follows the end of the JSON value', at);
    token.lastIndex = at;
    const found = token.exec(text)?.[0];
    if (found === undefined)
      throw new JsonTextError(`Unexpected ${JSON.stringify(text.slice(at, at + 1))}`, at);
    pieces.push(take(found, at, frames));
    at += found.length;
    done = frames.length === 0;
  }
  if (!done) throw new JsonTextError('The JSON ends too early', text.length);
  return pieces;
}

function take(found: string, at: number, frames: Frame[]): Piece {
  const frame = frames.at(-1);
  const piece = (kind: Piece['kind'], pointer: string): Piece => ({
    kind,
    text: found,
    start: at,
    pointer,
  });
  if (found === '}' || found === ']') {
    const closable = frame?.expects === 'comma' || frame?.expects === 'first';
    if (!closable || frame.array !== (found === ']'))
      throw new JsonTextError(`Unexpected "${found}"`, at);
    frames.pop();
    return piece('punctuation', frame.pointer);
  }
  if (found === ',') {
    if (frame?.expects !== 'comma') throw new JsonTextError('Unexpected ","', at);
    frame.expects = frame.array ? 'value' : 'name';
    frame.index += 1;
    return piece('punctuation', frame.pointer);
  }
  if (found === ':') {
    if (frame?.expects !== 'colon') throw new JsonTextError('Unexpected ":"', at);
    frame.expects = 'value';
    return piece('punctuation', `${frame.pointer}/${frame.name}`);
  }
  if (
    frame !== undefined &&
    !frame.array &&
    (frame.expects === 'name' || frame.expects === 'first')
  ) {
    if (!found.startsWith('"'))
      throw new JsonTextError('A member begins with its name in double quotes', at);
    frame.name = escapePointer(unquote(found));
    frame.expects = 'colon';
    return piece('name', `${frame.pointer}/${frame.name}`);
  }
  return takeValue(found, at, frames, frame);
}

function takeValue(found: string, at: number, frames: Frame[], frame: Frame | undefined): Piece {
  if (
    frame !== undefined &&
    frame.expects !== 'value' &&
    !(frame.array && frame.expects === 'first')
  ) {
    throw new JsonTextError(`Unexpected ${found.slice(0, 20)}`, at);
  }
  const pointer =
    frame === undefined ? '' : `${frame.pointer}/${frame.array ? String(frame.index) : frame.name}`;
  if (frame !== undefined) frame.expects = 'comma';
  if (found === '{' || found === '[') {
    frames.push({ array: found === '[', pointer, index: 0, name: '', expects: 'first' });
    return { kind: 'punctuation', text: found, start: at, pointer };
  }
  const kind = found.startsWith('"') ? 'string' : /^[tfn]/.test(found) ? 'word' : 'number';
  return { kind, text: found, start: at, pointer };
}

function unquote(quoted: string): string {
  const value: unknown = JSON.parse(quoted);
  return typeof value === 'string' ? value : '';
}

export function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** 1-based line of an offset. */
export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1))
    line += 1;
  return line;
}

/** A line of indented JSON. */
export interface Line {
  readonly depth: number;
  readonly pieces: readonly Piece[];
}

/** Pieces as indented lines: two pieces never change places, and no digit changes. Empty objects and arrays stay on one line. */
export function indented(pieces: readonly Piece[]): Line[] {
  const lines: Line[] = [];
  let line: Piece[] = [];
  let depth = 0;
  let lineDepth = 0;
  const end = (): void => {
    if (line.length > 0) lines.push({ depth: lineDepth, pieces: line });
    line = [];
    lineDepth = depth;
  };
  pieces.forEach((piece, index) => {
    const opens = piece.kind === 'punctuation' && (piece.text === '{' || piece.text === '[');
    const closes = piece.kind === 'punctuation' && (piece.text === '}' || piece.text === ']');
    const before = pieces[index - 1];
    const emptied =
      closes &&
      before?.kind === 'punctuation' &&
      before.pointer === piece.pointer &&
      /[{[]/.test(before.text);
    if (closes) {
      depth -= 1;
      if (!emptied) end();
    }
    line.push(piece);
    if (opens) depth += 1;
    const next = pieces[index + 1];
    const closesNext =
      opens &&
      next?.kind === 'punctuation' &&
      next.pointer === piece.pointer &&
      /[}\]]/.test(next.text);
    if ((opens && !closesNext) || (piece.kind === 'punctuation' && piece.text === ',')) end();
  });
  end();
  return lines;
}

/** JSON text with indentation, every value as it stood. Text that is no JSON comes back as it is. */
export function indentedText(text: string): string {
  try {
    return indented(readPieces(text))
      .map(
        ({ depth, pieces }) =>
          '  '.repeat(depth) +
          pieces
            .map((piece) =>
              piece.kind === 'punctuation' && piece.text === ':' ? ': ' : piece.text,
            )
            .join(''),
      )
      .join('\n');
  } catch {
    return text;
  }
}
