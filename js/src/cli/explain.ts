/** Every failure in one sentence, with what to do next and what the process returns. */
import { CreditKitError, type ErrorCode, RateLimitError } from '../index.js';
import type { Attempted } from './connect.js';
import { DefinitionFaults } from './definition-file.js';
import { EXIT, type ExitCode, UsageError } from './exit.js';
import { lineOfText } from './format/printable.js';

export interface Explanation {
  readonly message: string;
  /** `null` where nothing can be advised. */
  readonly next: string | null;
  readonly exit: ExitCode;
  /** False where the same place would fail again, and where no walk began. */
  readonly resumable: boolean;
}

const EXIT_BY_CODE: Readonly<Record<ErrorCode, ExitCode>> = {
  api: EXIT.refused,
  authentication: EXIT.authentication,
  permission: EXIT.authentication,
  notFound: EXIT.refused,
  rateLimit: EXIT.rateLimit,
  redirect: EXIT.refused,
  network: EXIT.network,
  timeout: EXIT.network,
  deadline: EXIT.network,
  format: EXIT.format,
  tooLarge: EXIT.format,
  pagination: EXIT.incomplete,
  loop: EXIT.incomplete,
  drift: EXIT.incomplete,
  cursorExpired: EXIT.incomplete,
  origin: EXIT.incomplete,
  parameter: EXIT.usage,
  resumeToken: EXIT.usage,
  tooManyEntries: EXIT.usage,
  definition: EXIT.definition,
  wasmLoad: EXIT.fault,
  coreTrap: EXIT.fault,
};

const NEXT: Readonly<Partial<Record<ErrorCode, string>>> = {
  api: "The vendor's own words are above; its support may want them",
  permission: 'Use a key that may read credits',
  notFound: 'Check the ids given with --param, and --base-url',
  redirect: 'Give the address that it redirects to as --base-url, if you trust it',
  network: 'Check the connection and --base-url, then run the same command again',
  timeout: 'Run the same command again later',
  deadline: 'Run the same command again later',
  format:
    "The vendor's answer is not what the definition says: check --base-url, or the definition",
  tooLarge: 'Ask for fewer rows at a time: --page-size 50',
  pagination: 'Nothing was made up for what is missing; run the same command again later',
  loop: 'Every row above is real; ask the vendor why its list does not end',
  drift: 'The list changed; start again without --resume',
  cursorExpired: 'Start again without --resume: the vendor no longer knows that place',
  origin: 'No key was sent there; check the definition and the vendor',
  resumeToken:
    'Use the token with the same vendor, address and parameters, or start again without --resume',
  wasmLoad: 'Install the package anew: npm install creditkit',
  coreTrap: 'This is a bug of creditkit: please report it with the command that you ran',
};

const NOT_RESUMABLE: readonly ErrorCode[] = [
  'loop',
  'drift',
  'cursorExpired',
  'parameter',
  'resumeToken',
];

export function explain(error: unknown, attempted: Attempted): Explanation {
  if (error instanceof UsageError) {
    return { message: error.message, next: error.next, exit: error.exit, resumable: false };
  }
  if (error instanceof DefinitionFaults) {
    const { path, faults } = error.file;
    const lines = faults.map((fault) => `${path}:${faultLine(fault)}`);
    return {
      message: [error.message, ...lines].join('\n'),
      next: 'Each member is described in docs/definitions.md of the project',
      exit: EXIT.definition,
      resumable: false,
    };
  }
  if (error instanceof CreditKitError) {
    return {
      message: lineOfText(error.message + placeIn(error)),
      next: nextFor(error, attempted),
      exit: EXIT_BY_CODE[error.code],
      resumable: !NOT_RESUMABLE.includes(error.code),
    };
  }
  return {
    message: lineOfText(error instanceof Error ? error.message : String(error)),
    next: NEXT.coreTrap ?? null,
    exit: EXIT.fault,
    resumable: true,
  };
}

/** A body may hold names of any length. */
const POINTER_CHARACTERS = 200;

/** Which row and member of the answer it was. */
function placeIn({ code, pointer, byte }: CreditKitError): string {
  if (code !== 'format') {
    return '';
  }
  const cut = (pointer ?? '').length > POINTER_CHARACTERS ? '…' : '';
  const places = [
    pointer === null || pointer === '' ? [] : [pointer.slice(0, POINTER_CHARACTERS) + cut],
    byte === null ? [] : [`byte ${String(byte)}`],
  ].flat();
  return places.length === 0 ? '' : `, at ${places.join(', ')}`;
}

/** `12:5: /operations/history/rows: expected …`, as compilers write, so that editors and CI find the place. */
export function faultLine(fault: {
  readonly line: number;
  readonly column: number;
  readonly pointer: string;
  readonly message: string;
}): string {
  const { line, column, pointer, message } = fault;
  const where = pointer === '' ? '' : ` ${lineOfText(pointer)}:`;
  return `${String(line)}:${String(column)}:${where} ${lineOfText(message)}`;
}

function nextFor(error: CreditKitError, { keyFrom, params }: Attempted): string | null {
  if (error.code === 'authentication') {
    return keyFrom === null
      ? 'No key was sent: set CREDITKIT_API_KEY, or name a file with --key-file'
      : `Check the key from ${keyFrom}`;
  }
  if (error instanceof RateLimitError && error.retryAfterMs !== null) {
    const seconds = Math.ceil(error.retryAfterMs / 1000);
    return `Run the same command again in ${String(seconds)} s, as the vendor asked`;
  }
  if (error.code === 'rateLimit') {
    return 'Run the same command again later';
  }
  return error.code === 'parameter' ? nextForParameter(error, params) : (NEXT[error.code] ?? null);
}

const OPTION_NAMES: Readonly<Record<string, string>> = {
  apiKey: 'Check the key: set CREDITKIT_API_KEY, or name a file with --key-file',
  baseUrl: 'Give the address with --base-url https://…',
  pageSize: 'Give another --page-size',
  operation: 'Ask for one of those',
};

function nextForParameter({ parameter }: CreditKitError, given: readonly string[]): string | null {
  if (parameter === null) {
    return null;
  }
  const name = lineOfText(parameter);
  return given.includes(parameter)
    ? `Mend or leave out --param ${name}=…`
    : (OPTION_NAMES[parameter] ?? `Give it with --param ${name}=VALUE`);
}
