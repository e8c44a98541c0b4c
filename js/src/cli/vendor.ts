/** Which vendor is meant: a built-in one by its name, or a definition in a file. */
import { readFile } from 'node:fs/promises';
import type { BuiltInProvider, OperationName } from '../index.js';
import { faultsIn, requireSound } from './definition-file.js';
import { UsageError } from './exit.js';
import { isObject, memberAt } from './json-value.js';

export const BUILT_IN: readonly BuiltInProvider[] = [
  'klaim',
  'cloudreve',
  'dodo',
  'nebula',
  'nametrust',
];

export interface Vendor {
  readonly id: string;
  readonly definition: object;
  readonly takesKey: boolean;
}

/** Throws UsageError or DefinitionFaults. */
export async function vendorOf(provider: string | null, file: string | null): Promise<Vendor> {
  if ((provider === null) === (file === null)) {
    throw new UsageError(
      provider === null ? 'no vendor was named' : '--provider and --definition exclude each other',
      `Write --provider ${BUILT_IN.join('|')} or --definition FILE`,
    );
  }
  const definition = provider === null ? await ownDefinition(file ?? '') : await builtIn(provider);
  const id = memberAt(definition, 'id');
  return {
    id: typeof id === 'string' ? id : '',
    definition,
    takesKey: isObject(memberAt(definition, 'auth')),
  };
}

async function builtIn(provider: string): Promise<object> {
  if (!BUILT_IN.some((name) => name === provider)) {
    throw new UsageError(
      `--provider is one of ${BUILT_IN.join(', ')}`,
      'For any other vendor write a definition and name it with --definition FILE',
    );
  }
  const file = new URL(`../providers/${provider}.json`, import.meta.url);
  return parsed(await readFile(file, 'utf8'));
}

async function ownDefinition(path: string): Promise<object> {
  const found = await faultsIn(path);
  requireSound(found);
  return parsed(found.text);
}

function parsed(text: string): object {
  const definition: unknown = JSON.parse(text);
  if (!isObject(definition)) {
    throw new Error('the core accepted a definition that is no object');
  }
  return definition;
}

/** Parameters as `--param` gave them: the vendor's for each client, and the query of one operation. */
export interface Parameters {
  readonly params: Record<string, string>;
  readonly query: Record<string, string | number | bigint | boolean>;
}

/** No name is in both: a definition that has one twice is a fault. */
export function divide(
  given: ReadonlyMap<string, string>,
  definition: object,
  operation: OperationName,
): Parameters {
  const params = new Map<string, Parameters['params'][string]>();
  const query = new Map<string, Parameters['query'][string]>();
  const ofClient = memberAt(definition, 'params');
  const ofRequest = memberAt(definition, 'operations', operation, 'request', 'params');
  for (const [name, text] of given) {
    if (isObject(ofClient) && Object.hasOwn(ofClient, name)) {
      params.set(name, text);
    } else {
      query.set(name, valueOf(text, memberAt(ofRequest, name)));
    }
  }
  // Not by assignment, to which `__proto__` is no name.
  return { params: Object.fromEntries(params), query: Object.fromEntries(query) };
}

/** As JSON writes one, so that `0x1F` and `007` do not become other numbers; with the digits after its point apart. */
const NUMBER = /^(-?(?:0|[1-9]\d*))(?:\.(\d*?)0*)?$/;

/**
 * As the parameter's declared type. What does not fit, or would be sent as another number than was written, stays text,
 * and the core says what it should be.
 */
function valueOf(text: string, declared: unknown): string | number | bigint | boolean {
  const type = memberAt(declared, 'type');
  if (type === 'integer' || type === 'number') {
    const [, whole, fraction = ''] = NUMBER.exec(text) ?? [];
    if (whole === undefined) {
      return text;
    }
    const written = fraction === '' ? whole : `${whole}.${fraction}`;
    return fraction === ''
      ? BigInt(whole)
      : String(Number(written)) === written
        ? Number(written)
        : text;
  }
  if (type === 'boolean' && (text === 'true' || text === 'false')) {
    return text === 'true';
  }
  return text;
}
