import { seesText, visit } from './stage.js';
import type { Stage } from './stage.js';

export const editor = '.editor textarea';

/** Describes a vendor, gives its address and a key, and opens the ledger. */
export async function connect(
  stage: Stage,
  definition: object,
  baseUrl: string,
  secret: string,
): Promise<void> {
  const { page } = stage;
  await visit(stage, '#/own');
  await seesText(page, 'h1', 'Bring your own');
  await paste(page, editor, JSON.stringify(definition));
  await seesText(page, '.editor-faults', 'No fault');
  await page.select('.connect select', 'definition');
  await page.type('.connect input[name=base-url]', baseUrl);
  await page.type('.connect input[name=key]', secret);
  await page.click('.connect .button.main');
}

/** Replaces the text of a field, as pasting over it does. */
export function paste(page: Stage['page'], selector: string, text: string): Promise<void> {
  return page.evaluate(
    (at, pasted) => {
      const field = document.querySelector<HTMLTextAreaElement>(at);
      if (field === null) throw new Error(`no ${at}`);
      field.focus();
      field.value = pasted;
      field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
    },
    selector,
    text,
  );
}
