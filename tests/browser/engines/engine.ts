/** A browser as a test drives it: what a person does, and what a person sees. */
export interface Engine {
  readonly name: 'Chromium' | 'Firefox' | 'WebKitGTK';
  /** Why it cannot be had here; `null` where it can. */
  readonly missing: string | null;
  launch(): Promise<Browser>;
}

export interface Browser {
  /** A new page in a profile of its own. */
  open(): Promise<Page>;
  close(): Promise<void>;
}

/** What `evaluate` can take to the page and back. */
export type Plain =
  string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };

export interface Page {
  goto(url: string): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  /** Runs in the page. The function must not use anything from around it. */
  evaluate<Arguments extends readonly Plain[], Result>(
    run: (...given: Arguments) => Result | Promise<Result>,
    ...given: Arguments
  ): Promise<Result>;
  click(selector: string): Promise<void>;
  /** Types into the element, after what stands there. */
  type(selector: string, text: string): Promise<void>;
  /** A key by its DOM name: `Tab`, `ArrowLeft`, `Enter`. */
  press(key: string): Promise<void>;
  /** Chooses the option with this value. */
  select(selector: string, value: string): Promise<void>;
  screenshot(): Promise<Uint8Array>;
  /** Console errors, uncaught exceptions and CSP violations since the last `goto`. */
  problems(): Promise<readonly string[]>;
  close(): Promise<void>;
}
