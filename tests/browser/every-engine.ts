import { afterAll, beforeAll, describe } from 'vitest';
import type { Browser, Engine, Page } from './engines/engine.js';
import { aloneScenarios } from './scenarios/alone.js';
import { craftScenarios } from './scenarios/craft.js';
import { entitlementScenarios } from './scenarios/entitlements.js';
import { hoodScenarios } from './scenarios/hood.js';
import { hostileScenarios } from './scenarios/hostile.js';
import { ledgerScenarios } from './scenarios/ledger.js';
import { overviewScenarios } from './scenarios/overview.js';
import { ownScenarios } from './scenarios/own.js';
import { stateScenarios } from './scenarios/states.js';
import { serveSite } from './site/site.js';
import type { Site } from './site/site.js';
import type { Stage } from './site/stage.js';

/** What the page promises, in one engine. Where the engine cannot be had, each test says that it is skipped, and why. */
export function describeEngine(engine: Engine, themes: readonly ('light' | 'dark')[]): void {
  const name =
    engine.missing === null ? engine.name : `${engine.name} (skipped: ${engine.missing})`;
  describe.skipIf(engine.missing !== null)(name, () => {
    let browser: Browser | undefined;
    let page: Page | undefined;
    let site: Site | undefined;
    beforeAll(async () => {
      site = await serveSite();
      browser = await engine.launch();
      page = await browser.open();
    });
    afterAll(async () => {
      await page?.close();
      await browser?.close();
      await site?.close();
    });
    const stage = (): Stage => {
      if (page === undefined || site === undefined) throw new Error('the browser did not start');
      return { page, site };
    };
    describe('overview', () => {
      overviewScenarios(stage);
    });
    describe('ledger', () => {
      ledgerScenarios(stage);
    });
    describe('entitlements', () => {
      entitlementScenarios(stage);
    });
    describe('under the hood', () => {
      hoodScenarios(stage);
    });
    describe('bring your own', () => {
      ownScenarios(stage);
    });
    describe('empty and failed', () => {
      stateScenarios(stage);
    });
    describe('hostile texts', () => {
      hostileScenarios(stage);
    });
    describe('craft', () => {
      craftScenarios(stage, themes);
    });
    describe('alone', () => {
      aloneScenarios(stage);
    });
  });
}
