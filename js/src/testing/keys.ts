/**
 * The keys of a simulator: what is accepted now, and what was ever accepted (to keep it out of
 * records).
 */
export class KeyRing {
  readonly #perAccount: boolean;
  readonly #known = new Set<string>();
  #keys: string[] = [];

  /** `perAccount`: a key says whose credits are read. Otherwise one key reads all accounts. */
  constructor(apiKey: string, accounts: number, perAccount: boolean) {
    this.#perAccount = perAccount;
    this.#cut(apiKey, accounts);
  }

  rotate(apiKey: string): void {
    this.#cut(apiKey, this.#keys.length);
  }

  /** The key that reads account `index`. */
  of(index: number): string {
    const key = this.#keys[index];
    if (key === undefined) throw new RangeError(`no account ${String(index)}`);
    return key;
  }

  accepts(key: string | null): boolean {
    return key !== null && this.#keys.includes(key);
  }

  /** The index of the account that `key` reads; -1 where it is not accepted. */
  owner(key: string | null): number {
    return key === null ? -1 : this.#keys.indexOf(key);
  }

  carries(text: string): boolean {
    return [...this.#known].some(
      (key) => text.includes(key) || text.includes(encodeURIComponent(key)),
    );
  }

  blot(text: string): string {
    let clean = text;
    for (const key of this.#known)
      clean = clean.replaceAll(key, '[key]').replaceAll(encodeURIComponent(key), '[key]');
    return clean;
  }

  #cut(apiKey: string, accounts: number): void {
    if (apiKey === '') throw new RangeError('a key cannot be empty');
    this.#keys = Array.from({ length: accounts }, (_, index) =>
      this.#perAccount && index > 0 ? `${apiKey}-${String(index + 1)}` : apiKey,
    );
    // Longest first: a key that begins with another one is blotted out whole.
    const known = [...this.#known, ...this.#keys].sort((a, b) => b.length - a.length);
    this.#known.clear();
    for (const key of known) this.#known.add(key);
  }
}
