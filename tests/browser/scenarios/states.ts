import { expect, it } from 'vitest';
import { acmeDefinition, acmePages, serveAcme } from '../site/acme.js';
import type { AcmePages } from '../site/acme.js';
import { connect } from '../site/own-form.js';
import { expectNoProblems, seesText, textOf } from '../site/stage.js';
import type { Stage } from '../site/stage.js';

const key = 'key-of-acme';

/** What the page shows where there is little or nothing to show. */
export function stateScenarios(stage: () => Stage): void {
  async function asking(pages: AcmePages, secret: string, sees: () => Promise<void>) {
    const acme = await serveAcme(key, pages);
    try {
      await stage().page.resize(1280, 900);
      await connect(stage(), acmeDefinition, acme.baseUrl, secret);
      await sees();
    } finally {
      acme.close();
    }
  }

  it('says that an account has no movements, and promises no rows to come', () =>
    asking({ '': { rows: [], next: null } }, key, async () => {
      const { page } = stage();
      await seesText(page, '.chip', 'Complete');
      await seesText(page, '.state.empty', 'This account has no movements.');
      expect(await placesLeft(page)).toBe(0);
      await expectNoProblems(page);
    }));

  it('reads on where the first page has no rows and others follow', () =>
    asking(
      { '': { rows: [], next: 'page two' }, 'page two': acmePages['page two'] },
      key,
      async () => {
        const { page } = stage();
        await seesText(page, '.chip', 'Complete');
        expect(await textOf(page, '.entry-count')).toBe('1 shown of 1 read');
        await expectNoProblems(page);
      },
    ));

  it('shows a walk that failed at once as an error, and no places for rows', () =>
    asking(acmePages, 'wrong-key', async () => {
      const { page } = stage();
      await seesText(page, '.failed', 'AuthenticationError');
      expect(await placesLeft(page)).toBe(0);
      await expectNoProblems(page, /401|Failed to load resource/);
    }));
}

/** Grey places of what is on its way. */
function placesLeft(page: Stage['page']): Promise<number> {
  return page.evaluate(
    () => document.querySelectorAll('.chart-place, .entries-place, .waiting').length,
  );
}
