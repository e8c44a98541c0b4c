import { expect, it } from 'vitest';
import { acmeDefinition, acmePages, serveAcme } from '../site/acme.js';
import { lastSaved } from '../site/observed.js';
import { connect, editor, paste } from '../site/own-form.js';
import { eventually, expectNoProblems, seesText, textOf, textsOf, visit } from '../site/stage.js';
import type { Stage } from '../site/stage.js';

const key = 'canary-7f3a9c';

export function ownScenarios(stage: () => Stage): void {
  it('names each fault of a pasted definition with its JSON Pointer and its line, while one types', async () => {
    const { page } = stage();
    await page.resize(1440, 1000);
    await visit(stage(), '#/own');
    await seesText(page, 'h1', 'Bring your own');
    const wrong = JSON.stringify(acmeDefinition, null, 2).replace(
      '"kind": "token"',
      '"kind": "tokn"',
    );
    await paste(page, editor, wrong);
    await seesText(page, '.fault', '/operations/history/paging/kind');
    const line = wrong.split('\n').findIndex((text) => text.includes('tokn')) + 1;
    expect(await textOf(page, '.fault')).toContain(`Line ${String(line)}`);

    await page.click('.fault');
    const marked = await page.evaluate((at) => {
      const area = document.querySelector<HTMLTextAreaElement>(at);
      return area?.value.slice(area.selectionStart, area.selectionEnd);
    }, editor);
    expect(marked).toMatch(/"kind"|"tokn"/);

    await paste(page, editor, '{ "id": "acme", }');
    await seesText(page, '.fault', 'Line 1');
    await paste(page, editor, JSON.stringify(acmeDefinition, null, 2));
    await seesText(page, '.editor-faults', 'No fault');
    await expectNoProblems(page);
  });

  it('asks a vendor that was just described, and keeps the key in memory only', async () => {
    const { page, site } = stage();
    const acme = await serveAcme(key);
    try {
      await connect(stage(), acmeDefinition, acme.baseUrl, key);

      await seesText(page, '.chip', 'Complete');
      expect(await textOf(page, 'h1')).toBe('Acme Credits');
      const amounts = await page.evaluate(() =>
        Array.from(
          document.querySelectorAll<HTMLElement>('.entries-body .amount-cell [data-exact]'),
          (amount) => amount.dataset['exact'],
        ),
      );
      expect(amounts).toEqual(
        Object.values(acmePages).flatMap(({ rows }) => rows.map(({ delta }) => delta)),
      );
      expect(acme.keys).toEqual([key, key]);
      // 12.50 less 9007199254740993: no double holds the one, none the other's sum.
      await eventually(
        page,
        'the charts',
        () => document.querySelectorAll('.chart canvas').length === 2,
      );
      await page.evaluate(() => document.querySelector<HTMLElement>('.chart')?.focus());
      await page.press('End');
      await seesText(page, '.chart-tip', '−9,007,199,254,740,980.50 credits');
      // Two units in one ledger are two ledgers.
      expect(await textsOf(page, '[aria-label=Unit] .segment')).toEqual(['credits', 'tokens']);

      await page.click('.csv');
      expect(await lastSaved(page)).not.toContain(key);
      const traces = await page.evaluate(() => [
        location.href,
        document.documentElement.outerHTML,
        document.cookie,
        JSON.stringify(localStorage),
        JSON.stringify(sessionStorage),
        JSON.stringify(history.state),
      ]);
      expect(traces.join('\n')).not.toContain(key);
      expect(JSON.stringify(site.seen)).not.toContain(key);
      await expectNoProblems(page);
    } finally {
      acme.close();
    }
  });

  it('blots a key that must travel in the query out of the log', async () => {
    const { page } = stage();
    const acme = await serveAcme(key);
    try {
      await connect(stage(), { ...acmeDefinition, auth: { query: 'api_key' } }, acme.baseUrl, key);
      await seesText(page, '.chip', 'Complete');
      await page.click('.evidence summary');
      await seesText(page, '.requests', 'api_key=•••');
      expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(key);
      await expectNoProblems(page);
    } finally {
      acme.close();
    }
  });

  it('shows the typed error where the key is refused', async () => {
    const { page } = stage();
    const acme = await serveAcme(key);
    try {
      await connect(stage(), acmeDefinition, acme.baseUrl, 'wrong-key');
      await seesText(page, '.failed', 'AuthenticationError');
      await expectNoProblems(page, /401|Failed to load resource/);
    } finally {
      acme.close();
    }
  });

  it('saves a definition as a file and starts from a built-in one', async () => {
    const { page } = stage();
    await visit(stage(), '#/own');
    await seesText(page, 'h1', 'Bring your own');
    await page.select('#define-title ~ .actions select', 'nebula');
    await seesText(page, '.editor-faults', 'No fault');
    await page.click('#define-title ~ .actions .button:last-child');
    expect(JSON.parse((await lastSaved(page)) ?? '{}')).toMatchObject({ id: 'nebula' });
    await expectNoProblems(page);
  });

  it('opens a definition and a page from files', async () => {
    const { page } = stage();
    await visit(stage(), '#/own');
    await seesText(page, 'h1', 'Bring your own');
    await giveFile(
      page,
      '#define-title ~ .actions input[type=file]',
      JSON.stringify(acmeDefinition),
    );
    await seesText(page, '.editor-faults', 'No fault');
    await dropFile(page, '.drop', JSON.stringify(acmePages['']));
    await seesText(page, '.dropped', '2 entries');
    expect(await textOf(page, '.dropped [data-member=amount]')).toBe('12.50');
    await expectNoProblems(page);
  });

  it('fills in a simulated endpoint for those who have none at hand', async () => {
    const { page, site } = stage();
    await visit(stage(), '#/own');
    await seesText(page, 'h1', 'Bring your own');
    await page.select('.connect select', 'nametrust');
    await page.click('#connect-title ~ .button');
    await eventually(
      page,
      'the address',
      () =>
        document
          .querySelector<HTMLInputElement>('.connect input[name=base-url]')
          ?.value.includes('/nametrust') ?? false,
    );
    await page.click('.connect .actions .button:last-child');
    await seesText(page, '.connect .balance-figure', 'credits');
    await page.click('.connect .button.main');
    await seesText(page, '.entry-count', 'read');
    expect(await textOf(page, 'h1')).toBe('NameTrust');
    expect(site.seen.some(({ path }) => path.includes('/nametrust/credits/usage'))).toBe(true);
    await expectNoProblems(page);
  });

  it('reads an example answer of each operation that a vendor has', async () => {
    const { page } = stage();
    await visit(stage(), '#/own');
    await seesText(page, 'h1', 'Bring your own');
    await page.select('.connect select', 'dodo');
    const example = '#drop-title ~ .actions button';
    for (const [operation, sign] of [
      ['history', '6 entries'],
      ['balance', 'A balance'],
      ['entitlements', '5 entitlements'],
    ] as const) {
      await page.select('#drop-title ~ .actions select', operation);
      await page.click(example);
      await seesText(page, '.dropped', `${sign}, read without a request.`);
    }
    await page.select('.connect select', 'cloudreve');
    await page.click(example);
    await seesText(page, '.drop .failed', 'cloudreve has no entitlements');
    await expectNoProblems(page);
  });

  it('reads a page of one’s own without any request', async () => {
    const { page, site } = stage();
    await visit(stage(), '#/own');
    await seesText(page, 'h1', 'Bring your own');
    await page.select('.connect select', 'nametrust');
    // What is fetched ahead for use without a network is not the page's doing here.
    await eventually(
      page,
      'everything is fetched ahead',
      () => document.documentElement.dataset['offlineReady'] === 'true',
    );
    const before = await askedAtRest(site);
    const row = {
      object: 'credit_entry',
      id: 'cent_1',
      kind: 'consume',
      credits: -10,
      usage_kind: 'ai_usage',
      created_at: '2026-06-01T10:00:00Z',
    };
    await paste(page, '.page-text', JSON.stringify({ items: [row], pages: { has_next: false } }));
    await seesText(page, '.dropped', '1 entry, read without a request');
    expect(await textOf(page, '.dropped [data-member=amount]')).toBe('-10');
    expect(await textOf(page, '.dropped [data-member=at]')).toBe(String(Date.UTC(2026, 5, 1, 10)));
    expect((await textsOf(page, '.dropped .raw-line.mapped')).join(' ')).toContain('amount');

    await paste(
      page,
      '.page-text',
      JSON.stringify({ items: [{ ...row, credits: 'ten' }], pages: { has_next: false } }),
    );
    await seesText(page, '.drop .failed', '/items/0/credits');
    expect(asked(site)).toBe(before);
    await expectNoProblems(page);
  });
}

/** Chooses a file, as the dialog of the system would. */
function giveFile(page: Stage['page'], selector: string, content: string): Promise<void> {
  return page.evaluate(
    (at, text) => {
      const input = document.querySelector<HTMLInputElement>(at);
      if (input === null) throw new Error(`no ${at}`);
      const chosen = new DataTransfer();
      chosen.items.add(new File([text], 'given.json', { type: 'application/json' }));
      input.files = chosen.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    selector,
    content,
  );
}

/** Lets go of a dragged file over an element. */
function dropFile(page: Stage['page'], selector: string, content: string): Promise<void> {
  return page.evaluate(
    (at, text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], 'dropped.json', { type: 'application/json' }));
      for (const name of ['dragover', 'drop'])
        document
          .querySelector(at)
          ?.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer }));
    },
    selector,
    content,
  );
}

interface Asked {
  readonly seen: readonly { readonly path: string }[];
}

/** How many requests a site has seen, those for the page's own files left out: WebKit asks again for what it has. */
function asked(site: Asked): number {
  return site.seen.filter(
    ({ path }) => !/^\/(assets\/|$)|\.(js|css|wasm|json|svg|ico|html)$/.test(path),
  ).length;
}

/** The same once none has come for a while: an engine may still be sending earlier ones. */
async function askedAtRest(site: Asked): Promise<number> {
  const quietMs = 500;
  for (;;) {
    const count = asked(site);
    await new Promise((resolve) => setTimeout(resolve, quietMs));
    if (asked(site) === count) return count;
  }
}
