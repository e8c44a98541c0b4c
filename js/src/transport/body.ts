import { noop } from './bounds.js';

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
  const { body } = response;
  // Some runtimes (React Native) and mocks have no streams: then the limit can only be checked afterwards.
  if (!(body instanceof ReadableStream)) {
    const bytes = new Uint8Array(await response.arrayBuffer());
    requireSize(bytes.byteLength, bytesMax);
    onBytes(bytes.byteLength);
    return bytes;
  }
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader();
  const cancel = (): void => {
    reader.cancel().catch(noop);
  };
  // An injected fetch may not tie its stream to the signal.
  signal.addEventListener('abort', cancel, { once: true });
  const chunks: Uint8Array[] = [];
  let total = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return joined(chunks, total);
      }
      total += value.byteLength;
      requireSize(total, bytesMax);
      onBytes(total);
      chunks.push(value);
    }
  } catch (error) {
    cancel();
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

function requireSize(bytes: number, bytesMax: number): void {
  if (bytes > bytesMax) {
    throw new BodyTooLarge();
  }
}

function joined(chunks: readonly Uint8Array[], total: number): Uint8Array {
  const [first] = chunks;
  if (chunks.length === 1 && first !== undefined) {
    return first;
  }
  const whole = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
