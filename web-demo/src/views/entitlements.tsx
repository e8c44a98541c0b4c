import { useSignal } from '@preact/signals';
import type { CreditEntitlement } from 'creditkit';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';

import { describeFailure, readEntitlements } from '../data.js';
import type { Failure } from '../data.js';
import { EntitlementCard } from '../parts/entitlement.js';
import { Empty, Failed, Waiting } from '../parts/states.js';
import { simulate } from '../simulated.js';
import { ownConnection } from '../state/own.js';
import { operationsOf } from '../definition.js';

type Shown =
  { readonly entitlements: readonly CreditEntitlement[] } | { readonly failure: Failure } | null;

export function EntitlementsView(): JSX.Element {
  const contradiction = useSignal(false);
  const own = ownConnection.value;
  const useOwn = own !== null && operationsOf(own.definition).includes('entitlements');
  const shown = useSignal<Shown>(null);
  useEffect(() => {
    let gone = false;
    shown.value = null;
    const connection = useOwn
      ? Promise.resolve(own)
      : simulate({ provider: 'dodo', rows: 180, recent: true, contradiction: contradiction.value });
    connection
      .then((connected) => readEntitlements(connected))
      .then(
        (entitlements) => {
          if (!gone) shown.value = { entitlements };
        },
        (error: unknown) => {
          if (!gone) shown.value = { failure: describeFailure(error) };
        },
      );
    return () => {
      gone = true;
    };
  }, [contradiction.value, own]);
  return (
    <>
      <div class="view-head">
        <h1>Entitlements</h1>
        <label class="switch">
          <input
            type="checkbox"
            checked={contradiction.value}
            disabled={useOwn}
            onChange={(event) => {
              contradiction.value = event.currentTarget.checked;
            }}
          />
          Let the vendor contradict itself
        </label>
      </div>
      <p class="lead quiet">
        What may be drawn at Dodo Payments, and how far beyond. Each entitlement counts in its own
        unit; the balance is the customer’s, so nothing is added up.
      </p>
      <Content shown={shown.value} />
    </>
  );
}

function Content({ shown }: { readonly shown: Shown }): JSX.Element {
  if (shown === null) return <Waiting name="Asking for the entitlements" lines={8} />;
  if ('failure' in shown) return <Failed failure={shown.failure} />;
  if (shown.entitlements.length === 0)
    return <Empty>This subscription has no credit entitlements.</Empty>;
  return (
    <ul class="entitlements">
      {shown.entitlements.map((entitlement) => (
        <EntitlementCard key={entitlement.id} entitlement={entitlement} />
      ))}
    </ul>
  );
}
