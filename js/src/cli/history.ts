import type { HistoryWalk } from '../index.js';
import type { Arguments } from './arguments.js';
import { connect } from './connect.js';
import { EXIT, type ExitCode } from './exit.js';
import { type EntrySink, entrySink } from './format/entries.js';
import { lineOfText } from './format/printable.js';
import { Progress } from './progress.js';
import { Selection } from './selection.js';
import { exitOfStop, sayFailure, type Session } from './session.js';

/** Throws what `connect` throws; a walk that fails is said here, behind the entries that came. */
export async function history(given: Arguments, session: Session): Promise<ExitCode> {
  const { output, stop, attempted, say } = session;
  // Rows that stream onto the same terminal would be torn apart by a line that is written over.
  const progress = new Progress(process.stderr, given.format === 'table' || !process.stdout.isTTY);
  const { client, query } = await connect(given, 'history', progress.hooks, stop.signal, attempted);
  const selection = new Selection(given);
  const walk = client.history(query, {
    limit: selection.chooses ? undefined : (given.limit ?? undefined),
    pageSize: given.pageSize ?? undefined,
    resumeToken: given.resume ?? undefined,
    includeRaw: given.raw,
  });
  const sink = entrySink(given.format, output);
  const { failure, count } = await print(walk, selection, given.limit, sink, progress);
  progress.clear();
  await sink.end({
    report: walk.report,
    resumeToken: tokenOf(walk),
    failed: failure !== null,
  });
  await output.flush();
  if (selection.untimed > 0) {
    say(
      `${String(selection.untimed)} entries without a time were left out by --since and --until.\n`,
    );
  }
  return failure === null
    ? sayEnd(walk, count, session)
    : sayCut(walk, count, failure.error, given.resume, session);
}

interface Printed {
  readonly failure: { readonly error: unknown } | null;
  /** Entries shown. */
  readonly count: number;
}

async function print(
  walk: HistoryWalk,
  selection: Selection,
  limit: number | null,
  sink: EntrySink,
  progress: Progress,
): Promise<Printed> {
  let count = 0;
  try {
    for await (const entry of walk) {
      progress.entry();
      if (selection.takes(entry)) {
        await sink.entry(entry);
        count += 1;
      }
      if (count === limit) {
        break;
      }
    }
  } catch (error) {
    return { failure: { error }, count };
  }
  return { failure: null, count };
}

/** A walk that saw everything has nothing to go on with. */
function tokenOf(walk: HistoryWalk): string | null {
  return walk.report.endedBy === 'end' ? null : walk.resumeToken;
}

function sayEnd(walk: HistoryWalk, count: number, session: Session): ExitCode {
  const { report } = walk;
  const atEnd = report.endedBy === 'end';
  if (!atEnd && session.stop.by === null) {
    sayResume(walk, `${entries(count)}, as --limit asked; more may follow`, session);
  }
  if (report.warnings.length > 0 || (atEnd && !report.complete)) {
    session.say(`creditkit: ${entries(count)}, and rows may be missing\n`);
    for (const { message } of report.warnings) {
      session.say(`  ${lineOfText(message)}\n`);
    }
    session.say(
      'Run the same command again; docs/paging.md of the project explains each warning.\n',
    );
    return EXIT.incomplete;
  }
  if (atEnd && process.stderr.isTTY) {
    session.say(`${entries(count)}; the history was read to its proved end.\n`);
  }
  return EXIT.done;
}

function sayCut(
  walk: HistoryWalk,
  count: number,
  error: unknown,
  resumed: string | null,
  session: Session,
): ExitCode {
  const stopped = exitOfStop(session.stop);
  if (stopped !== null) {
    if (session.stop.by !== 'reader') {
      sayResume(walk, `creditkit: stopped after ${entries(count)}`, session);
    }
    return stopped;
  }
  const { exit, resumable } = sayFailure(session, error);
  if (resumable && (walk.report.entries > 0 || resumed !== null)) {
    sayResume(walk, `${entries(count)} came before that`, session);
  }
  return exit;
}

/** The token stands on a line of its own, for scripts: `--resume …`. */
function sayResume(walk: HistoryWalk, what: string, { say }: Session): void {
  const token = tokenOf(walk);
  say(
    token === null
      ? `${what}; there is nothing to resume.\n`
      : `${what}. To go on after them, add to the same command:\n--resume ${token}\n`,
  );
}

function entries(count: number): string {
  return count === 1 ? '1 entry' : `${String(count)} entries`;
}
