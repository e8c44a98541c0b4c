import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';

import { describeFailure } from '../data.js';
import type { Failure } from '../data.js';
import { Failed, Waiting } from './states.js';

type Content = () => JSX.Element;

/** A view whose code comes when it is first looked at: the first view shall not wait for it. */
export function later(name: string, load: () => Promise<Content>): Content {
  const loaded = signal<Content | null>(null);
  const failure = signal<Failure | null>(null);
  return function Later() {
    useEffect(() => {
      failure.value = null;
      if (loaded.value === null)
        load().then(
          (content) => {
            loaded.value = content;
          },
          (error: unknown) => {
            failure.value = describeFailure(error);
          },
        );
    }, []);
    const Loaded = loaded.value;
    if (Loaded !== null) return <Loaded />;
    if (failure.value !== null) return <Failed failure={failure.value} />;
    return <Waiting name={`Opening ${name}`} lines={4} />;
  };
}
