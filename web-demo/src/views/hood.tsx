import '../styles/hood.css';

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';

import { describeFailure } from '../data.js';
import type { Failure } from '../data.js';
import { mishapById, mishaps } from '../faults.js';
import { WalkPlace } from '../parts/places.js';
import { Failed } from '../parts/states.js';
import { simulate } from '../simulated.js';
import { Ledger } from '../state/ledger.js';
import { hrefOf, route } from '../state/route.js';
import { vendorById, vendors } from '../vendors.js';
import type { Vendor } from '../vendors.js';
import { WalkInspector } from './walk-inspector.js';

const sizes = [200, 2000, 20_000] as const;
/** Short, so that a stall is noticed while one watches. */
const timeoutMs = 2000;
const pageSizes: Readonly<Record<number, number>> = { 200: 40, 2000: 100, 20_000: 100 };

export function HoodView(): JSX.Element {
  const { options } = route.value;
  const vendor = vendorById(options.get('vendor')) ?? vendors[4] ?? vendors[0];
  const mishap = mishapById(options.get('fault')) ?? mishaps[0];
  const rows = sizes.find((size) => String(size) === options.get('rows')) ?? sizes[0];
  const ledger = useSignal<Ledger | null>(null);
  const failure = useSignal<Failure | null>(null);

  const run = async (): Promise<void> => {
    if (vendor === undefined || mishap === undefined) return;
    ledger.value?.abort();
    failure.value = null;
    try {
      const connection = await simulate(
        {
          provider: vendor.id,
          rows,
          pageSize: pageSizes[rows] ?? 40,
          faults: mishap.faults,
          latencyMs: 15,
        },
        timeoutMs,
      );
      const walk = new Ledger(connection, {
        includeRaw: rows <= 2000,
        ...pageSizeFor(vendor, rows),
      });
      ledger.value = walk;
      await walk.loadAll();
    } catch (error) {
      failure.value = describeFailure(error);
    }
  };
  useEffect(() => {
    void run();
    return () => ledger.peek()?.abort();
  }, [vendor, mishap, rows]);

  const choose = (name: string, value: string): void => {
    const chosen = {
      vendor: vendor?.id ?? '',
      fault: mishap?.id ?? '',
      rows: String(rows),
      [name]: value,
    };
    location.hash = hrefOf('hood', undefined, chosen);
  };
  return (
    <>
      <div class="view-head">
        <h1>Under the hood</h1>
      </div>
      <form
        class="bench"
        aria-label="What to walk"
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <Choice
          name="Vendor"
          value={vendor?.id ?? ''}
          choices={vendors.map(({ id, name }) => [id, name])}
          onChoose={(value) => {
            choose('vendor', value);
          }}
        />
        <Choice
          name="What goes wrong"
          value={mishap?.id ?? ''}
          choices={mishaps.map(({ id, name }) => [id, name])}
          onChoose={(value) => {
            choose('fault', value);
          }}
        />
        <Choice
          name="Rows at the vendor"
          value={String(rows)}
          choices={sizes.map((size) => [String(size), size.toLocaleString('en')])}
          onChoose={(value) => {
            choose('rows', value);
          }}
        />
        <button type="submit" class="button main">
          Walk again
        </button>
        <p class="bench-words small quiet">{mishap?.does}</p>
      </form>
      {failure.value !== null && <Failed failure={failure.value} />}
      {ledger.value !== null ? (
        <WalkInspector key={ledger.value.connection.baseUrl} ledger={ledger.value} />
      ) : (
        failure.value === null && <WalkPlace name={`Asking ${vendor?.name ?? 'the vendor'}`} />
      )}
    </>
  );
}

/** Klaim's server alone decides how long a page is; the others are asked. */
function pageSizeFor(vendor: Vendor, rows: number): { pageSize?: number } {
  const pageSize = pageSizes[rows];
  return vendor.id === 'klaim' || pageSize === undefined ? {} : { pageSize };
}

interface ChoiceProps {
  readonly name: string;
  readonly value: string;
  readonly choices: readonly (readonly [value: string, name: string])[];
  readonly onChoose: (value: string) => void;
}

function Choice({ name, value, choices, onChoose }: ChoiceProps): JSX.Element {
  return (
    <label class="field">
      {name}
      <select
        value={value}
        onChange={(event) => {
          onChoose(event.currentTarget.value);
        }}
      >
        {choices.map(([id, words]) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
