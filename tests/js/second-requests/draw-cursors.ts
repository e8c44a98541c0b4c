/** Cursors and next URLs as vendors send them. */
import type { Random } from '../../../js/src/testing/random.js';
import { writeText } from '../second-reading/draw-json.js';
import { type Json, parseJson } from '../second-reading/json.js';
import type { Asked } from './asked.js';
import { drawText, drawVisible } from './draw-values.js';

export type CursorType = 'text' | 'integer' | 'decimal' | 'flag' | 'array' | 'object';

/** The cursor behind the page of that number: another one each time. */
export function drawCursor(
  random: Random,
  type: CursorType,
  index: number,
  isAscii: boolean,
): Json {
  const text = (): string =>
    writeText(`${(isAscii ? drawVisible : drawText)(random)}${String(index)}`, random);
  const space = (): string => random.pick(['', '', ' ', '\n']);
  switch (type) {
    case 'integer':
      return parseJson(`${random.pick(['', '-', '9007199254740993'])}${String(index + 1)}`);
    case 'decimal':
      return parseJson(
        `${random.pick(['-1', '1'])}${String(index)}${random.pick(['.50', 'e3', '.0', 'E+2'])}`,
      );
    case 'flag':
      return parseJson(index % 2 === 0 ? 'true' : 'false');
    case 'array':
      return parseJson(`[${space()}${String(index)},${text()}${space()}]`);
    case 'object':
      return parseJson(
        `{${space()}"z":${random.pick(['1.0', 'null', '{"a": 1}'])},${space()}"\\u0061":${text()},"n":${String(index)}}`,
      );
    case 'text':
      return parseJson(text());
  }
}

const ELSEWHERE = [
  'https://evil.example/x',
  '//evil.example/x',
  'http://api.example.com/x',
  'https://api.example.com:444/x',
  'https://user@api.example.com/x',
  'https://api.example.com@evil.example/',
  '\\\\evil.example/x',
  '/\\evil.example/x',
  'https:\\evil.example',
  '\t//evil.example',
  'javascript:alert(1)',
  'https://',
  'https://[::1/x',
  'https://%zz/',
  '/a b',
  '/é',
  'data:,x',
  'HTTPS://EVIL.example',
] as const;

export interface NextUrl {
  readonly url: string;
  /** Whether it keeps the path and all parameters of the first request; undefined where nobody says. */
  readonly keeps: boolean | undefined;
}

export function drawNextUrl(
  random: Random,
  first: Asked,
  index: number,
  keyName: string | undefined,
): NextUrl {
  if (random.chance(0.03)) return { url: random.pick(ELSEWHERE), keeps: undefined };
  const { origin, pathname, search } = new URL(first.url);
  const own = search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !isNamed(pair, keyName));
  const added = [
    `${random.pick(['next', 'page%5Bafter%5D', 'n[x]'])}-c=${encodeURIComponent(drawText(random))}${String(index)}`,
  ];
  if (random.chance(0.2)) added.push(random.pick(['flag-c', 'e-c=', 'p-c=a+b', 'q-c=%2b']));
  const [path, pairs, keeps] = changed(random, pathname, own);
  const all = [...pairs, ...added];
  if (keyName !== undefined && random.chance(0.3))
    all.splice(
      random.int(0, all.length),
      0,
      `${encodeURIComponent(keyName)}=${random.pick(['K', 'other', ''])}`,
    );
  const query = `?${all.join('&')}`;
  const fragment = random.chance(0.1) ? '#part' : '';
  const forms = [
    origin + path,
    origin.toUpperCase() + path,
    path,
    origin.slice(origin.indexOf('//')) + path,
  ];
  // What leads to the same path from there.
  if (path === pathname) forms.push('', `./${path.slice(path.lastIndexOf('/') + 1)}`);
  return { url: random.pick([origin + path, ...forms]) + query + fragment, keeps };
}

function changed(
  random: Random,
  path: string,
  own: readonly string[],
): [path: string, pairs: readonly string[], keeps: boolean] {
  switch (random.int(0, 9)) {
    case 0:
      return [random.pick([`${path}/next`, '/other', '/a//b;x']), own, false];
    case 1:
      return own.length === 0 ? [path, own, true] : [path, own.slice(1), false];
    case 2:
      return own.length === 0 ? [path, own, true] : [path, [`${own[0]!}x`, ...own.slice(1)], false];
    case 3:
      // As another library writes them.
      return [path, own.map((pair) => new URLSearchParams(pair).toString()), true];
    case 4:
      return [path, [...own].reverse(), true];
    default:
      return [path, own, true];
  }
}

function isNamed(pair: string, name: string | undefined): boolean {
  const [[found] = ['']] = new URLSearchParams(pair);
  return found === name;
}
