// An author of a definition is led to the place of each fault.
import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { file, linesOf, run } from './command.js';

const FAULTY = `{
  "id": "acme",
  "id": "again",
  "baseUrl": "https://api.acme.example",
  "operations": {
    "history": {
      "request": { "path": "/ledger" },
      "entry": { "kind": "usge", "amount": "/a~1b", "a/b": ["x"] }
    }
  }
}
`;

/** Each fault as `line:column pointer`. */
function placesIn(stdout: string): string[] {
  return [...stdout.matchAll(/^.*?\.json:(\d+:\d+):(?: (\S*):)? expected/gm)].map(
    ([, place, pointer = '']) => `${place ?? ''} ${pointer}`.trim(),
  );
}

describe('faults', () => {
  test('each has line, column and pointer, in the order of the file', async () => {
    const { code, stdout, stderr } = await run(['check', await file('acme.json', FAULTY)]);
    expect({ code, stderr }).toEqual({ code: 9, stderr: '' });
    expect(placesIn(stdout)).toEqual([
      '3:3 /id',
      // What is missing has the place of what should hold it.
      '6:5 /operations/history/rows',
      '8:18 /operations/history/entry/kind',
      '8:53 /operations/history/entry/a~1b',
    ]);
    expect(linesOf(stdout).at(-1)).toBe('4 faults');
  });

  test.each([
    ['{"id": }', '1:8'],
    ['{\n  "é": 1,\n  "ü": tru }', '3:8'],
    ['{ "id": "acme"', '1:15'],
    ['', '1:1'],
    ['\ufeff{ "id": 1 }', '1:1 /operations'],
    ['[]', '1:1'],
    ['"text"', '1:1'],
  ])('%j is faulty at %s', async (text, place) => {
    const { code, stdout } = await run(['check', await file('acme.json', text)]);
    expect(code).toBe(9);
    expect(placesIn(stdout)[0]).toBe(place);
  });

  test('bytes that are no UTF-8 are said so', async () => {
    const bytes = Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    const { code, stdout } = await run(['check', await file('acme.json', bytes)]);
    expect(code).toBe(9);
    expect(stdout).toContain('not UTF-8');
  });

  test('a definition that cannot be used says them too, instead of requesting', async () => {
    const path = await file('acme.json', FAULTY);
    const { code, stdout, stderr } = await run(['history', '--definition', path]);
    expect({ code, stdout }).toEqual({ code: 9, stdout: '' });
    expect(placesIn(stderr)).toHaveLength(4);
  });
});

test('the definitions of the package have none', async () => {
  const names = (await readdir('providers')).filter(
    (name) => name.endsWith('.json') && name !== 'provider.schema.json',
  );
  expect(names.length).toBeGreaterThan(5);
  for (const name of names) {
    expect(await run(['check', `providers/${name}`])).toMatchObject({
      code: 0,
      stdout: `providers/${name}: no faults\n`,
    });
  }
});
