import type { JSX } from 'preact';

import { counted } from '../exact/time.js';
import { Icon } from '../parts/icons.js';
import { Failed } from '../parts/states.js';
import { Progress, WalkState } from '../parts/walk.js';
import type { Ledger } from '../state/ledger.js';
import { WalkEvidence } from './walk-evidence.js';

/** What came of a walk, in a sentence, and what it did. */
export function WalkInspector({ ledger }: { readonly ledger: Ledger }): JSX.Element {
  const state = ledger.state.value;
  const walking = state === 'loading' || state === 'more';
  return (
    <>
      <section class="verdict" aria-label="What came of it" data-state={state}>
        <div class="walk-bar">
          <WalkState ledger={ledger} />
          <Progress ledger={ledger} />
          <div class="actions">
            {walking ? (
              <button
                type="button"
                class="button"
                onClick={() => {
                  ledger.abort();
                }}
              >
                <Icon name="stop" />
                Abort
              </button>
            ) : (
              (state === 'aborted' || state === 'failed') &&
              ledger.resumeToken.value !== null && (
                <button type="button" class="button" onClick={() => void ledger.resume()}>
                  Resume from the token
                </button>
              )
            )}
          </div>
        </div>
        <p class="verdict-words" role="status">
          {verdict(ledger)}
        </p>
        {ledger.failure.value !== null && <Failed failure={ledger.failure.value} />}
      </section>
      <WalkEvidence ledger={ledger} />
    </>
  );
}

/** The report in one sentence. */
function verdict(ledger: Ledger): string {
  const report = ledger.report.value;
  if (report === null) return 'The walk begins.';
  const read = `${counted(report.entries, 'entry', 'entries')} in ${counted(report.pages, 'page')}`;
  const repaired = [
    report.retries > 0 ? counted(report.retries, 'retry', 'retries') : '',
    report.duplicates > 0 ? `${counted(report.duplicates, 'repeated row')} left out` : '',
  ].filter((part) => part !== '');
  const after = repaired.length === 0 ? '' : `, after ${repaired.join(' and ')}`;
  switch (ledger.state.value) {
    case 'ended':
      return report.complete
        ? `All ${read}${after}: each row once, in order, and the end was proved.`
        : `${read}${after}. That these are all rows cannot be proved; the warnings say why.`;
    case 'failed':
      return `Ended by ${ledger.failure.value?.name ?? 'an error'} after ${read}${after}. No row of the page at fault was given out.`;
    case 'aborted':
      return `Aborted after ${read}${after}. The token goes on exactly there.`;
    case 'idle':
    case 'loading':
    case 'more':
      return `${read} so far${after}.`;
  }
}
