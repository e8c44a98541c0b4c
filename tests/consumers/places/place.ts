/** Where the package is used, and how that is tried. Each is a row of docs/runtimes.md. */
import type { Typing } from '../typing.js';

/** The folder with the installed package and the apps, and the server of its files. */
export interface Consumer {
  readonly folder: string;
  /** Of the server with the strict policy; paths are those of the folder. */
  readonly origin: string;
}

export interface Place {
  /** As a line of Markdown. No version that another machine may not have. */
  readonly name: string;
  /** Why it cannot be had here; `null` where it can. */
  readonly missing: string | null;
  /** How this place's users check their types. */
  readonly typing: Typing;
  /** What the app shows there: see apps/first-page.mjs. */
  show(consumer: Consumer): Promise<string>;
}
