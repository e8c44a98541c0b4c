import '../styles/evidence.css';

import { useSignal } from '@preact/signals';
import type { CreditPage } from 'creditkit';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';

import { describeFailure, normalizeBody } from '../data.js';
import type { Failure } from '../data.js';
import { RawBeside } from '../parts/raw-beside.js';
import { RawFault } from '../parts/raw-fault.js';
import { RequestTable } from '../parts/request-table.js';
import { Empty, Failed } from '../parts/states.js';
import { Report } from '../parts/walk.js';
import type { Ledger } from '../state/ledger.js';
import { blotted } from '../state/request-log.js';

/** Everything that a walk did: its requests, a page as it came and as it was read, what it promises. */
export function WalkEvidence({ ledger }: { readonly ledger: Ledger }): JSX.Element {
  const chosen = useSignal<number | null>(null);
  // The log grows in place; its count of changes is what this follows.
  const version = ledger.log.changes.value;
  const request = chosen.value ?? mostTelling(ledger);
  return (
    <>
      <div class="inspector">
        <section aria-labelledby="requests-title">
          <h2 id="requests-title">Requests</h2>
          <RequestTable
            log={ledger.log}
            chosen={request}
            onChoose={(number) => {
              chosen.value = number;
            }}
          />
        </section>
        <section aria-labelledby="report-title">
          <h2 id="report-title">Report</h2>
          <Report report={ledger.report.value} />
          <ResumeToken token={ledger.resumeToken.value} />
        </section>
      </div>
      <section aria-labelledby="raw-title">
        <h2 id="raw-title">
          {request === null
            ? 'As it came, and as you get it'
            : `Request ${String(request)}: as it came, and as you get it`}
        </h2>
        <RawPage ledger={ledger} request={request} version={version} />
      </section>
    </>
  );
}

/** The answer that ended the walk in an error, or else the first one. */
function mostTelling({ log, state }: Ledger): number | null {
  const answers = [...log.bodies.keys()];
  return (state.value === 'failed' ? answers.at(-1) : answers[0]) ?? null;
}

function ResumeToken({ token }: { readonly token: string | null }): JSX.Element {
  return (
    <div class="token">
      <h3>Resume token</h3>
      {token === null ? (
        <pre class="raw plain quiet">none yet</pre>
      ) : (
        <pre class="raw plain wraps" tabIndex={0} aria-label="Resume token">
          {token}
        </pre>
      )}
      <p class="small quiet">
        It knows the definition, the query and the place. It holds no key and no address.
      </p>
    </div>
  );
}

type Read =
  | { readonly text: string; readonly page: CreditPage }
  | { readonly text: string; readonly failure: Failure }
  | null;

function RawPage({
  ledger,
  request,
  version,
}: {
  readonly ledger: Ledger;
  readonly request: number | null;
  readonly version: number;
}): JSX.Element {
  const read = useSignal<Read>(null);
  const body = request === null ? undefined : ledger.log.bodies.get(request);
  const { definition, apiKey } = ledger.connection;
  useEffect(() => {
    let gone = false;
    read.value = null;
    if (body === undefined) return undefined;
    // A vendor may echo the key.
    const text = blotted(new TextDecoder().decode(body), apiKey);
    normalizeBody(definition, 'history', body).then(
      (page) => {
        if (!gone) read.value = { text, page };
      },
      (error: unknown) => {
        if (!gone) read.value = { text, failure: describeFailure(error) };
      },
    );
    return () => {
      gone = true;
    };
  }, [body, definition]);
  const shown = read.value;
  if (shown === null)
    return <Empty>{version === 0 ? 'No answer yet.' : 'Choose an answered request above.'}</Empty>;
  if ('page' in shown)
    return <RawBeside text={shown.text} page={shown.page} definition={definition} />;
  return (
    <div class="beside">
      <div class="beside-half">
        <h3>The vendor’s answer</h3>
        <RawFault text={shown.text} pointer={shown.failure.pointer} />
      </div>
      <div class="beside-half">
        <h3>What the package says</h3>
        <Failed failure={shown.failure} />
      </div>
    </div>
  );
}
