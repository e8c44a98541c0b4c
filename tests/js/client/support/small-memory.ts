/** A copy of the core that may use little memory, so that it runs out of it as it would on a small device. */

const MEMORY_SECTION = 5;
const HEADER_BYTES = 8;
/** Binary format 5.3.7: the low seven bits of a byte count, the highest says whether another follows. */
const LOW_BITS = 0x7f;
const GOES_ON = 0x80;

/** `wasm` with at most `pages` of memory, 64 KiB each. */
export function withSmallMemory(wasm: Uint8Array, pages: number): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(wasm);
  let at = HEADER_BYTES;
  while (at < copy.length) {
    const id = copy[at];
    const size = number(copy, at + 1);
    if (id === MEMORY_SECTION) {
      // One memory: its count, the flag "has a maximum", the minimum, the maximum.
      const minimum = number(copy, size.end + 2);
      write(copy, minimum.end, number(copy, minimum.end).end, pages);
      return copy;
    }
    at = size.end + size.value;
  }
  throw new Error('the module has no memory section');
}

function number(
  bytes: Uint8Array,
  start: number,
): { readonly value: number; readonly end: number } {
  let value = 0;
  let end = start;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[end] ?? 0;
    end += 1;
    value += (byte & LOW_BITS) * 2 ** shift;
    if ((byte & GOES_ON) === 0) return { value, end };
  }
}

/** In as many bytes as there are: what a number does not need is zeros that go on. */
function write(bytes: Uint8Array, start: number, end: number, value: number): void {
  for (let at = start, rest = value; at < end; at += 1, rest = Math.floor(rest / GOES_ON)) {
    bytes[at] = (rest & LOW_BITS) | (at < end - 1 ? GOES_ON : 0);
  }
}
