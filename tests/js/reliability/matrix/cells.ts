/** One cell of the matrix: a kind of paging, a fault, and what a user gets. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { faultApplies } from '../../../../js/src/testing/faults.js';
import { createSimulator, type Provider } from '../../../../js/src/testing/index.js';
import { writeJson } from '../../../../js/src/testing/json.js';
import { listen } from '../../../../js/src/testing/node.js';
import { historyQuery } from '../../client/support/vendors.js';
import {
  AT_ONCE,
  CANARY,
  type ClientOptions,
  createClient,
  type CreditClient,
  CreditKitError,
  type HistoryWalk,
  type WalkReport,
} from '../support.js';
import type { MatrixFault } from './faults.js';
import { listDefinition, type ListKind, serveList } from './list-server.js';

const ROWS = 35;
const PAGE_SIZE = 10;

/** A server with a client that reads it, and what the server knows about its own rows. */
interface Setting {
  readonly client: CreditClient;
  walk(prefetch: number): HistoryWalk;
  /** The exact text of the rows that there are now. */
  rows(): string[];
  foreignRequests(): number;
  close(): Promise<void>;
}

export interface Column {
  readonly title: string;
  applies(fault: MatrixFault): boolean;
  /** What the user gets. Throws where that would be a lie. */
  run(fault: MatrixFault): Promise<string>;
}

/** What no client can see, because the vendor's answers are those of a list that is whole: see docs/paging.md. */
const UNSEEN: Readonly<Record<string, readonly Provider[]>> = {
  // An empty page is the documented end.
  'empty, and more follow': ['dodo'],
  // The rows after it move up by one, past the page boundary, and there is no total that would shrink.
  'a row goes': ['dodo', 'nametrust'],
};
const UNNOTICED = 'not noticeable ¹';

export const NOT_APPLICABLE = '–';

export const COLUMNS: readonly Column[] = [
  vendorColumn('token: object (Klaim)', 'klaim'),
  vendorColumn('token: text (Cloudreve)', 'cloudreve'),
  listColumn('last row’s id', 'lastRow'),
  vendorColumn('page, short page ends (Dodo)', 'dodo'),
  vendorColumn('page, flag ends (NameTrust)', 'nametrust'),
  vendorColumn('offset, total (Nebula)', 'nebula'),
  listColumn('URL in the body', 'url'),
  listColumn('`Link` header', 'link'),
  onePageColumn('one page (Dodo)'),
];

function vendorColumn(title: string, provider: Provider): Column {
  return walkColumn(title, provider, async (fault) => {
    const simulator = createSimulator({
      provider,
      rows: ROWS,
      pageSize: PAGE_SIZE,
      apiKey: CANARY,
      faults: fault.faults,
    });
    const server = await listen(simulator);
    const client = await clientOf(provider, server.baseUrl(), fault);
    const size = provider === 'klaim' ? {} : { pageSize: PAGE_SIZE };
    return {
      client,
      walk: (prefetch) =>
        client.history(historyQuery(simulator.accounts[0]!), {
          ...size,
          prefetch,
          includeRaw: true,
        }),
      rows: () => simulator.rows().map((row) => writeJson(row)),
      foreignRequests: () => server.foreign.requests.length,
      close: () => server.close(),
    };
  });
}

function listColumn(title: string, kind: ListKind): Column {
  return walkColumn(title, 'klaim', async (fault) => {
    const server = await serveList(kind, ROWS, fault.faults);
    const client = await clientOf(listDefinition(kind), server.origin, fault);
    return {
      client,
      walk: (prefetch) => client.history({}, { prefetch, includeRaw: true }),
      rows: () => server.rows(),
      foreignRequests: () => server.foreignRequests.length,
      close: () => server.close(),
    };
  });
}

/** `like`: the vendor that has a meaning for the same faults. */
function walkColumn(
  title: string,
  like: Provider,
  open: (fault: MatrixFault) => Promise<Setting>,
): Column {
  return {
    title,
    applies: ({ faults }) => faults.every(({ kind }) => faultApplies(kind, like)),
    async run(fault) {
      const { cell, lie } = await walked(await open(fault), 0);
      // Fetching ahead may meet the fault on another page; it must not make a lie of the outcome either.
      const ahead = await walked(await open(fault), 3);
      const unseen = UNSEEN[fault.title]?.includes(like) === true;
      if (unseen && lie !== null) return UNNOTICED;
      if (unseen) throw new Error(`is noticed now (${cell}): take it out of UNSEEN`);
      for (const broken of [lie, ahead.lie]) if (broken !== null) throw new Error(broken);
      return cell;
    },
  };
}

function onePageColumn(title: string): Column {
  return {
    title,
    applies: ({ faults, first }) =>
      (first !== undefined || faults.length === 0) &&
      !faults.some(({ kind }) => PAGED.includes(kind)),
    async run(fault) {
      const sound = createSimulator({ provider: 'dodo', apiKey: CANARY, seed: 5 });
      const simulator = createSimulator({
        provider: 'dodo',
        apiKey: CANARY,
        seed: 5,
        faults: fault.first ?? [],
      });
      const [soundServer, server] = await Promise.all([listen(sound), listen(simulator)]);
      try {
        const { subscription_id } = simulator.accounts[0]!.params;
        const plain = await clientOf('dodo', soundServer.baseUrl(), { title: '', faults: [] });
        const expected = await plain.entitlements({ subscription_id });
        const retries = { count: 0 };
        const client = await clientOf('dodo', server.baseUrl(), {
          ...fault,
          client: { ...fault.client, onRetry: () => (retries.count += 1) },
        });
        const result = await client.entitlements({ subscription_id }).catch(typed);
        if (result instanceof CreditKitError) return errorCell(result);
        if (JSON.stringify(result) !== JSON.stringify(expected))
          throw new Error('other entitlements');
        return allCell(retries.count);
      } finally {
        await Promise.all([soundServer.close(), server.close()]);
      }
    },
  };
}

/** What needs more than one page to mean anything. */
const PAGED: readonly string[] = [
  'clamp',
  'ignored-position',
  'drift',
  'repeated-cursor',
  'cycle',
  'empty-page',
  'total',
  'cursor-type',
  'missing-amount',
];

async function clientOf(
  provider: ClientOptions['provider'],
  baseUrl: string,
  { client, refused }: MatrixFault,
): Promise<CreditClient> {
  return createClient({
    provider,
    apiKey: CANARY,
    baseUrl,
    // Only what stalls may meet it; a machine that is busy must not.
    timeoutMs: 60_000,
    retry: AT_ONCE,
    ...(refused === true ? { fetch: await refusing(provider === 'dodo' ? [1, 2] : [2]) } : {}),
    ...client,
  });
}

/**
 * The real fetch, but for one call that meets a port on which nobody listens: the near end of a connection. One that was
 * listened on and given back can be another server's by then.
 */
async function refusing(calls: readonly number[]): Promise<typeof globalThis.fetch> {
  const server = createServer().unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').unref();
  await once(socket, 'connect');
  const port = socket.localPort;
  let count = 0;
  return (input, init) => {
    count += 1;
    return globalThis.fetch(
      calls.includes(count) ? `http://127.0.0.1:${String(port)}/` : input,
      init,
    );
  };
}

/** What the user gets, or how it breaks the promise. */
async function walked(
  setting: Setting,
  prefetch: number,
): Promise<{ cell: string; lie: string | null }> {
  try {
    const before = setting.rows();
    const walk = setting.walk(prefetch);
    const seen: string[] = [];
    const error = await (async () => {
      for await (const { raw = '' } of walk) seen.push(raw);
      return null;
    })().catch(typed);
    if (setting.foreignRequests() > 0) throw new Error('a request left the origin');
    const lie = lieOf(seen, before, setting.rows(), walk.report, error);
    return { cell: error === null ? reportCell(walk.report, seen.length) : errorCell(error), lie };
  } finally {
    await setting.close();
  }
}

/** Passes on what a user may get, and nothing else. */
function typed(error: unknown): CreditKitError {
  if (error instanceof CreditKitError) return error;
  throw error;
}

/**
 * The promise: every row that was there all the time comes once and in order, or a typed error, or a report that says what
 * is doubtful. What breaks it, or `null`.
 */
function lieOf(
  seen: readonly string[],
  before: readonly string[],
  after: readonly string[],
  report: WalkReport,
  error: CreditKitError | null,
): string | null {
  if (report.entries !== seen.length) {
    return `the report counts ${String(report.entries)}, and ${String(seen.length)} came`;
  }
  const lasting = before.filter((row) => after.includes(row));
  const lost = lasting.filter((row) => !seen.includes(row)).length;
  if (report.complete && (error !== null || lost > 0 || !inOrder(seen, lasting))) {
    return `complete, and ${String(lost)} rows did not come`;
  }
  if (!report.complete && error === null && report.warnings.length === 0) {
    return 'incomplete without a reason';
  }
  const mostOf = (row: string): number => Math.max(countOf(before, row), countOf(after, row));
  const repeated = seen.some((row) => countOf(seen, row) > mostOf(row));
  if (repeated && !report.warnings.some(({ code }) => code === 'possibleOverlap')) {
    return 'a row came twice, or was never there, and no warning says so';
  }
  return null;
}

/** In the order of the list or against it; a vendor may be asked for either. */
function inOrder(seen: readonly string[], rows: readonly string[]): boolean {
  const text = seen.filter((row) => rows.includes(row)).join('\n');
  return text === rows.join('\n') || text === [...rows].reverse().join('\n');
}

function countOf(rows: readonly string[], row: string): number {
  return rows.filter((other) => other === row).length;
}

function allCell(retries: number): string {
  return retries === 0
    ? 'all rows'
    : `all rows, ${String(retries)} ${retries === 1 ? 'retry' : 'retries'}`;
}

function reportCell(report: WalkReport, seen: number): string {
  const { complete, retries, warnings } = report;
  return complete
    ? allCell(retries)
    : `${String(seen)} rows, \`complete: false\`: ${warnings.map(({ code }) => code).join(', ')}`;
}

function errorCell({ name }: CreditKitError): string {
  return `\`${name}\``;
}
