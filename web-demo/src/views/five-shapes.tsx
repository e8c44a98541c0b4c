import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';

import { indentedText } from '../exact/json-text.js';
import { EntryMembers } from '../parts/entry-members.js';
import { Waiting } from '../parts/states.js';
import type { Overview } from '../state/overview.js';

/** The same movement as five vendors send it, and the one shape that comes out. */
export function FiveShapes({
  overviews,
}: {
  readonly overviews: readonly Overview[];
}): JSX.Element {
  const chosen = useSignal('nebula');
  const overview = overviews.find(({ vendor }) => vendor.id === chosen.value) ?? overviews[0];
  const ledger = overview?.ledger.value ?? null;
  const entry = (ledger?.count.value ?? 0) > 0 ? ledger?.entries[0] : undefined;
  return (
    <section aria-labelledby="shapes">
      <h2 id="shapes">Five shapes in, one shape out</h2>
      <div class="segments" role="group" aria-label="Vendor">
        {overviews.map(({ vendor }) => (
          <button
            key={vendor.id}
            type="button"
            class="segment"
            aria-pressed={vendor.id === overview?.vendor.id}
            onClick={() => {
              chosen.value = vendor.id;
            }}
          >
            {vendor.name}
          </button>
        ))}
      </div>
      {overview !== undefined && (
        <div class="beside">
          <div class="beside-half">
            <h3>{`${overview.vendor.name} sends`}</h3>
            {entry?.raw === undefined ? (
              <Waiting name="Reading" lines={6} />
            ) : (
              <pre class="raw plain" tabIndex={0} aria-label="A row as it came">
                {indentedText(entry.raw)}
              </pre>
            )}
            <dl class="traits small">
              <div>
                <dt>Endpoint</dt>
                <dd class="code">{overview.vendor.endpoint}</dd>
              </div>
              <div>
                <dt>Paging</dt>
                <dd>{overview.vendor.paging}</dd>
              </div>
              <div>
                <dt>Amounts</dt>
                <dd>{overview.vendor.amounts}</dd>
              </div>
              <div>
                <dt>Times</dt>
                <dd>{overview.vendor.times}</dd>
              </div>
            </dl>
          </div>
          <div class="beside-half">
            <h3>You get</h3>
            {entry === undefined ? (
              <Waiting name="Reading" lines={6} />
            ) : (
              <EntryMembers entry={entry} />
            )}
          </div>
        </div>
      )}
    </section>
  );
}
