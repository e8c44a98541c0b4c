import { useSignal } from '@preact/signals';
import type { CreditBalance } from 'creditkit';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';

import { builtInDefinition, describeFailure, readBalance } from '../data.js';
import type { Connection, Failure } from '../data.js';
import { clientParametersOf, memberAt, operationsOf, parametersOf } from '../definition.js';
import type { Definition, Parameter } from '../definition.js';
import { Amount } from '../parts/amount.js';
import { Failed } from '../parts/states.js';
import { simulate } from '../simulated.js';
import { definition, ownConnection, providerChoice, simulatedChoice } from '../state/own.js';
import type { ProviderChoice } from '../state/own.js';
import { hrefOf } from '../state/route.js';
import { vendors } from '../vendors.js';

/** Long enough for a slow server, short enough to be told. */
const timeoutMs = 15_000;
const simulatedRows = 180;

/** Address, key and parameters of an endpoint of one's own. */
export function ConnectForm(): JSX.Element {
  const baseUrl = useSignal('');
  const apiKey = useSignal('');
  const values = useSignal<Readonly<Record<string, string>>>({});
  const chosen = useChosenDefinition();
  const failure = useSignal<Failure | null>(null);
  const balance = useSignal<CreditBalance | null>(null);
  // A simulator in the page answers by a function of its own; whoever changes the address means another server.
  const simulated = useSignal<Connection | null>(null);
  const declared = memberAt(chosen, 'baseUrl');
  const operations = chosen === null ? [] : operationsOf(chosen);

  const connect = (): Connection | null => {
    if (chosen === null) return null;
    const connection: Connection = {
      definition: chosen,
      baseUrl: baseUrl.value.trim() === '' ? null : baseUrl.value.trim(),
      apiKey: apiKey.value,
      values: values.value,
      fetch:
        simulated.value?.baseUrl === baseUrl.value.trim() ? (simulated.value.fetch ?? null) : null,
      timeoutMs,
    };
    ownConnection.value = connection;
    return connection;
  };
  const fillIn = async (): Promise<void> => {
    if (simulatedChoice.value === undefined) return;
    try {
      const started = await simulate({
        provider: simulatedChoice.value.id,
        rows: simulatedRows,
        recent: true,
      });
      simulated.value = started;
      baseUrl.value = started.baseUrl ?? '';
      apiKey.value = started.apiKey;
      values.value = started.values;
    } catch (error) {
      failure.value = describeFailure(error);
    }
  };
  const open = (event: Event): void => {
    event.preventDefault();
    if (connect() !== null)
      location.hash = operations.includes('history')
        ? hrefOf('ledger', 'own')
        : hrefOf('entitlements');
  };
  const askBalance = async (): Promise<void> => {
    const connection = connect();
    failure.value = null;
    balance.value = null;
    if (connection === null) return;
    try {
      balance.value = await readBalance(connection);
    } catch (error) {
      failure.value = describeFailure(error);
    }
  };
  return (
    <section aria-labelledby="connect-title">
      <div class="section-head">
        <h2 id="connect-title">Endpoint</h2>
        <button
          type="button"
          class="button"
          disabled={simulatedChoice.value === undefined}
          onClick={() => void fillIn()}
        >
          Fill in a simulated one
        </button>
      </div>
      <form class="connect" onSubmit={open} autocomplete="off">
        <label class="field">
          Vendor
          <select
            value={providerChoice.value}
            onChange={(event) => {
              providerChoice.value = event.currentTarget.value as ProviderChoice;
            }}
          >
            {vendors.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            <option value="definition">The definition in the editor</option>
          </select>
        </label>
        <label class="field">
          Base URL
          <input
            type="url"
            name="base-url"
            required={declared === undefined}
            placeholder={typeof declared === 'string' ? declared : 'https://'}
            value={baseUrl.value}
            onInput={(event) => {
              baseUrl.value = event.currentTarget.value;
            }}
          />
        </label>
        <label class="field">
          Key
          <input
            type="password"
            name="key"
            autocomplete="off"
            value={apiKey.value}
            onInput={(event) => {
              apiKey.value = event.currentTarget.value;
            }}
          />
        </label>
        <p class="small quiet">
          Kept in memory until the page is closed. Never stored, never in an address, sent to the
          base URL’s origin only.
        </p>
        <Parameters
          definition={chosen}
          values={values.value}
          onChange={(name, value) => {
            values.value = { ...values.value, [name]: value };
          }}
        />
        <div class="actions">
          <button type="submit" class="button main" disabled={chosen === null}>
            {operations.includes('history') || chosen === null
              ? 'Open the ledger'
              : 'Open the entitlements'}
          </button>
          {operations.includes('balance') && (
            <button type="button" class="button" onClick={() => void askBalance()}>
              Ask for the balance
            </button>
          )}
        </div>
        {chosen === null && (
          <p class="small quiet">The definition in the editor has faults, or is empty.</p>
        )}
        {balance.value !== null && (
          <p class="balance-figure" role="status">
            <Amount value={balance.value.available} unit={balance.value.unit} />
          </p>
        )}
        {failure.value !== null && <Failed failure={failure.value} />}
      </form>
    </section>
  );
}

function useChosenDefinition(): Definition | null {
  const known = useSignal<Definition | null>(null);
  const choice = providerChoice.value;
  useEffect(() => {
    if (choice === 'definition') return undefined;
    let gone = false;
    void builtInDefinition(choice).then((loaded) => {
      if (!gone) known.value = loaded;
    });
    return () => {
      gone = true;
    };
  }, [choice]);
  return choice === 'definition' ? definition.value : known.value;
}

/** The parameters of the client and of all operations, each once. */
function declaredBy(definition: Definition): Parameter[] {
  const known = new Map<string, Parameter>();
  const operations = operationsOf(definition).flatMap((name) => parametersOf(definition, name));
  for (const parameter of [...clientParametersOf(definition), ...operations])
    known.set(parameter.name, known.get(parameter.name) ?? parameter);
  return [...known.values()];
}

interface ParametersProps {
  readonly definition: Definition | null;
  readonly values: Readonly<Record<string, string>>;
  readonly onChange: (name: string, value: string) => void;
}

/** The parameters that the definition declares, for all its operations together. */
function Parameters({ definition: chosen, values, onChange }: ParametersProps): JSX.Element {
  const declared = chosen === null ? [] : declaredBy(chosen);
  return (
    <fieldset class="parameters">
      <legend class="visually-hidden">Parameters</legend>
      {declared.map(({ name, description, choices }) => (
        <label key={name} class="field">
          <span class="code vendor-text">{name}</span>
          {choices.length > 0 ? (
            <select
              value={values[name] ?? ''}
              onChange={(event) => {
                onChange(name, event.currentTarget.value);
              }}
            >
              <option value="">(as usual)</option>
              {choices.map((choice) => (
                <option key={choice} value={choice}>
                  {choice}
                </option>
              ))}
            </select>
          ) : (
            <input
              type="text"
              name={name}
              value={values[name] ?? ''}
              onInput={(event) => {
                onChange(name, event.currentTarget.value);
              }}
            />
          )}
          {description !== null && <span class="vendor-text">{description.slice(0, 300)}</span>}
        </label>
      ))}
    </fieldset>
  );
}
