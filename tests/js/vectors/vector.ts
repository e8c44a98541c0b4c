/** tests/vectors/*.json, as tests/vectors/README.md describes them. */
import { readdirSync, readFileSync } from 'node:fs';
import type {
  CreditBalance,
  CreditEntitlement,
  CreditEntry,
  OperationName,
} from '../../../js/src/index.js';

type Scalar = string | number | boolean;

/** An entry as a vector states it: members that begin with `$` belong to the core's columns. */
export type ExpectedEntry = CreditEntry & { readonly $flags?: readonly string[] };

export interface ExpectedPage {
  readonly entries?: readonly ExpectedEntry[];
  readonly balance?: Partial<CreditBalance>;
  readonly entitlements?: readonly Partial<CreditEntitlement>[];
  readonly signals?: {
    /** The cursor's JSON text. */
    readonly cursor?: string;
    readonly more?: boolean;
    readonly total?: number;
    readonly totalPages?: number;
  };
}

export interface ExpectedError {
  readonly code?: 'api' | 'format';
  readonly refusal?: string;
  readonly pointer?: string;
  readonly byte?: number;
  readonly status?: number;
  readonly vendorCode?: string;
  readonly vendorMessage?: string;
  readonly correlationId?: string;
  readonly messageIncludes?: string;
}

export interface Vector {
  readonly name: string;
  readonly provider: string | Definition;
  readonly clientParams?: Readonly<Record<string, Scalar>>;
  readonly operation?: OperationName;
  readonly params?: Readonly<Record<string, Scalar>>;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | readonly string[];
  readonly bodyBase64?: string;
  readonly bodyFile?: string;
  readonly includeRaw?: boolean;
  readonly expected: { readonly page?: ExpectedPage; readonly error?: ExpectedError };
}

/** What the tests must know of a definition. */
export interface Definition {
  readonly baseUrl?: string;
  readonly operations: Readonly<Partial<Record<OperationName, OperationDefinition>>>;
}

interface OperationDefinition {
  readonly paging?: { readonly kind: string };
}

const REPOSITORY = new URL('../../../', import.meta.url);
const VECTORS = new URL('tests/vectors/', REPOSITORY);

/** All vectors, each with the file that it is from. */
export function allVectors(): (Vector & { readonly file: string })[] {
  const files = readdirSync(VECTORS).filter((name) => name.endsWith('.json'));
  return files.flatMap((file) =>
    (readJson(new URL(file, VECTORS)) as { vectors: Vector[] }).vectors.map((vector) => ({
      ...vector,
      file,
    })),
  );
}

export function bodyOf({ body, bodyBase64, bodyFile }: Vector): Uint8Array<ArrayBuffer> {
  if (bodyFile !== undefined) return new Uint8Array(readFileSync(new URL(bodyFile, VECTORS)));
  if (bodyBase64 !== undefined) return new Uint8Array(Buffer.from(bodyBase64, 'base64'));
  return new TextEncoder().encode(typeof body === 'string' ? body : (body ?? []).join('\n'));
}

export function definitionOf({ provider }: Vector): Definition {
  return typeof provider === 'string'
    ? (readJson(new URL(`providers/${provider}.json`, REPOSITORY)) as Definition)
    : provider;
}

function readJson(file: URL): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
