import type { OperationName } from '../model.js';
import { noop } from './bounds.js';

/** A request is about to be sent. Nothing in an event can hold a key: no query, no header, no body. */
export interface RequestEvent {
  readonly provider: string;
  readonly operation: OperationName;
  /** Which page of the walk, from 1. */
  readonly page: number;
  /** Which attempt at this page, from 1. */
  readonly attempt: number;
  readonly method: string;
  /** The path of the URL, percent-encoded as sent. */
  readonly path: string;
}

/** A response was read to its end. */
export interface ResponseEvent extends RequestEvent {
  readonly status: number;
  /** Decoded. */
  readonly bytes: number;
  /** From the request to the end of the body. */
  readonly durationMs: number;
}

/** An attempt failed, and the next one follows after `delayMs`. */
export interface RetryEvent extends RequestEvent {
  readonly reason: 'network' | 'status' | 'vendor' | 'credentials';
  /** HTTP status, `null` where there was no response. */
  readonly status: number | null;
  readonly vendorCode: string | null;
  readonly delayMs: number;
}

/** For logs and metrics. A hook that throws is ignored: a logger must not end a walk. */
export interface Hooks {
  readonly onRequest?: ((event: RequestEvent) => void) | undefined;
  readonly onResponse?: ((event: ResponseEvent) => void) | undefined;
  readonly onRetry?: ((event: RetryEvent) => void) | undefined;
}

export function tell<Event>(hook: ((event: Event) => unknown) | undefined, event: Event): void {
  try {
    const result = hook?.(Object.freeze(event));
    // An async function is a hook too; its failure must not become an unhandled rejection.
    Promise.resolve(result).catch(noop);
  } catch {
    // See Hooks.
  }
}
