/** A made-up vendor for the kinds of paging that the five do not have, struck by the same faults as the simulators. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deliver } from '../../../../js/src/testing/deliver.js';
import {
  type Fault,
  isPageFault,
  isReplacingFault,
  isTransitFault,
} from '../../../../js/src/testing/faults.js';
import { NO_TWIST, type PageTwist, twistBy } from '../../../../js/src/testing/pages.js';
import { createSchedule } from '../../../../js/src/testing/schedule.js';
import {
  befall,
  type Draft,
  draftOf,
  type FaultContext,
  replace,
  replyOf,
} from '../../../../js/src/testing/strike.js';
import { type Answer, plainAnswer, type Vendor } from '../../../../js/src/testing/vendor.js';
import { LEDGER } from '../support.js';

/** How the next page is found: from the last row's id, by a URL in the body, or by a Link header. */
export type ListKind = 'lastRow' | 'url' | 'link';

interface Row {
  readonly id: string;
  readonly amount?: number;
}

interface LinkedAnswer extends Answer<Row> {
  readonly link: string | null;
}

const PAGE_SIZE = 10;
const JSON_TYPE = 'application/json';

const PAGING = {
  lastRow: {
    kind: 'lastRow',
    from: '/id',
    to: { query: 'after' },
    more: '/more',
    end: ['flagFalse'],
  },
  url: { kind: 'url', from: '/next' },
  link: { kind: 'url', from: { link: 'next' } },
} as const;

/** The definition for a list of this kind. */
export function listDefinition(kind: ListKind): object {
  const history = { ...LEDGER.operations.history, paging: PAGING[kind] };
  return { ...LEDGER, id: kind.toLowerCase(), operations: { history } };
}

export interface ListServer {
  readonly origin: string;
  /** Requests that reached another origin than this server's. */
  readonly foreignRequests: readonly string[];
  /** The exact text of the rows that there are now. */
  rows(): string[];
  close(): Promise<void>;
}

export async function serveList(
  kind: ListKind,
  rowCount: number,
  faults: readonly Fault[],
): Promise<ListServer> {
  const foreignRequests: string[] = [];
  const foreign = createServer((request, response) => {
    foreignRequests.push(request.url ?? '');
    response.end('{}');
  });
  const foreignOrigin = await listening(foreign);
  const vendor = new ListVendor(kind, rowCount);
  // The schedule only asks which faults have no meaning; Nebula has a meaning for all of them.
  const schedule = createSchedule(faults, 'nebula', 1);
  let count = 0;
  const server = createServer((request, response) => {
    count += 1;
    const due = schedule.candidates(count, request.url ?? '');
    const context = { target: request.url ?? '', foreignOrigin, now: Date.now };
    answerWith(vendor, due, context, request, response);
  });
  const origin = await listening(server);
  return {
    origin,
    foreignRequests,
    rows: () => vendor.rows().map((row) => JSON.stringify(row)),
    async close() {
      await Promise.all([server, foreign].map(shut));
    },
  };
}

function answerWith(
  vendor: ListVendor,
  due: ReturnType<ReturnType<typeof createSchedule>['candidates']>,
  context: FaultContext,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  let twist = NO_TWIST;
  let draft: Draft | null = null;
  for (const { spec, struck, spend } of due) {
    spend();
    if (isPageFault(spec)) twist = twistBy(twist, spec, struck);
    else if (isReplacingFault(spec)) draft = replace(spec, vendor, context);
  }
  if (draft === null) {
    // A second link beside the vendor's own would only be a second link: here it takes its place.
    const nextUrl = due.some(({ spec }) => spec.kind === 'next-url');
    const foreign = nextUrl ? context.foreignOrigin + context.target : null;
    const answer = vendor.answer({ target: context.target }, twist, foreign);
    const sound = draftOf(answer);
    draft =
      answer.link === null
        ? sound
        : { ...sound, headers: [...sound.headers, ['link', answer.link]] };
    for (const { spec } of due) {
      if (isTransitFault(spec) && spec.kind !== 'next-url') draft = befall(draft, spec, context);
    }
  }
  deliver(replyOf(draft, 0), request, response);
}

class ListVendor implements Vendor<Row> {
  readonly accounts = [];
  readonly #kind: ListKind;
  #rows: Row[];

  constructor(kind: ListKind, rowCount: number) {
    this.#kind = kind;
    this.#rows = Array.from({ length: rowCount }, (_, index) => rowOf(index + 1));
  }

  authorizes(): boolean {
    return true;
  }

  rows(): readonly Row[] {
    return this.#rows;
  }

  statusBody(status: number): { readonly contentType: string; readonly text: string } {
    return { contentType: JSON_TYPE, text: `{"message":"status ${String(status)}"}` };
  }

  refusal(): Answer<Row> {
    return plainAnswer('history', 200, {
      contentType: JSON_TYPE,
      text: '{"code":"BAD_CURSOR","message":"the cursor is too old"}',
    });
  }

  /** `foreign`: where the next page is said to be. */
  answer(
    { target }: { readonly target: string },
    twist: PageTwist,
    foreign: string | null = null,
  ): LinkedAnswer {
    this.#drift(twist);
    const after = new URL(target, 'http://127.0.0.1').searchParams.get('after');
    const size = Math.min(PAGE_SIZE, twist.clampTo);
    const asked = twist.ignorePosition || after === null ? 0 : this.#indexAfter(after);
    // Where the rows themselves are the cursor, leading back is serving them again.
    const from = this.#kind === 'lastRow' ? Math.max(0, asked - twist.back * size) : asked;
    const to = Math.min(this.#rows.length, from + size);
    const more = to < this.#rows.length;
    const rows = twist.empty
      ? []
      : this.#rows.slice(from, to).map((row, index, all) => maimed(row, index, all, twist));
    const last = this.#rows[Math.max(0, to - 1 - twist.back * size)]?.id ?? '';
    // After an empty page, another URL for the same place: the rows are still to come.
    const onward = twist.empty ? `/entries?after=${after ?? ''}&again=1` : `/entries?after=${last}`;
    const next = foreign ?? (more || twist.back > 0 ? onward : null);
    return {
      status: 200,
      contentType: JSON_TYPE,
      text: this.#body(rows, more || twist.back > 0, next, twist),
      operation: 'history',
      page: null,
      link: this.#kind === 'link' && next !== null ? `<${next}>; rel="next"` : null,
    };
  }

  #body(rows: readonly Row[], more: boolean, next: string | null, { cursor }: PageTwist): string {
    switch (this.#kind) {
      case 'lastRow':
        return JSON.stringify({ rows, more: cursor ?? more });
      case 'url':
        return JSON.stringify({ rows, next: cursor ?? next });
      case 'link':
        return JSON.stringify({ rows });
    }
  }

  #indexAfter(id: string): number {
    const index = this.#rows.findIndex((row) => row.id > id);
    return index < 0 ? this.#rows.length : index;
  }

  /** Oldest first: new rows are the last, and those that go were served first. */
  #drift({ insert, remove }: PageTwist): void {
    const newest = Number(this.#rows.at(-1)?.id ?? 0);
    const fresh = Array.from({ length: insert }, (_, index) => rowOf(newest + index + 1));
    this.#rows = [...this.#rows.slice(remove), ...fresh];
  }
}

/** Ids that sort as texts: "1000001", "1000002", … */
function rowOf(number: number): Row {
  const id = number < 1_000_000 ? 1_000_000 + number : number;
  return { id: String(id), amount: (id % 7) - 3 };
}

function maimed(row: Row, index: number, all: readonly Row[], { withoutAmount }: PageTwist): Row {
  return withoutAmount !== null && index === (withoutAmount + all.length) % all.length
    ? { id: row.id }
    : row;
}

async function listening(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

function shut(server: ReturnType<typeof createServer>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
