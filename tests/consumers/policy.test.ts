import { afterAll, beforeAll, expect, test } from 'vitest';
import { install, type Installed } from './install.js';
import { engines, PLAIN_PAGE, writePlainPages } from './places/browsers.js';
import { shownAt } from './places/pages.js';
import { serveFolder, type Site, STRICT } from './serve.js';

let installed: Installed;
let site: Site;
beforeAll(async () => {
  installed = await install();
  await writePlainPages(installed.folder);
  site = await serveFolder(installed.folder, STRICT.replace(" 'wasm-unsafe-eval'", ''));
});
afterAll(async () => {
  await site.close();
  await installed.remove();
});

for (const engine of engines) {
  test.skipIf(engine.missing !== null)(
    `${engine.name}: a policy without wasm-unsafe-eval is named as what is wrong`,
    async () => {
      const shown = await shownAt(site.origin + PLAIN_PAGE, engine);
      expect(shown).toContain("needs 'wasm-unsafe-eval' in script-src");
    },
  );
}
