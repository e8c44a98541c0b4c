/** The key: from a file that was named, or from the environment. Never from an argument. */
import { readFile } from 'node:fs/promises';
import { EXIT, UsageError } from './exit.js';
import { reasonOf } from './reason.js';

export interface FoundKey {
  readonly key: string;
  /** Where it came from, for messages. */
  readonly from: string;
}

const ANY_VENDOR = 'CREDITKIT_API_KEY';

/** The variable for one vendor's key: CREDITKIT_API_KEY_NAMETRUST. */
export function variableFor(providerId: string): string {
  return `${ANY_VENDOR}_${providerId.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;
}

/** `null` where there is none. Throws UsageError for a file that holds none. */
export async function findKey(
  providerId: string,
  keyFile: string | null,
  environment: NodeJS.ProcessEnv,
): Promise<FoundKey | null> {
  if (keyFile !== null) {
    return { key: await keyIn(keyFile), from: keyFile === '-' ? 'standard input' : keyFile };
  }
  for (const from of [variableFor(providerId), ANY_VENDOR]) {
    const key = environment[from];
    if (key !== undefined && key !== '') {
      return { key, from };
    }
  }
  return null;
}

async function keyIn(path: string): Promise<string> {
  let text: string;
  try {
    // Standard input is for password managers that print a key.
    text = path === '-' ? await readAll(process.stdin) : await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(
      `the key file could not be read: ${reasonOf(error)}`,
      'Name a file that holds the key and nothing else',
    );
  }
  // Editors end a file with a line break, which is no part of a key.
  const key = text.trim();
  if (key === '' || /\s/.test(key)) {
    throw new UsageError(
      key === '' ? 'the key file is empty' : 'the key file holds more than a key',
      'Name a file that holds the key and nothing else',
      EXIT.authentication,
    );
  }
  return key;
}

async function readAll(stream: NodeJS.ReadStream): Promise<string> {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    text += String(chunk);
  }
  return text;
}
