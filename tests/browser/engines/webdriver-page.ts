import { readObserved } from '../site/observed.js';
import type { Page, Plain } from './engine.js';

/** WebDriver's name for the member that holds an element's id (https://www.w3.org/TR/webdriver2/#elements). */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

/** WebDriver's code points for keys that write nothing (https://www.w3.org/TR/webdriver2/#keyboard-actions). */
const keys: Readonly<Record<string, string>> = {
  Tab: '\uE004',
  Enter: '\uE007',
  Escape: '\uE00C',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
};

/**
 * WebKitGTK 2.50 of Debian 12 says so of its own layout, seldom: the page changes no size while sizes are told. They are
 * told in the next frame, and nothing is lost (https://www.w3.org/TR/resize-observer/#deliver-resize-error).
 */
const TOLD_IN_NEXT_FRAME = 'exception: ResizeObserver loop';

/** A page behind a classic WebDriver: just the commands that the tests need. */
export class WebDriverPage implements Page {
  readonly #session: string;

  constructor(session: string) {
    this.#session = session;
  }

  static async open(address: string, capabilities: object): Promise<WebDriverPage> {
    const created = await send('POST', `${address}/session`, {
      capabilities: { alwaysMatch: capabilities },
    });
    if (!hasText(created, 'sessionId')) throw new Error('the driver opened no session');
    const page = new WebDriverPage(`${address}/session/${created.sessionId}`);
    await page.#post('timeouts', { script: 60_000, pageLoad: 60_000 });
    return page;
  }

  async goto(url: string): Promise<void> {
    await this.#post('url', { url });
  }

  async resize(width: number, height: number): Promise<void> {
    // The window has a frame and a toolbar; the page shall have the size.
    for (let attempt = 0; attempt < 2; attempt++) {
      const frame = await this.evaluate(() => ({
        width: outerWidth - innerWidth,
        height: outerHeight - innerHeight,
      }));
      const rect = { width: width + frame.width, height: height + frame.height };
      await this.#post('window/rect', rect);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async evaluate<Arguments extends readonly Plain[], Result>(
    run: (...given: Arguments) => Result | Promise<Result>,
    ...given: Arguments
  ): Promise<Result> {
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve().then(() => (${run.toString()})(...Array.from(arguments).slice(0, -1))).then(
        (value) => done({ value: value === undefined ? null : value }), (error) => done({ error: String(error) }));`;
    const outcome = await this.#post('execute/async', { script, args: given });
    if (hasText(outcome, 'error')) throw new Error(outcome.error);
    return (outcome as { readonly value: Result }).value;
  }

  async click(selector: string): Promise<void> {
    await this.#post(`element/${await this.#find(selector)}/click`, {});
  }

  async type(selector: string, text: string): Promise<void> {
    await this.#post(`element/${await this.#find(selector)}/value`, { text });
  }

  async press(key: string): Promise<void> {
    const value = keys[key] ?? key;
    await this.#post('actions', {
      actions: [
        {
          type: 'key',
          id: 'keyboard',
          actions: [
            { type: 'keyDown', value },
            { type: 'keyUp', value },
          ],
        },
      ],
    });
  }

  async select(selector: string, value: string): Promise<void> {
    // MiniBrowser's menus open outside of the page, where no driver can click.
    await this.evaluate(
      (at, chosen) => {
        const field = document.querySelector<HTMLSelectElement>(at);
        if (field === null) throw new Error(`no ${at}`);
        field.value = chosen;
        field.dispatchEvent(new Event('change', { bubbles: true }));
      },
      selector,
      value,
    );
  }

  async screenshot(): Promise<Uint8Array> {
    return Buffer.from(String(await send('GET', `${this.#session}/screenshot`)), 'base64');
  }

  async problems(): Promise<readonly string[]> {
    const observed = await readObserved(this);
    return observed.filter((problem) => !problem.startsWith(TOLD_IN_NEXT_FRAME));
  }

  async close(): Promise<void> {
    await send('DELETE', this.#session);
  }

  async #find(selector: string): Promise<string> {
    const found = await this.#post('element', { using: 'css selector', value: selector });
    if (!hasText(found, elementKey)) throw new Error(`no ${selector}`);
    return found[elementKey];
  }

  #post(command: string, body: object): Promise<unknown> {
    return send('POST', `${this.#session}/${command}`, body);
  }
}

async function send(method: string, url: string, body?: object): Promise<unknown> {
  const response = await fetch(url, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const { value } = (await response.json()) as { readonly value: unknown };
  if (!response.ok)
    throw new Error(
      hasText(value, 'message') ? value.message : `the driver answered ${String(response.status)}`,
    );
  return value;
}

function hasText<Name extends string>(
  value: unknown,
  name: Name,
): value is Readonly<Record<Name, string>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    name in value &&
    typeof Object.entries(value).find(([key]) => key === name)?.[1] === 'string'
  );
}
