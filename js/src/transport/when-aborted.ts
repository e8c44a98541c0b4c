/**
 * One listener on a user's signal, however many waits there are: from the eleventh on, Node warns of a leak. None is
 * left when nobody waits.
 */
interface Hub {
  readonly acts: Set<() => void>;
  readonly listener: () => void;
}

const hubs = new WeakMap<AbortSignal, Hub>();

/** Calls `act` when `signal` aborts. Returns what takes that back. */
export function whenAborted(signal: AbortSignal, act: () => void): () => void {
  const hub = hubs.get(signal) ?? open(signal);
  hub.acts.add(act);
  return () => {
    if (hub.acts.delete(act) && hub.acts.size === 0) {
      signal.removeEventListener('abort', hub.listener);
      hubs.delete(signal);
    }
  };
}

function open(signal: AbortSignal): Hub {
  const acts = new Set<() => void>();
  const hub = {
    acts,
    listener: () => {
      for (const act of [...acts]) {
        act();
      }
    },
  };
  signal.addEventListener('abort', hub.listener);
  hubs.set(signal, hub);
  return hub;
}
