import { expect } from 'vitest';
import type { Page, Plain } from '../engines/engine.js';
import type { Site } from './site.js';

/** What a scenario plays on. */
export interface Stage {
  readonly page: Page;
  readonly site: Site;
}

let visits = 0;

/** Opens a view in a freshly loaded page. A hash alone would not load it anew. */
export async function visit({ page, site }: Stage, hash: string): Promise<void> {
  visits += 1;
  await page.goto(`${site.origin}/?visit=${String(visits)}${hash}`);
}

/** How long anything may take on a busy machine. */
export const patienceMs = 90_000;

/** Waits until the function in the page gives something else than false or null, and returns it. */
export async function eventually<Arguments extends readonly Plain[], Result>(
  page: Page,
  what: string,
  run: (...given: Arguments) => Result | false | null | Promise<Result | false | null>,
  ...given: Arguments
): Promise<Result> {
  for (const end = Date.now() + patienceMs; ;) {
    const result = await page.evaluate(run, ...given);
    if (result !== false && result !== null) return result;
    if (Date.now() > end) throw new Error(`never happened: ${what}\n${await shownText(page)}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

function shownText(page: Page): Promise<string> {
  return page.evaluate(
    () => document.querySelector('main')?.innerText.slice(0, 1500) ?? '(no main)',
  );
}

/** The text of the first element that fits. */
export function textOf(page: Page, selector: string): Promise<string> {
  return page.evaluate((at) => document.querySelector<HTMLElement>(at)?.innerText ?? '', selector);
}

export function textsOf(page: Page, selector: string): Promise<readonly string[]> {
  return page.evaluate(
    (at) => Array.from(document.querySelectorAll<HTMLElement>(at), (element) => element.innerText),
    selector,
  );
}

/** Until an element shows this text. */
export async function seesText(page: Page, selector: string, text: string): Promise<void> {
  await eventually(
    page,
    `${selector} shows ${JSON.stringify(text)}`,
    (at, wanted) =>
      Array.from(document.querySelectorAll<HTMLElement>(at)).some((element) =>
        element.innerText.includes(wanted),
      ),
    selector,
    text,
  );
}

/** Nothing went wrong that a developer's console would show. `allowed`: what a fault that was switched on must cause there. */
export async function expectNoProblems(page: Page, allowed?: RegExp): Promise<void> {
  const problems = await page.problems();
  const unexpected = problems.filter((problem) => allowed?.test(problem) !== true);
  expect(unexpected.join('\n')).toBe('');
}

/** The log of a browser has every failed request, whoever caused it. */
export const failedRequests =
  /Failed to load resource|net::ERR_|NS_ERROR|NetworkError|access control checks/;
