/** Pages with the app in them, and what browsers show of them. */
import { chromium } from '../../browser/engines/chromium.js';
import type { Browser, Engine, Page } from '../../browser/engines/engine.js';

/** Nothing inline: the policy forbids it. */
export const html = (script: string): string =>
  `<!doctype html><meta charset="utf-8"><title>credits</title><script type="module" src="${script}"></script><output></output>`;

const TRIES = 300;
const BETWEEN_MS = 100;

/** The page's output, as soon as there is one. */
export async function shownAt(url: string, engine: Engine = chromium): Promise<string> {
  const browser: Browser = await engine.launch();
  try {
    const page = await browser.open();
    await page.goto(url);
    return await outputOf(page);
  } finally {
    await browser.close();
  }
}

async function outputOf(page: Page): Promise<string> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const text = await page.evaluate(() => document.querySelector('output')?.textContent ?? '');
    if (text !== '') return text;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  }
  throw new Error(`nothing was shown: ${(await page.problems()).join('\n')}`);
}
