import { isStream } from '../bytes.js';
import { noop } from './bounds.js';
import { requireBytes } from './response.js';

/** A body grew past the limit; its stream was cancelled. Internal: the transport says of which request. */
export class BodyTooLarge extends Error {}

/**
 * The whole body, counted as it comes: what a content length claims, or compression hides, does not matter.
 * `onBytes` hears how far it got.
 */
export async function readBody(
  response: Response,
  bytesMax: number,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<Uint8Array> {
  const body: unknown = response.body;
  const gathered = new Gathered(bytesMax);
  // Some runtimes (React Native) and mocks have no streams: then the limit can only be checked afterwards.
  if (!isStream(body)) {
    gathered.add(requireBytes(await response.arrayBuffer()));
    onBytes(gathered.bytes.byteLength);
    return gathered.bytes;
  }
  const reader = body.getReader();
  const cancel = (): void => {
    reader.cancel().catch(noop);
  };
  // An injected fetch may not tie its stream to the signal.
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return gathered.bytes;
      }
      gathered.add(requireBytes(value));
      onBytes(gathered.bytes.byteLength);
    }
  } catch (error) {
    cancel();
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** Chunks in one array: a server can send a body as a million of them, and to keep each would cost hundreds of bytes. */
class Gathered {
  readonly #bytesMax: number;
  #space = new Uint8Array();
  /** Those at the beginning of the space that came. */
  bytes: Uint8Array = this.#space;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  add(chunk: Uint8Array): void {
    const before = this.bytes.byteLength;
    const total = before + chunk.byteLength;
    if (total > this.#bytesMax) {
      throw new BodyTooLarge();
    }
    if (before === 0) {
      // Most small bodies come in one, and need no copy.
      this.bytes = chunk;
      return;
    }
    if (total > this.#space.byteLength) {
      this.#space = new Uint8Array(Math.min(2 * total, this.#bytesMax));
      this.#space.set(this.bytes);
    }
    this.#space.set(chunk, before);
    this.bytes = this.#space.subarray(0, total);
  }
}
