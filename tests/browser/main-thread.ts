/** What Chromium's trace says of its main thread: by the clock, and by what the thread itself worked. */
export interface Tasks {
  readonly longestMs: number;
  readonly longestWorkedMs: number;
  readonly over50Ms: number;
}

interface TraceEvent {
  readonly name: string;
  /** Microseconds: by the clock, and of the thread's own work. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args: { readonly name?: string };
}

/** Reads a trace with the category `toplevel`. */
export function mainThreadTasks(trace: Uint8Array | undefined): Tasks {
  const { traceEvents } = JSON.parse(new TextDecoder().decode(trace)) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const thread = ({ pid, tid }: TraceEvent): string => `${String(pid)}/${String(tid)}`;
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(thread),
  );
  const tasks = traceEvents.filter(
    (event) => event.name === 'ThreadControllerImpl::RunTask' && mains.has(thread(event)),
  );
  return {
    longestMs: Math.max(0, ...tasks.map(({ dur = 0 }) => dur / 1000)),
    longestWorkedMs: Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1000)),
    over50Ms: tasks.filter(({ dur = 0 }) => dur > 50_000).length,
  };
}
