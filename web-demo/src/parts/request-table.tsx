import type { JSX } from 'preact';

import { bytesText, countText, durationText } from '../exact/time.js';
import type { LoggedRequest, RequestLog } from '../state/request-log.js';

interface Props {
  readonly log: RequestLog;
  readonly chosen: number | null;
  readonly onChoose: (request: number) => void;
}

/** Of a long walk the last ones are shown; all are counted. */
const shownRequests = 200;

/** The requests that the package made, as they happened. */
export function RequestTable({ log, chosen, onChoose }: Props): JSX.Element {
  // Reading the count is what makes this follow the log.
  const changes = log.changes.value;
  const { requests } = log;
  const shown = requests.slice(-shownRequests);
  const longest = Math.max(1, ...shown.map(({ ms }) => ms ?? 0));
  return (
    <div
      class="scrolled"
      role="group"
      aria-label="Table of requests"
      tabIndex={0}
      data-changes={changes}
    >
      <table class="requests">
        <caption class="visually-hidden">Requests, in order</caption>
        <thead>
          <tr>
            <th scope="col" class="number request-number">
              #
            </th>
            <th scope="col">Request</th>
            <th scope="col" class="request-status">
              Status
            </th>
            <th scope="col" class="number request-time">
              Time
            </th>
            <th scope="col" class="number request-bytes">
              Bytes
            </th>
            <th scope="col" class="number request-rows">
              Rows
            </th>
            <th scope="col" class="request-retry">
              Retry
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.length < requests.length && (
            <tr>
              <td colSpan={7} class="quiet">
                {countText(requests.length - shown.length)} earlier requests
              </td>
            </tr>
          )}
          {shown.map((request) => (
            <Row
              key={request.number}
              request={request}
              longest={longest}
              canOpen={log.bodies.has(request.number)}
              chosen={request.number === chosen}
              onChoose={onChoose}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly request: LoggedRequest;
  readonly longest: number;
  readonly canOpen: boolean;
  readonly chosen: boolean;
  readonly onChoose: (request: number) => void;
}

function Row({ request, longest, canOpen, chosen, onChoose }: RowProps): JSX.Element {
  const { number, method, url, ms, bytes, rows, attempt, retry } = request;
  return (
    <tr class={chosen ? 'chosen' : ''} data-outcome={request.outcome}>
      <td class="number request-number">
        {canOpen ? (
          <button
            type="button"
            class="link"
            aria-pressed={chosen}
            aria-label={`Show the raw answer of request ${String(number)}`}
            onClick={() => {
              onChoose(number);
            }}
          >
            {number}
          </button>
        ) : (
          number
        )}
      </td>
      <td class="code url">
        <b>{method}</b> {url}
      </td>
      <td class="request-status">
        <StatusWord request={request} />
      </td>
      <td class="number request-time">
        <span class="meter" aria-hidden="true" style={{ '--share': String((ms ?? 0) / longest) }} />
        {ms === null ? '…' : durationText(ms)}
      </td>
      <td class="number request-bytes">{bytes === null ? '' : bytesText(bytes)}</td>
      <td class="number request-rows">{rows === null ? '' : countText(rows)}</td>
      <td class="small request-retry">
        {[
          attempt > 1 ? `attempt ${String(attempt)}` : '',
          retry === null ? '' : `asked again after ${durationText(retry.delayMs)}`,
        ]
          .filter((words) => words !== '')
          .join(', ')}
      </td>
    </tr>
  );
}

function StatusWord({ request }: { readonly request: LoggedRequest }): JSX.Element {
  const { status, outcome, retryAfter } = request;
  const words =
    outcome === 'waiting'
      ? 'waiting'
      : outcome === 'failed'
        ? 'no whole answer'
        : outcome === 'aborted'
          ? 'given up'
          : '';
  return (
    <span class={`status ${outcome}`}>
      {status !== null && <b>{status}</b>} {words}
      {retryAfter !== null && (
        <span class="retry-after quiet"> Retry-After: {retryAfter.slice(0, 40)}</span>
      )}
    </span>
  );
}
