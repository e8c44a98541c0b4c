import type { VendorErrorFault } from './faults.js';
import type { KeyRing } from './keys.js';
import type { PageTwist } from './pages.js';
import type { Random } from './random.js';
import type { SimulatedOperation, SimulatedRequest } from './types.js';

/** What a vendor's file gives to the simulator: its documents, as code. */
export interface Vendor<Row> {
  readonly accounts: readonly {
    readonly id: string;
    readonly params: Record<string, string>;
    readonly headers: Record<string, string>;
  }[];
  /** True where a valid key stands in the place that the vendor documents. */
  authorizes(request: SimulatedRequest): boolean;
  /** Finds the operation, checks what the vendor checks, in its order, and answers. */
  answer(request: SimulatedRequest, twist: PageTwist): Answer<Row>;
  /**
   * What a client gets with this HTTP status: from the vendor, or from what stands in front of it.
   */
  statusBody(status: number): Body;
  /** The vendor's own refusal. */
  refusal(fault: VendorErrorFault): Answer<Row>;
  /** An account's whole history, in the order in which it is served by default. */
  rows(account: string): readonly Row[];
}

/** What all vendors start from. */
export interface VendorSetting<Row> {
  readonly keys: KeyRing;
  readonly random: Random;
  readonly accountIds: readonly string[] | null;
  readonly accountCount: number;
  readonly rows: number | readonly Row[];
  readonly pageSize: number | undefined;
}

export interface Body {
  readonly contentType: string;
  readonly text: string;
}

/** A vendor's answer before anything befalls it. */
export interface Answer<Row> extends Body {
  readonly status: number;
  readonly operation: SimulatedOperation | null;
  /** `null` where the answer holds no rows that a page fault could strike. */
  readonly page: AnsweredPage<Row> | null;
}

export interface AnsweredPage<Row> {
  readonly account: string;
  /** 0-based. */
  readonly number: number;
  /** Its rows of history. */
  readonly rows: readonly Row[];
  /** All its rows, those of other lists included. */
  readonly count: number;
}

export const JSON_TYPE = 'application/json';

/** What `Authorization: Bearer …` carries. */
export function bearer(headers: Headers): string | null {
  return /^Bearer +(\S+) *$/i.exec(headers.get('authorization') ?? '')?.[1] ?? null;
}

/** A proxy's own error page: what clients get when the vendor's program is not reached at all. */
export function proxyPage(status: number): Body {
  const title = `${String(status)} ${REASONS.get(status) ?? 'Error'}`;
  return {
    contentType: 'text/html',
    text: `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`,
  };
}

const REASONS: ReadonlyMap<number, string> = new Map([
  [400, 'Bad Request'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'Not Found'],
  [408, 'Request Timeout'],
  [409, 'Conflict'],
  [425, 'Too Early'],
  [429, 'Too Many Requests'],
  [500, 'Internal Server Error'],
  [502, 'Bad Gateway'],
  [503, 'Service Temporarily Unavailable'],
  [504, 'Gateway Time-out'],
]);

/** The usual words for an HTTP status. */
export function reason(status: number): string {
  return REASONS.get(status) ?? 'Error';
}

/** An answer that holds no page. */
export function plainAnswer<Row>(
  operation: SimulatedOperation | null,
  status: number,
  body: Body,
): Answer<Row> {
  return { ...body, status, operation, page: null };
}
