import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';

import { indentedText } from '../exact/json-text.js';
import { EntryMembers } from '../parts/entry-members.js';
import { Empty, Waiting } from '../parts/states.js';
import { failureOf } from '../state/overview.js';
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
  const nothing =
    overview !== undefined && failureOf(overview) !== null
      ? 'This vendor could not be read; the line above says why.'
      : ledger?.state.value === 'ended'
        ? 'This account has no movements.'
        : null;
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
              <Coming nothing={nothing} />
            ) : (
              <pre class="raw plain wraps" tabIndex={0} aria-label="A row as it came">
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
            {entry === undefined ? <Coming nothing={nothing} /> : <EntryMembers entry={entry} />}
          </div>
        </div>
      )}
    </section>
  );
}

/** Before there is a row: that it comes, or why none will. */
function Coming({ nothing }: { readonly nothing: string | null }): JSX.Element {
  return nothing === null ? <Waiting name="Reading" lines={6} /> : <Empty>{nothing}</Empty>;
}
