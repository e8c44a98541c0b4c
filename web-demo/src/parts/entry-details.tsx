import type { CreditEntry } from 'creditkit';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

import { indentedText } from '../exact/json-text.js';
import { EntryMembers } from './entry-members.js';

interface Props {
  readonly entry: CreditEntry;
  readonly onClose: () => void;
}

/** All that is known of one entry, and the vendor's row as it came. */
export function EntryDetails({ entry, onClose }: Props): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog class="entry-details" ref={dialog} onClose={onClose} aria-label="Entry">
      <div class="dialog-head">
        <h2>Entry</h2>
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <EntryMembers entry={entry} />
      {entry.raw !== undefined && (
        <>
          <h3>The vendor’s row as it came</h3>
          <pre class="raw vendor-text" tabIndex={0}>
            {indentedText(entry.raw).slice(0, 20_000)}
          </pre>
        </>
      )}
    </dialog>
  );
}
