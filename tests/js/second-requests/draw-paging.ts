/** Paging of every kind, to every place. */
import type { Random } from '../../../js/src/testing/random.js';
import type { EndRule, Paging, PagingKind, Target } from './definition.js';

export const KINDS = ['none', 'token', 'token', 'lastRow', 'page', 'offset', 'url', 'url'] as const;

const LINK: Paging['from'] = { link: 'next' };

export function drawPaging(random: Random, target: (name: string) => Target): Paging | undefined {
  const kind = random.pick(KINDS);
  if (kind === 'none') return random.chance(0.5) ? { kind } : undefined;
  const meta = random.pick(['', '/meta']);
  const some = (rate: number, name: string): object =>
    random.chance(rate) ? { [name]: `${meta}/${name}` } : {};
  const limit = random.chance(0.7) ? { limit: drawSize(random, target) } : {};
  const stated = {
    ...limit,
    ...some(0.35, 'more'),
    ...some(0.4, 'total'),
    ...(kind === 'page' ? some(0.35, 'totalPages') : {}),
  };
  const paging: Paging = { kind, ...position(random, kind, meta, target), ...stated };
  return random.chance(0.3) ? { ...paging, end: drawEnd(random, paging) } : paging;
}

function position(
  random: Random,
  kind: PagingKind,
  meta: string,
  target: (name: string) => Target,
): object {
  switch (kind) {
    case 'token':
      return {
        from: random.chance(0.85) ? `${meta}/next` : { header: 'X-Next' },
        to: target('cursor'),
        ...(random.chance(0.1) ? { constantCursor: true } : {}),
      };
    case 'lastRow':
      return { from: '/after', to: target('after') };
    case 'page':
      return {
        page: target('page'),
        ...(random.chance(0.5) ? { first: random.int(0, 1) } : {}),
      };
    case 'offset':
      return { offset: target('offset') };
    case 'url':
      return { from: random.pick([`${meta}/next`, `${meta}/next`, { header: 'X-Next' }, LINK]) };
    case 'none':
      return {};
  }
}

function drawSize(random: Random, target: (name: string) => Target): Paging['limit'] & object {
  const bounds = {
    ...(random.chance(0.3) ? { min: random.int(1, 2) } : {}),
    ...(random.chance(0.5) ? { max: random.int(4, 6) } : {}),
  };
  return {
    param: target('limit'),
    ...(random.chance(0.8) ? { default: random.int(2, 4) } : {}),
    ...bounds,
  };
}

const CURSOR_RULES = ['cursorAbsent', 'cursorNull', 'cursorEmpty'] as const;

function drawEnd(random: Random, { kind, more, total, totalPages, limit }: Paging): EndRule[] {
  const others: EndRule[] = [
    ...(more === undefined ? [] : ['flagFalse' as const]),
    ...(total === undefined ? [] : ['totalReached' as const]),
    ...(totalPages === undefined ? [] : ['lastPage' as const]),
    ...(limit?.default === undefined ? [] : ['shortPage' as const]),
    'emptyPage' as const,
  ].filter(() => random.chance(0.5));
  if (kind === 'token' || kind === 'url') return [...CURSOR_RULES, ...others];
  return others.length === 0 ? ['emptyPage'] : others;
}
