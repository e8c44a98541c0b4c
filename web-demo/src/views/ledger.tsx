import '../styles/ledger.css';

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';

import { describeFailure } from '../data.js';
import type { Connection } from '../data.js';
import { Empty, Failed } from '../parts/states.js';
import type { Failure } from '../data.js';
import { hrefOf, route } from '../state/route.js';
import { ownConnection } from '../state/own.js';
import { simulate } from '../simulated.js';
import { vendorById, vendors } from '../vendors.js';
import type { Vendor } from '../vendors.js';
import { LedgerPanel, LedgerPlaces } from './ledger-panel.js';

/** How long a simulated history may be. The longest shows what the table and the walk can do. */
const histories = ['180', '2000', '100000'] as const;

export function LedgerView(): JSX.Element {
  const { vendor: id, options } = route.value;
  const own = ownConnection.value;
  if (id === 'own') return <OwnLedger connection={own} />;
  const vendor = vendorById(id) ?? vendors[0];
  const rows = histories.find((known) => known === options.get('rows')) ?? histories[0];
  return (
    <>
      <div class="view-head">
        <h1>{vendor?.name ?? 'Ledger'}</h1>
        <VendorTabs current={vendor?.id ?? ''} />
      </div>
      {vendor !== undefined && (
        <Simulated key={`${vendor.id} ${rows}`} vendor={vendor} rows={rows} />
      )}
    </>
  );
}

function VendorTabs({ current }: { readonly current: string }): JSX.Element {
  return (
    <nav class="segments" aria-label="Vendors">
      {vendors.map(({ id, name }) => (
        <a
          key={id}
          class="segment"
          href={hrefOf('ledger', id)}
          aria-current={id === current ? 'page' : undefined}
        >
          {name}
        </a>
      ))}
      {ownConnection.value !== null && (
        <a
          class="segment"
          href={hrefOf('ledger', 'own')}
          aria-current={current === 'own' ? 'page' : undefined}
        >
          Your own
        </a>
      )}
    </nav>
  );
}

function Simulated({
  vendor,
  rows,
}: {
  readonly vendor: Vendor;
  readonly rows: string;
}): JSX.Element {
  const connection = useSignal<Connection | null>(null);
  const failure = useSignal<Failure | null>(null);
  useEffect(() => {
    let gone = false;
    simulate({ provider: vendor.id, rows: Number(rows), recent: true })
      .then((started) => {
        if (!gone) connection.value = started;
      })
      .catch((error: unknown) => {
        failure.value = describeFailure(error);
      });
    return () => {
      gone = true;
    };
  }, [vendor.id, rows]);
  return (
    <>
      <p class="lead small quiet">
        <span class="code">{vendor.endpoint}</span>
        <span class="size-choice">
          {' Simulated history: '}
          {histories.map((size) => (
            <a
              key={size}
              href={hrefOf('ledger', vendor.id, { rows: size })}
              aria-current={size === rows ? 'true' : undefined}
            >
              {Number(size).toLocaleString('en')}
            </a>
          ))}
          {' rows'}
        </span>
      </p>
      {failure.value !== null && <Failed failure={failure.value} />}
      {connection.value !== null ? (
        <LedgerPanel
          connection={connection.value}
          long={rows === '100000' && vendor.id === 'nebula'}
        />
      ) : (
        failure.value === null && <LedgerPlaces name={`Asking ${vendor.name}`} />
      )}
    </>
  );
}

function OwnLedger({ connection }: { readonly connection: Connection | null }): JSX.Element {
  const name =
    typeof connection?.definition['name'] === 'string'
      ? connection.definition['name']
      : 'Your own endpoint';
  return (
    <>
      <div class="view-head">
        <h1 class="vendor-text">{name.slice(0, 80)}</h1>
        <VendorTabs current="own" />
      </div>
      {connection === null ? (
        <Empty>
          Nothing is connected. Keys are never stored, so a reload forgets them.{' '}
          <a href={hrefOf('own')}>Connect an endpoint</a>
        </Empty>
      ) : (
        <LedgerPanel connection={connection} />
      )}
    </>
  );
}
