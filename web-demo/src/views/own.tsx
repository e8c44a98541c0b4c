import '../styles/own.css';

import type { JSX } from 'preact';

import { ConnectForm } from './connect-form.js';
import { DefineVendor } from './define-vendor.js';
import { DropPage } from './drop-page.js';

export function OwnView(): JSX.Element {
  return (
    <>
      <div class="view-head">
        <h1>Bring your own</h1>
      </div>
      <p class="lead quiet">
        Point the page at your own endpoint, or at a vendor that you just described. A vendor is
        data: no code is written and nothing is rebuilt.
      </p>
      <div class="own">
        <ConnectForm />
        <DefineVendor />
      </div>
      <DropPage />
    </>
  );
}
