/** One drawn definition with some queries, each asked of the package and of the second reading. */
import { Random } from '../../../js/src/testing/random.js';
import {
  createClient,
  CreditKitError,
  type CreditClient,
  DefinitionError,
} from '../client/support/core.js';
import type { Disagreement, Drawn } from '../second-reading/drawn-cases.js';
import { alike, type Asked, exactly, type Refusal, Refused } from './asked.js';
import { type Client, type ClientOptions, readClient } from './client.js';
import type { Definition, Operation, Value } from './definition.js';
import { type DrawnDefinition, drawDefinition } from './draw-definition.js';
import { drawAllowed, drawGiven } from './draw-parameters.js';
import { drawUnsendable, drawText, drawVisible } from './draw-values.js';
import type { Page } from './next-page.js';
import { parametersOf, placeOf, type Question } from './request.js';
import { List, Vendor } from './vendor.js';
import { type Expected, walk } from './walk.js';

/** How many queries a definition is asked. */
export const QUERIES = 4;

interface Answer {
  readonly requests: readonly Asked[];
  readonly ids: readonly string[];
  readonly error: unknown;
  readonly resumeToken: string | null;
  readonly endedBy: string | null;
}

/** More pages than any list that is drawn has. */
const WHOLE = 50;

type Options = Readonly<Record<string, unknown>>;

export async function askCase(seed: string): Promise<Drawn<'requests' | 'refused' | 'resumed'>> {
  const random = new Random(seed);
  const drawn = drawDefinition(random.fork('definition'));
  const found: Disagreement[] = [];
  const counts = { requests: 0, refused: 0, resumed: 0 };
  for (let index = 0; index < QUERIES; index += 1) {
    const one = new Asking(drawn, random.fork(index));
    const what = await one.disagreement();
    counts.requests += one.requests;
    counts.refused += one.refused;
    counts.resumed += one.resumed;
    if (what !== undefined) found.push({ what, ...one.story() });
  }
  return { disagreements: found, counts };
}

class Asking {
  requests = 0;
  refused = 0;
  resumed = 0;
  readonly #definition: Definition;
  readonly #operation: Operation;
  readonly #clientOptions: ClientOptions;
  readonly #key: string | undefined;
  readonly #query: Record<string, unknown>;
  readonly #pageSize: unknown;
  readonly #maxPages: number;
  /** Whether the key is given by a function. */
  readonly #isLate: boolean;
  #now = '';
  #pages: readonly Page[] = [];

  constructor(
    private readonly drawn: DrawnDefinition,
    private readonly random: Random,
  ) {
    this.#definition = drawn.definition;
    this.#operation = drawn.operation;
    const { request, paging } = drawn.operation;
    const isElsewhere = random.chance(0.15);
    this.#key = isElsewhere && random.chance(0.3) ? undefined : drawKey(random);
    this.#clientOptions = {
      params: this.#drawParams(isElsewhere),
      ...(isElsewhere
        ? {
            baseUrl: random.pick([
              'https://proxy.example.com',
              'https://proxy.example.com/p/',
              'http://localhost:8080/%7Ep',
              'http://[::1]:99',
            ]),
          }
        : {}),
    };
    const rules = parametersOf(request);
    this.#query = drawGiven(random, rules, (name) => placeOf(name, rules[name] ?? {}, request));
    this.#pageSize =
      drawn.name === 'history' && random.chance(paging?.limit === undefined ? 0.03 : 0.3)
        ? random.chance(0.9)
          ? random.int(2, 4)
          : random.pick([1, 5, 7, 1_000_000, 1_000_001, 0, 2.5])
        : undefined;
    this.#isLate = random.chance(0.2);
    this.#maxPages = random.chance(0.2) ? random.int(1, 3) : WHOLE;
  }

  story(): Readonly<Record<string, unknown>> {
    const { baseUrl, params } = this.#clientOptions;
    return {
      definition: this.#definition,
      client: { params, baseUrl, apiKey: this.#key },
      query: this.#query,
      options: {
        now: this.#now,
        pages: this.#pages,
        pageSize: this.#pageSize,
        maxPages: this.#maxPages,
      },
    };
  }

  #drawParams(isElsewhere: boolean): Record<string, string> {
    const { random } = this;
    const { params = {}, baseUrl = '' } = this.#definition;
    const isWild = random.chance(0.2);
    const given: [string, string][] = [];
    for (const [name, rule] of Object.entries(params)) {
      const isInUrl = baseUrl.includes(`{${name}}`);
      if (!random.chance(rule.required === true ? (isWild ? 0.9 : 1) : 0.6)) continue;
      const values = (rule.enum ?? ['eu', 'v-1.0', 'US_2', '1']) as [Value, ...Value[]];
      const value = isInUrl
        ? random.pick(values)
        : (drawAllowed(random, rule, random.chance(0.7)) as Value | undefined);
      const wild = (): string =>
        random.pick([
          drawText(random),
          drawUnsendable(random),
          drawVisible(random),
          '1.5',
          '7',
          'TRUE',
        ]);
      const text =
        isWild && random.chance(0.4) && !(isElsewhere && isInUrl)
          ? wild()
          : value === undefined
            ? undefined
            : plain(value);
      if (text !== undefined) given.push([name, text]);
    }
    if (isWild && random.chance(0.2))
      given.push([random.pick(['nope', 'toString', '__proto__']), 'x']);
    return Object.fromEntries(given);
  }

  async disagreement(): Promise<string | undefined> {
    let client: Client;
    try {
      client = readClient(this.#definition, this.#clientOptions);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refused += 1;
      const answer = await this.#run(new Vendor(this.#operation, [], []), {});
      return difference(answer, [], error.refusal);
    }
    const question: Question = {
      definition: this.#definition,
      operation: this.#operation,
      client,
      key: this.#key,
      query: this.#query,
      pageSize: this.#pageSize,
    };
    const { auth } = this.#definition;
    const { paging } = this.#operation;
    const asked =
      typeof this.#pageSize === 'number' && this.#pageSize < 10
        ? this.#pageSize
        : paging?.limit?.default;
    const keyName = auth && 'query' in auth ? auth.query : undefined;
    const list = new List(this.random.fork('list'), paging, asked, keyName);
    const expected = walk(
      question,
      (index, request) => list.pageAt(index, request),
      this.#maxPages,
    );
    this.requests += expected.requests.length;
    this.#pages = expected.pages;
    if (expected.refusal !== null) this.refused += 1;
    return (
      (await this.#plain(expected)) ??
      (await this.#busy(expected)) ??
      (await this.#prefetched(expected)) ??
      (await this.#cut(expected, list))
    );
  }

  #vendor({ requests, pages }: Expected): Vendor {
    return new Vendor(this.#operation, requests, pages);
  }

  async #plain(expected: Expected): Promise<string | undefined> {
    this.#now = 'plain';
    const answer = await this.#run(this.#vendor(expected), this.#options());
    return (
      difference(answer, expected.requests, expected.refusal) ??
      this.#rowsDifference(answer, expected, 0)
    );
  }

  /** A request that is made again is the same again. */
  async #busy(expected: Expected): Promise<string | undefined> {
    const { constantCursor } = this.#operation.paging ?? {};
    // A vendor with one handle for all pages has moved on.
    if (expected.refusal !== null || constantCursor === true || !this.random.chance(0.1)) {
      return undefined;
    }
    this.#now = 'each request twice';
    const vendor = new Vendor(this.#operation, expected.requests, expected.pages, true);
    const answer = await this.#run(vendor, this.#options());
    return difference(
      answer,
      expected.requests.flatMap((request) => [request, request]),
      null,
    );
  }

  #options(): Options {
    return {
      ...(this.#pageSize === undefined ? {} : { pageSize: this.#pageSize }),
      ...(this.#maxPages < WHOLE ? { maxPages: this.#maxPages } : {}),
    };
  }

  #rowsDifference(answer: Answer, { pages, refusal }: Expected, from: number): string | undefined {
    if (this.drawn.name !== 'history' || refusal !== null) return undefined;
    const ids = pages.flatMap(({ rows }) => rows.map(({ id }) => id)).slice(from);
    return answer.ids.join() === ids.join()
      ? undefined
      : `rows ${answer.ids.join()}, expected ${ids.join()}`;
  }

  async #prefetched(expected: Expected): Promise<string | undefined> {
    if (this.drawn.name !== 'history' || expected.refusal !== null) return undefined;
    const prefetch = this.random.int(1, 8);
    this.#now = `prefetch ${String(prefetch)}`;
    const answer = await this.#run(this.#vendor(expected), { ...this.#options(), prefetch });
    return (
      difference(ordered(answer, { prefetch }), inOrder(expected.requests, { prefetch }), null) ??
      this.#rowsDifference(answer, expected, 0)
    );
  }

  async #cut(expected: Expected, list: List): Promise<string | undefined> {
    const { random } = this;
    const pageOf = expected.pages.flatMap((page, index) => page.rows.map(() => index));
    if (this.drawn.name !== 'history' || expected.refusal !== null) return undefined;
    if (pageOf.length === 0) return undefined;
    // By rows, or by pages.
    const isByPages = random.chance(0.3);
    const pages = random.int(1, expected.pages.length);
    const rows = isByPages
      ? pageOf.filter((page) => page < pages).length
      : random.int(1, pageOf.length);
    const cut = isByPages ? { maxPages: pages } : { limit: rows };
    const asked = isByPages ? pages : pageOf[rows - 1]! + 1;
    const prefetch = random.chance(0.3) ? { prefetch: random.int(1, 4) } : {};
    this.#now = `cut by ${JSON.stringify({ ...cut, ...prefetch })}`;
    const answer = await this.#run(this.#vendor(expected), {
      ...this.#options(),
      ...cut,
      ...prefetch,
    });
    // Where the last row is the last of its page, the pages behind it may be looked at for the end.
    const count = answer.requests.length;
    const found = difference(
      ordered(answer, prefetch),
      inOrder(expected.requests.slice(0, count), prefetch),
      null,
    );
    if (found !== undefined) return found;
    if (count < asked) return `${String(count)} requests, expected ${String(asked)}`;
    if (answer.endedBy === 'end') return undefined;
    return this.#resumed(answer, expected, list, {
      rows,
      asked,
      isWhole: isByPages || pageOf[rows] !== pageOf[rows - 1],
    });
  }

  async #resumed(
    { resumeToken }: Answer,
    expected: Expected,
    list: List,
    { rows, asked, isWhole }: { rows: number; asked: number; isWhole: boolean },
  ): Promise<string | undefined> {
    const { kind, constantCursor } = this.#operation.paging ?? {};
    const isUrl = kind === 'url';
    if (resumeToken === null || resumeToken === '') {
      return (isUrl && list.keeps !== true) || constantCursor === true
        ? undefined
        : 'no resume token';
    }
    // A page that was read to its end is not asked for again.
    const from = isWhole ? asked : asked - 1;
    if (this.#maxPages === from) return undefined;
    this.#now += ', gone on with';
    this.resumed += 1;
    const rest = {
      ...expected,
      requests: expected.requests.slice(from),
      pages: expected.pages.slice(from),
    };
    const prefetch = this.random.chance(0.3) ? { prefetch: this.random.int(1, 4) } : {};
    const answer = await this.#run(this.#vendor(rest), {
      ...(this.#maxPages < WHOLE ? { maxPages: this.#maxPages - from } : {}),
      ...prefetch,
      resumeToken,
    });
    // What a next URL adds stands behind the request's own then.
    const compare = isUrl ? alike : exactly;
    return (
      difference(ordered(answer, prefetch), inOrder(rest.requests, prefetch), null, compare) ??
      this.#rowsDifference(answer, expected, rows)
    );
  }

  async #run(vendor: Vendor, options: Options): Promise<Answer> {
    const { baseUrl, params } = this.#clientOptions;
    const key = this.#key;
    let client: CreditClient;
    const answer = (
      error: unknown,
      ids: readonly string[] = [],
      walked?: { resumeToken: string | null; report: { endedBy: string | null } },
    ): Answer => ({
      requests: vendor.requests,
      ids,
      error,
      resumeToken: walked?.resumeToken ?? null,
      endedBy: walked?.report.endedBy ?? null,
    });
    try {
      client = await createClient({
        provider: this.#definition,
        params,
        ...(baseUrl === undefined ? {} : { baseUrl }),
        ...(key === undefined ? {} : { apiKey: this.#isLate ? () => Promise.resolve(key) : key }),
        fetch: vendor.fetch,
        retry: { limit: 1, baseDelayMs: 0 },
      });
    } catch (error) {
      return answer(error);
    }
    const ids: string[] = [];
    const query = this.#query as Record<string, string>;
    try {
      if (this.drawn.name === 'balance') await client.balance(query);
      else if (this.drawn.name === 'entitlements') await client.entitlements(query);
      else {
        const walked = client.history(query, options);
        for await (const { id } of walked) ids.push(id);
        return answer(undefined, ids, walked);
      }
      return answer(undefined);
    } catch (error) {
      return answer(error, ids);
    }
  }
}

/** As a client's text: JavaScript would write small and large numbers with an exponent. */
function plain(value: Value): string {
  return String(value);
}

function drawKey(random: Random): string {
  return random.chance(0.9)
    ? random.pick(['K', 'sk_live_1234567890', 'a b', 'who:what', 'a+b/c==', '$&', "$'"])
    : random.pick(['é\u{1f600}', '\u{1f600}', 'a\nb']);
}

interface Ahead {
  readonly prefetch?: number;
}

/** Pages that are fetched ahead may be asked for in any order. */
function inOrder(requests: readonly Asked[], { prefetch }: Ahead): readonly Asked[] {
  if (prefetch === undefined) return requests;
  return [...requests].sort((a, b) => (alike(a) < alike(b) ? -1 : 1));
}

function ordered(answer: Answer, ahead: Ahead): Answer {
  return { ...answer, requests: inOrder(answer.requests, ahead) };
}

function difference(
  answer: Answer,
  requests: readonly Asked[],
  refusal: Refusal | null,
  say = exactly,
): string | undefined {
  const error = errorDifference(answer.error, refusal);
  const count = Math.max(answer.requests.length, requests.length);
  for (let index = 0; index < count; index += 1) {
    const [actual, expected] = [answer.requests[index], requests[index]];
    const [is, should] = [actual, expected].map((one) => (one === undefined ? 'none' : say(one)));
    if (is !== should) {
      return `request ${String(index + 1)}:\n  ${is ?? ''}\nexpected\n  ${should ?? ''}${error === undefined ? '' : `\n${error}`}`;
    }
    if (expected !== undefined && !(actual?.body ?? '').includes(expected.verbatim)) {
      return `request ${String(index + 1)} should hold ${expected.verbatim}:\n  ${actual?.body ?? ''}`;
    }
  }
  return error;
}

function errorDifference(error: unknown, refusal: Refusal | null): string | undefined {
  if (error === undefined) {
    return refusal === null ? undefined : `no error, expected ${JSON.stringify(refusal)}`;
  }
  if (!(error instanceof CreditKitError)) return 'no error of the package';
  const { name, code, parameter, message } = error;
  const faults = error instanceof DefinitionError ? error.faults : null;
  const told = JSON.stringify({ name, code, parameter, message, faults });
  if (refusal === null) return `error: ${told}`;
  const isIt =
    name === refusal.name &&
    refusal.codes.includes(code) &&
    (refusal.parameters === null
      ? parameter === null
      : refusal.parameters.includes(parameter ?? ''));
  return isIt ? undefined : `error: ${told}, expected ${JSON.stringify(refusal)}`;
}
