import type { Browser as PuppeteerBrowser, KeyInput, Page as PuppeteerPage } from 'puppeteer-core';
import { readObserved } from '../site/observed.js';
import type { Browser, Page, Plain } from './engine.js';

export class PuppeteerEngineBrowser implements Browser {
  constructor(readonly inner: PuppeteerBrowser) {}

  async open(): Promise<PuppeteerEnginePage> {
    const context = await this.inner.createBrowserContext();
    const page = new PuppeteerEnginePage(await context.newPage(), () => context.close());
    await page.resize(800, 600);
    return page;
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}

export class PuppeteerEnginePage implements Page {
  readonly #console: string[] = [];

  constructor(
    readonly inner: PuppeteerPage,
    readonly shut: () => Promise<void>,
  ) {
    inner.on('console', (message) => {
      if (message.type() === 'error') this.#console.push(`console: ${message.text()}`);
    });
    inner.on('pageerror', (error) => this.#console.push(`exception: ${String(error)}`));
    inner.on('dialog', (dialog) => {
      this.#console.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  }

  async goto(url: string): Promise<void> {
    this.#console.length = 0;
    await this.inner.goto(url);
  }

  async resize(width: number, height: number): Promise<void> {
    try {
      await this.inner.setViewport({ width, height });
    } catch (error) {
      // Firefox up to 140, which Debian 12 began with, has the size but no orientation.
      if (!String(error).includes('setScreenOrientationOverride')) throw error;
      while ((await this.evaluate(() => window.innerWidth)) !== width);
    }
  }

  evaluate<Arguments extends readonly Plain[], Result>(
    run: (...given: Arguments) => Result | Promise<Result>,
    ...given: Arguments
  ): Promise<Result> {
    // Puppeteer's own types lose the tuple.
    return this.inner.evaluate(
      run as (...all: readonly Plain[]) => Result | Promise<Result>,
      ...given,
    );
  }

  click(selector: string): Promise<void> {
    return this.inner.click(selector);
  }

  type(selector: string, text: string): Promise<void> {
    return this.inner.type(selector, text);
  }

  press(key: string): Promise<void> {
    return this.inner.keyboard.press(key as KeyInput);
  }

  async select(selector: string, value: string): Promise<void> {
    await this.inner.select(selector, value);
  }

  screenshot(): Promise<Uint8Array> {
    return this.inner.screenshot();
  }

  async problems(): Promise<readonly string[]> {
    return [...this.#console, ...(await readObserved(this))];
  }

  close(): Promise<void> {
    return this.shut();
  }
}
