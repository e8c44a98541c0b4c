import type { Page } from '../engines/engine.js';

declare global {
  interface Window {
    __observed?: string[];
    __saved?: Blob[];
  }
}

/** Runs in the page before anything else does, and writes down what must not happen. */
export const observer = `
(() => {
  const seen = (window.__observed = []);
  const write = console.error;
  console.error = (...words) => { seen.push('console: ' + words.map(String).join(' ')); write.apply(console, words); };
  addEventListener('error', (event) => { seen.push('exception: ' + (event.message || event.target?.src || event.target?.href || 'resource')); }, true);
  addEventListener('unhandledrejection', (event) => { seen.push('rejection: ' + String(event.reason)); });
  document.addEventListener('securitypolicyviolation', (event) => {
    seen.push('csp: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile + ':' + event.lineNumber);
  });
  for (const name of ['alert', 'confirm', 'prompt']) window[name] = (text) => { seen.push(name + ': ' + String(text)); return null; };
  // What is saved as a file is kept, so that a test can read it in every engine.
  const saved = (window.__saved = []);
  const create = URL.createObjectURL;
  URL.createObjectURL = (blob) => { saved.push(blob); return create.call(URL, blob); };
})();
`;

/** What the observer wrote down. */
export function readObserved(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { __observed } = window;
    return __observed === undefined ? ['the observer did not run'] : [...__observed];
  });
}

/** The text of the file that was saved last; `null` where none was. */
export function lastSaved(page: Page): Promise<string | null> {
  return page.evaluate(async () => {
    const last = window.__saved?.at(-1);
    return last === undefined ? null : last.text();
  });
}
