import type { WalkReport } from 'creditkit';
import type { JSX } from 'preact';

import { counted, countText } from '../exact/time.js';
import type { Ledger } from '../state/ledger.js';
import { Icon } from './icons.js';

/** The state of a walk in a word, and what it rests on. */
export function WalkState({ ledger }: { readonly ledger: Ledger }): JSX.Element {
  const state = ledger.state.value;
  const report = ledger.report.value;
  if (state === 'failed')
    return <Chip tone="error" icon="stop" text={ledger.failure.value?.name ?? 'Failed'} />;
  if (state === 'aborted') return <Chip tone="warn" icon="stop" text="Aborted" />;
  if (state !== 'ended' || report === null)
    return <Chip tone="plain" text={state === 'more' ? 'More to come' : 'Walking'} />;
  if (report.complete) return <Chip tone="good" icon="check" text="Complete" />;
  return <Chip tone="warn" icon="warning" text="Not proved complete" />;
}

interface ChipProps {
  readonly tone: 'good' | 'warn' | 'error' | 'plain';
  readonly icon?: 'check' | 'warning' | 'stop' | 'infinity';
  readonly text: string;
}

export function Chip({ tone, icon, text }: ChipProps): JSX.Element {
  return (
    <span class={`chip ${tone}`}>
      {icon !== undefined && <Icon name={icon} />}
      {text}
    </span>
  );
}

/** How far a walk is. The vendor's claim of a total makes it a share; without one it only says how many. */
export function Progress({ ledger }: { readonly ledger: Ledger }): JSX.Element {
  const read = ledger.count.value;
  const claimed = ledger.report.value?.totalClaimed ?? null;
  const state = ledger.state.value;
  const words = `${countText(read)}${claimed === null ? '' : ` of ${countText(claimed)}`} ${read === 1 && claimed === null ? 'entry' : 'entries'}, ${counted(ledger.pages.length, 'page')}`;
  const share =
    state === 'ended' ? 1 : claimed === null || claimed === 0 ? null : Math.min(1, read / claimed);
  return (
    <div class="progress">
      {share !== null ? (
        <progress aria-label="Walk" max={1} value={share} />
      ) : (
        <progress aria-label="Walk" class={state === 'loading' ? '' : 'resting'} />
      )}
      <span class="small quiet">{words}</span>
    </div>
  );
}

const promises: readonly (readonly [Exclude<keyof WalkReport, 'warnings'>, string])[] = [
  ['complete', 'The end was proved'],
  ['endedBy', 'What ended the walk'],
  ['pages', 'Pages read'],
  ['requests', 'HTTP requests, retries included'],
  ['retries', 'Retries'],
  ['entries', 'Entries yielded'],
  ['duplicates', 'Rows that came twice and were left out'],
  ['totalClaimed', 'Rows in all, as the vendor claims'],
];

/** The report, member by member; before there is one, its places. */
export function Report({ report }: { readonly report: WalkReport | null }): JSX.Element {
  return (
    <div class="report">
      <dl class="details">
        {promises.map(([name, meaning]) => {
          const value = report?.[name];
          return (
            <div key={name}>
              <dt title={meaning}>{name}</dt>
              <dd class="code" data-report={name}>
                {value === undefined
                  ? '–'
                  : typeof value === 'number'
                    ? countText(value)
                    : String(value)}
              </dd>
            </div>
          );
        })}
      </dl>
      <Warnings report={report} />
    </div>
  );
}

export function Warnings({ report }: { readonly report: WalkReport | null }): JSX.Element | null {
  if (report === null || report.warnings.length === 0) return null;
  return (
    <ul class="warnings">
      {report.warnings.map(({ code, message }, index) => (
        <li key={index}>
          <Icon name="warning" />
          <span>
            <b>{code}</b> <span class="vendor-text">{message}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
