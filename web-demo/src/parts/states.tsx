import type { ComponentChildren, JSX } from 'preact';

import type { Failure } from '../data.js';
import { Icon } from './icons.js';

/** Nothing to show, and why. */
export function Empty({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return <p class="state empty quiet">{children}</p>;
}

/** Something is on its way. Grey lines keep its place, so that nothing jumps when it comes. */
export function Waiting({
  name,
  lines = 3,
}: {
  readonly name: string;
  readonly lines?: number;
}): JSX.Element {
  return (
    <div class="state waiting" role="status">
      <span class="visually-hidden">{name}</span>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} class="waiting-line" aria-hidden="true" />
      ))}
    </div>
  );
}

interface FailedProps {
  readonly failure: Failure;
  readonly children?: ComponentChildren;
}

/** An error as the package states it: class, words, and what is known of the place. */
export function Failed({ failure, children }: FailedProps): JSX.Element {
  return (
    <div class="state failed" role="alert">
      <p class="failed-name">
        <Icon name="stop" />
        {failure.name}
      </p>
      <p class="vendor-text">{failure.message.slice(0, 2000)}</p>
      {failure.faults.length > 0 && (
        <ul class="faults">
          {failure.faults.map(({ pointer, message }) => (
            <li key={pointer + message}>
              <code class="vendor-text">{pointer === '' ? '(the whole)' : pointer}</code>{' '}
              <span class="vendor-text">{message}</span>
            </li>
          ))}
        </ul>
      )}
      {failure.details.length > 0 && (
        <dl class="details">
          {failure.details.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd class="vendor-text code">{value.slice(0, 400)}</dd>
            </div>
          ))}
        </dl>
      )}
      {children}
    </div>
  );
}
