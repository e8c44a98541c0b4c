import type { SimulatedReply } from './types.js';

/** How a body goes out: pieces with pauses, and an end. */
interface BodyPlan {
  readonly pieces: Iterator<Uint8Array<ArrayBuffer>>;
  readonly delayMs: number;
  readonly end: 'close' | 'fail' | 'stall';
}

/** The pieces in which a sound body comes: the size of a large TLS record. */
const PIECE_BYTES = 16 * 1024;

/**
 * A body as the fault wants it. Nothing is made before it is read; an abort ends it with the
 * signal's reason.
 */
export function replyStream(
  reply: SimulatedReply,
  signal: AbortSignal | null,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const plan = planOf(reply);
  // Aborted by the caller's signal and by a consumer that gives up: ends whatever is waited for.
  const gone = new AbortController();
  const abort = (): void => {
    gone.abort(signal?.reason);
  };
  const release = (): void => {
    signal?.removeEventListener('abort', abort);
  };
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(controller) {
        signal?.addEventListener('abort', abort, { once: true });
        gone.signal.addEventListener('abort', () => {
          controller.error(gone.signal.reason);
        });
      },
      async pull(controller) {
        const piece = plan.pieces.next();
        if (piece.done !== true) {
          await waitFor(plan.delayMs, gone.signal);
          controller.enqueue(piece.value);
          return;
        }
        if (plan.end === 'stall') return waitFor(Infinity, gone.signal);
        release();
        if (plan.end === 'close') controller.close();
        else
          controller.error(new TypeError('terminated', { cause: new Error('connection reset') }));
      },
      cancel() {
        release();
        gone.abort();
      },
    },
    { highWaterMark: 0 },
  );
}

/**
 * Resolves after a pause (never, for `Infinity`); rejects with the signal's reason when it aborts.
 * No timer and no listener is left.
 */
export function waitFor(delayMs: number, signal: AbortSignal | null): Promise<void> {
  if (delayMs <= 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = delayMs === Infinity ? undefined : setTimeout(finish, delayMs);
    function finish(): void {
      signal?.removeEventListener('abort', abort);
      resolve();
    }
    function abort(): void {
      clearTimeout(timer);
      // The caller's own reason, whatever it is: so does fetch.
      reject(signal?.reason as Error);
    }
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted === true) abort();
  });
}

/** The body of an oversized answer: the JSON, then blanks up to the size. */
export function* padded(
  body: Uint8Array<ArrayBuffer>,
  bytes: number,
): Generator<Uint8Array<ArrayBuffer>, void> {
  yield body;
  const blanks = new Uint8Array(64 * 1024).fill(0x20);
  for (let left = bytes - body.length; left > 0; left -= blanks.length) {
    yield left < blanks.length ? blanks.subarray(0, left) : blanks;
  }
}

function planOf({ body, delivery }: SimulatedReply): BodyPlan {
  switch (delivery.how) {
    case 'whole':
      return { pieces: cut(body, PIECE_BYTES), delayMs: 0, end: 'close' };
    case 'reset':
      return {
        pieces: cut(body.subarray(0, delivery.afterBytes ?? 0), PIECE_BYTES),
        delayMs: 0,
        end: 'fail',
      };
    case 'stall':
      return {
        pieces: cut(body.subarray(0, delivery.afterBytes ?? 0), PIECE_BYTES),
        delayMs: 0,
        end: 'stall',
      };
    case 'drip':
      return { pieces: cut(body, delivery.chunkBytes), delayMs: delivery.delayMs, end: 'close' };
    case 'truncated-gzip':
      return {
        pieces: cut(body.subarray(0, body.length >> 1), PIECE_BYTES),
        delayMs: 0,
        end: 'close',
      };
    case 'content-length': {
      const arrives =
        delivery.by < 0 ? body.subarray(0, Math.max(0, body.length + delivery.by)) : body;
      return {
        pieces: cut(arrives, PIECE_BYTES),
        delayMs: 0,
        end: delivery.by > 0 ? 'fail' : 'close',
      };
    }
    case 'oversize':
      return { pieces: padded(body, delivery.bytes), delayMs: 0, end: 'close' };
  }
}

/** Copies, because a consumer may transfer what it reads. */
function* cut(
  body: Uint8Array<ArrayBuffer>,
  pieceBytes: number,
): Generator<Uint8Array<ArrayBuffer>, void> {
  for (let start = 0; start < body.length; start += pieceBytes)
    yield body.slice(start, start + pieceBytes);
}
