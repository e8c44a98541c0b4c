import { useSignal } from '@preact/signals';
import type { CreditPage, OperationName } from 'creditkit';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';

import { builtInDefinition, describeFailure, normalizeBody } from '../data.js';
import type { Failure } from '../data.js';
import type { Definition } from '../definition.js';
import { counted, countText } from '../exact/time.js';
import { Amount } from '../parts/amount.js';
import { Icon } from '../parts/icons.js';
import { EntitlementCard } from '../parts/entitlement.js';
import { RawBeside } from '../parts/raw-beside.js';
import { Empty, Failed } from '../parts/states.js';
import { exampleAnswer } from '../state/example.js';
import { definition, providerChoice, simulatedChoice } from '../state/own.js';
import type { ProviderChoice } from '../state/own.js';

type Read =
  | { readonly text: string; readonly page: CreditPage; readonly by: Definition }
  | { readonly failure: Failure };

/** A page of one's own JSON, normalized as it is. No network is used. */
export function DropPage(): JSX.Element {
  const text = useSignal('');
  const operation = useSignal<OperationName>('history');
  const read = useSignal<Read | null>(null);
  const over = useSignal(false);
  const choice = providerChoice.value;
  const own = definition.value;

  useEffect(() => {
    let gone = false;
    read.value = null;
    if (text.value.trim() === '') return undefined;
    void normalized(choice, own, operation.value, text.value).then((result) => {
      if (!gone) read.value = result;
    });
    return () => {
      gone = true;
    };
  }, [text.value, operation.value, choice, own]);

  const takeFile = (file: File | undefined): void => {
    void file?.text().then((content) => {
      text.value = content;
    });
  };
  const takeExample = async (): Promise<void> => {
    const vendor = simulatedChoice.value;
    if (vendor === undefined) return;
    try {
      text.value = await exampleAnswer(vendor.id, operation.value);
    } catch (error) {
      read.value = { failure: describeFailure(error) };
    }
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    over.value = false;
    const { files } = event.dataTransfer ?? {};
    if (files?.[0] !== undefined) takeFile(files[0]);
    else text.value = event.dataTransfer?.getData('text') ?? '';
  };
  return (
    <section
      aria-labelledby="drop-title"
      class={`drop ${over.value ? 'over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        over.value = true;
      }}
      onDragLeave={() => {
        over.value = false;
      }}
      onDrop={drop}
    >
      <div class="section-head">
        <h2 id="drop-title">A page of your own</h2>
        <div class="actions">
          <label class="field inline">
            <span>Read as</span>
            <select
              value={operation.value}
              onChange={(event) => {
                operation.value =
                  operations.find((known) => known === event.currentTarget.value) ?? 'history';
              }}
            >
              {operations.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
          <button
            type="button"
            class="button"
            disabled={simulatedChoice.value === undefined}
            onClick={() => void takeExample()}
          >
            Use an example
          </button>
          <label class="button file">
            <Icon name="up" />
            Open a file
            <input
              type="file"
              accept=".json,application/json"
              class="visually-hidden"
              onChange={(event) => {
                takeFile(event.currentTarget.files?.[0]);
              }}
            />
          </label>
        </div>
      </div>
      <label class="field">
        Drop or paste an answer of the vendor chosen above. It is read in this page; no request is
        made.
        <textarea
          class="code page-text"
          rows={6}
          spellcheck={false}
          value={text.value}
          onInput={(event) => {
            text.value = event.currentTarget.value;
          }}
        />
      </label>
      <Result read={read.value} empty={text.value.trim() === ''} />
    </section>
  );
}

const operations: readonly OperationName[] = ['history', 'balance', 'entitlements'];

async function normalized(
  choice: ProviderChoice,
  own: Definition | null,
  operation: OperationName,
  text: string,
): Promise<Read> {
  try {
    const by = choice === 'definition' ? own : await builtInDefinition(choice);
    if (by === null) throw new Error('The definition in the editor has faults, or is empty.');
    const page = await normalizeBody(by, operation, text);
    return { text, page, by };
  } catch (error) {
    return { failure: describeFailure(error) };
  }
}

function found({ operation, entries, entitlements }: CreditPage): string {
  if (operation === 'balance') return 'A balance';
  return operation === 'entitlements'
    ? counted(entitlements.length, 'entitlement')
    : counted(entries.length, 'entry', 'entries');
}

function Result({
  read,
  empty,
}: {
  readonly read: Read | null;
  readonly empty: boolean;
}): JSX.Element {
  if (empty) return <Empty>Nothing dropped yet.</Empty>;
  if (read === null) return <Empty>Reading…</Empty>;
  if ('failure' in read) return <Failed failure={read.failure} />;
  const { page } = read;
  return (
    <div class="dropped">
      <p class="small" role="status">
        {`${found(page)}, read without a request.`}
        {page.totalClaimed !== null && ` The vendor claims ${countText(page.totalClaimed)} in all.`}
      </p>
      {page.balance !== null && (
        <p class="balance-figure">
          <Amount value={page.balance.available} unit={page.balance.unit} />
        </p>
      )}
      {page.entitlements.length > 0 && (
        <ul class="entitlements">
          {page.entitlements.map((entitlement) => (
            <EntitlementCard key={entitlement.id} entitlement={entitlement} />
          ))}
        </ul>
      )}
      {page.entries.length > 0 && <RawBeside text={read.text} page={page} definition={read.by} />}
    </div>
  );
}
