import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';

import { builtInDefinition } from '../data.js';
import { memberAt } from '../definition.js';
import { DefinitionEditor } from '../parts/definition-editor.js';
import { Icon } from '../parts/icons.js';
import { saveFile } from '../parts/save-file.js';
import { definition, definitionText, providerChoice } from '../state/own.js';
import { vendors } from '../vendors.js';

/** A vendor described as data, in an editor that checks while one types. */
export function DefineVendor(): JSX.Element {
  const file = useSignal('');
  const take = (text: string, name: string): void => {
    definitionText.value = text;
    file.value = name;
    providerChoice.value = 'definition';
  };
  const save = (): void => {
    const id = memberAt(definition.value, 'id');
    saveFile(
      `${typeof id === 'string' ? id : 'definition'}.json`,
      new Blob([definitionText.value], { type: 'application/json' }),
    );
  };
  return (
    <section aria-labelledby="define-title">
      <div class="section-head">
        <h2 id="define-title">Definition</h2>
        <div class="actions">
          <label class="field inline">
            <span>Start from</span>
            <select
              value=""
              onChange={(event) => {
                const vendor = vendors.find(({ id }) => id === event.currentTarget.value);
                if (vendor !== undefined)
                  void builtInDefinition(vendor.id).then((known) => {
                    take(JSON.stringify(known, null, 2), '');
                  });
              }}
            >
              <option value="">Choose</option>
              {vendors.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label class="button file">
            <Icon name="up" />
            Open a file
            <input
              type="file"
              accept=".json,application/json"
              class="visually-hidden"
              onChange={(event) => {
                const chosen = event.currentTarget.files?.[0];
                void chosen?.text().then((text) => {
                  take(text, chosen.name);
                });
              }}
            />
          </label>
          <button
            type="button"
            class="button"
            disabled={definitionText.value.trim() === ''}
            onClick={save}
          >
            <Icon name="down" />
            Save as a file
          </button>
        </div>
      </div>
      <DefinitionEditor text={definitionText} checked={definition} />
      {file.value !== '' && <p class="small quiet vendor-text">{file.value.slice(0, 200)}</p>}
    </section>
  );
}
