import { AuthenticationError, ParameterError } from '../errors/index.js';
import { Problem } from '../errors/problem.js';
import type { AuthPlacement } from '../wasm/contract.js';
import { placeKey, type SentKey } from './auth.js';
import type { Secrets } from './secrets.js';

/** A key, or where to get one. A function is called when a key is needed, and again when the vendor refuses it. */
export type ApiKey = string | (() => string | Promise<string>);

/** A key as one request uses it. */
export interface Credential {
  readonly sent: SentKey;
  /** Which call of the function it came from, so that two walks that were refused with the same key renew it once. */
  readonly version: number;
}

/** The keys of one client. Parallel walks share the call under way. */
export class Credentials {
  readonly #apiKey: ApiKey | undefined;
  readonly #placement: AuthPlacement;
  readonly #secrets: Secrets;
  #current: Promise<Credential> | null = null;
  #version = 0;

  constructor(apiKey: ApiKey | undefined, placement: AuthPlacement, secrets: Secrets) {
    this.#apiKey = apiKey;
    this.#placement = placement;
    this.#secrets = secrets;
  }

  /** False where the same key would come again. */
  get renewable(): boolean {
    return typeof this.#apiKey === 'function';
  }

  /** Throws Problem where the function failed, or what it gave is no key. */
  get(): Promise<Credential> {
    if (this.#current === null) {
      this.#version += 1;
      const calling = this.#call(this.#version);
      this.#current = calling;
      calling.catch(() => {
        this.giveUp(calling);
      });
    }
    return this.#current;
  }

  /** The vendor refused `credential`: the next `get` asks for another, unless another walk already did. */
  renew(credential: Credential): void {
    if (credential.version === this.#version) {
      this.#current = null;
    }
  }

  /** The call takes too long, or failed: who asks next starts another, unless another walk already did. */
  giveUp(calling: Promise<Credential>): void {
    if (this.#current === calling) {
      this.#current = null;
    }
  }

  async #call(version: number): Promise<Credential> {
    if (this.#apiKey === undefined || this.#placement.place === 'none') {
      return { sent: { header: null, query: null }, version };
    }
    const key = await this.#key(this.#apiKey);
    const sent = placeKey(this.#placement, key);
    // "Basic dXNlcjpr…": the part after the scheme is the key in another coating.
    const header = sent.header?.[1] ?? '';
    this.#secrets.add(key, header, header.slice(header.lastIndexOf(' ') + 1));
    return { sent, version };
  }

  async #key(apiKey: ApiKey): Promise<string> {
    if (typeof apiKey === 'string') {
      return apiKey;
    }
    let key: unknown;
    try {
      key = await apiKey();
    } catch (cause) {
      throw new Problem(AuthenticationError, 'the function given as apiKey failed', {
        code: 'authentication',
        cause: this.#secrets.safeCause(cause),
      });
    }
    if (typeof key !== 'string' || key.trim() === '') {
      throw new Problem(ParameterError, 'the function given as apiKey returned no key', {
        code: 'parameter',
        parameter: 'apiKey',
      });
    }
    return key;
  }
}
