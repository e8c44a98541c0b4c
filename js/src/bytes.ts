/** By its tag: the classes of another realm, as an edge sandbox or a test environment has them, are not those here. */
export function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

/** What a buffer or a view of one holds; `null` for what is neither. */
export function bytesOf(value: unknown): Uint8Array<ArrayBuffer> | null {
  if (ArrayBuffer.isView(value)) {
    return new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength);
  }
  return kindOf(value) === 'ArrayBuffer' ? new Uint8Array(value as ArrayBuffer) : null;
}

export function isStream(body: unknown): body is ReadableStream<unknown> {
  return (
    typeof body === 'object' &&
    body !== null &&
    'getReader' in body &&
    typeof body.getReader === 'function'
  );
}

/** Gives back the connection of a response that nobody will read. */
export function leaveBody({ body }: { readonly body: unknown }): void {
  if (isStream(body)) {
    body.cancel().catch(() => undefined);
  }
}
