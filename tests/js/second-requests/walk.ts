/** All requests of a walk, from the documents. */
import { type Asked, cannotGoOn, type Refusal, Refused } from './asked.js';
import { firstPosition, followed, isEnd, type Page, positionBehind, sizeOf } from './next-page.js';
import { ask, canBeSent, type Question, wireText } from './request.js';

export interface Expected {
  readonly requests: readonly Asked[];
  /** What each request is answered with. */
  readonly pages: readonly Page[];
  readonly refusal: Refusal | null;
}

/** `pageAt` is the vendor's answer to the request of that number, from 0. */
export function walk(
  question: Question,
  pageAt: (index: number, request: Asked) => Page,
  maxPages: number,
): Expected {
  const requests: Asked[] = [];
  const pages: Page[] = [];
  try {
    let next: Asked | undefined = firstRequest(question);
    while (next !== undefined) {
      requests.push(next);
      pages.push(pageAt(pages.length, next));
      next = nextRequest(question, next, pages, pages.length === maxPages);
    }
    return { requests, pages, refusal: null };
  } catch (error) {
    if (error instanceof Refused) return { requests, pages, refusal: error.refusal };
    throw error;
  }
}

function sizeAsked({ operation, pageSize }: Question): number | undefined {
  return typeof pageSize === 'number' ? pageSize : operation.paging?.limit?.default;
}

function firstRequest(question: Question): Asked {
  const { paging } = question.operation;
  return ask(question, [...sizeOf(paging, sizeAsked(question)), ...firstPosition(paging)]);
}

/** Throws Refused. */
function nextRequest(
  question: Question,
  current: Asked,
  pages: readonly Page[],
  isLast: boolean,
): Asked | undefined {
  const { paging } = question.operation;
  const size = sizeAsked(question);
  const page = pages.at(-1)!;
  if (paging === undefined || isEnd(paging, pages, size)) return undefined;
  // What is wrong with the next position is told behind the rows of its page.
  if (isLast && page.rows.length > 0) return undefined;
  if (paging.kind === 'url') {
    const next = followed(current, wireText(page.cursor!), question);
    return isLast ? undefined : next;
  }
  const position = positionBehind(paging, pages);
  if (isLast) return undefined;
  if (!canBeSent(position)) throw cannotGoOn();
  return ask(question, [...sizeOf(paging, size), position]);
}
