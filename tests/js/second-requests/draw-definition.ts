/** Definitions from a seed: every way of docs/definitions.md in which a request can be made. */
import type { Random } from '../../../js/src/testing/random.js';
import { repeated } from '../second-reading/repeated.js';
import type { OperationName } from '../client/support/core.js';
import type {
  Auth,
  ClientParameter,
  Definition,
  Named,
  Operation,
  Parameter,
  Place,
  Request,
  Target,
} from './definition.js';
import { drawTemplate, Slots } from './draw-body.js';
import { drawPaging } from './draw-paging.js';
import { drawRule } from './draw-parameters.js';
import { drawVisible, drawText } from './draw-values.js';

const NAMES = [
  'type',
  'created_at[after]',
  'x+y',
  'a.b',
  '$top',
  'a&b',
  'a=b',
  'a%20b',
  '~x',
  "it's",
  '#h',
  '__proto__',
  'toString',
  'filter[a][]',
  'q?',
  'a:b',
  'since',
  'Type',
  'id*',
] as const;

const HEADERS = ['X-A', 'X-Trace', 'Accept', 'If-None-Match', 'x_y', 'X-Org-ID', 'Prefer'] as const;

const SEGMENTS = [
  'users',
  'v1.0',
  'a%20b',
  '~me',
  'x;y=1',
  '@',
  '$all',
  "it's(ok)",
  '...',
  'a:b',
  '%C3%A9',
] as const;

/** Names that are not given twice. */
class Fresh {
  readonly #taken: Set<string>;

  constructor(
    private readonly random: Random,
    taken: readonly string[] = [],
  ) {
    this.#taken = new Set(taken.map((name) => name.toLowerCase()));
  }

  take(names: readonly [string, ...string[]]): string {
    const name = this.random.pick(names);
    const fresh = this.#taken.has(name.toLowerCase()) ? `${name}${String(this.#taken.size)}` : name;
    this.#taken.add(fresh.toLowerCase());
    return fresh;
  }
}

export interface DrawnDefinition {
  readonly definition: Definition;
  readonly name: OperationName;
  readonly operation: Operation;
}

export function drawDefinition(random: Random): DrawnDefinition {
  const name = random.chance(0.85) ? 'history' : random.pick(['balance', 'entitlements'] as const);
  return new Drawing(random).definition(name);
}

class Drawing {
  readonly #headers: Fresh;
  readonly #queryNames: Fresh;
  readonly #formNames: Fresh;
  readonly #parameterNames: Fresh;
  readonly #clients: Named<ClientParameter>;
  readonly #inUrl: readonly string[];

  constructor(private readonly random: Random) {
    this.#headers = new Fresh(random, ['authorization']);
    this.#queryNames = new Fresh(random);
    this.#formNames = new Fresh(random);
    this.#inUrl = ['site', 'tenant'].filter(() => random.chance(0.3));
    this.#clients = this.#drawClients();
    this.#parameterNames = new Fresh(random, Object.keys(this.#clients));
  }

  definition(name: OperationName): DrawnDefinition {
    const { random } = this;
    const auth = this.#drawAuth();
    const headers = random.chance(0.4) ? { headers: this.#drawHeaders() } : {};
    const { request, target } = this.#drawRequest();
    const paging = name === 'history' ? drawPaging(random, target) : undefined;
    const operation: Operation = {
      request,
      ...(paging === undefined ? {} : { paging }),
      ...READ[name],
    };
    const definition = {
      id: 'drawn',
      baseUrl: this.#drawBaseUrl(),
      ...(auth === undefined ? {} : { auth }),
      ...(random.chance(0.9) || Object.keys(this.#clients).length > 0
        ? { params: this.#clients }
        : {}),
      ...headers,
      operations: { [name]: operation },
    };
    return { definition, name, operation };
  }

  #drawClients(): Named<ClientParameter> {
    const { random } = this;
    const inUrl = this.#inUrl.map((name) => {
      const value = random.chance(0.5)
        ? { required: true }
        : { default: random.pick(['eu', 'v-1.0', 'US_2'] as const) };
      const values = random.chance(0.3) ? { enum: ['eu', 'v-1.0', 'US_2'] } : {};
      return [name, { ...value, ...values }] as const;
    });
    const others = ['org', 'plan', 'is-on'].filter(() => random.chance(0.4));
    return Object.fromEntries<ClientParameter>([
      ...inUrl,
      ...others.map((name) => [name, drawRule(random, random.chance(0.7))] as const),
    ]);
  }

  #drawBaseUrl(): string {
    const host = this.#inUrl.includes('site')
      ? '{site}.example.com'
      : this.random.pick([
          'api.example.com',
          'API.Example.com:443',
          'api.example.com:8443',
          '127.0.0.1:80',
        ]);
    const path = this.#inUrl.includes('tenant')
      ? this.random.pick(['/{tenant}', '/v1/t-{tenant}/x'])
      : this.random.pick(['', '/', '/v1', '/v1/', '/a%20b/~c']);
    return `https://${host}${path}`;
  }

  #drawAuth(): Auth | undefined {
    const { random } = this;
    switch (random.int(0, 5)) {
      case 0:
        return undefined;
      case 1:
        return null;
      case 2:
        return { query: this.#queryNames.take(['api_key', 'key', 'a[b]', 'token']) };
      case 3:
        return { basic: random.pick(['{key}:', '{key}', 'user:{key}', '{key}:x']) };
      default:
        return {
          header: random.pick(['Authorization', this.#headers.take(['X-Api-Key'])]),
          ...(random.chance(0.7)
            ? { format: random.pick(['Bearer {key}', 'key={key};v=1', '{key}']) }
            : {}),
        };
    }
  }

  /** Texts with the client's parameters in them. */
  #drawTemplate(draw: (random: Random) => string): string {
    const { random } = this;
    const names = Object.keys(this.#clients);
    const text = draw(random).replace(/[{}]/g, '_');
    if (names.length === 0 || random.chance(0.5)) return text;
    const hole = (): string => `{${names[random.int(0, names.length - 1)]!}}`;
    return random.pick([hole(), `${text}${hole()}`, `${hole()}${text}`, `${hole()}-${hole()}`]);
  }

  #drawHeaders(): Named<string> {
    const { random } = this;
    return Object.fromEntries(
      repeated(random.int(1, 2), () => [
        this.#headers.take(HEADERS),
        this.#drawTemplate(drawVisible),
      ]),
    );
  }

  #drawConstants(names: Fresh): Named<string> {
    return Object.fromEntries(
      repeated(this.random.int(0, 2), () => [names.take(NAMES), this.#drawTemplate(drawText)]),
    );
  }

  #drawRequest(): { readonly request: Request; readonly target: (name: string) => Target } {
    const { random } = this;
    const body = random.pick(['none', 'none', 'json', 'json', 'form', 'graphql'] as const);
    const isPost = body !== 'none' || random.chance(0.15);
    const template = drawTemplate(random);
    const slots = new Slots(random, template);
    const query = random.chance(0.5) ? { query: this.#drawConstants(this.#queryNames) } : {};
    const headers = random.chance(0.4) ? { headers: this.#drawHeaders() } : {};
    const content = {
      none: {},
      json: { json: template },
      form: { form: this.#drawConstants(this.#formNames) },
      graphql: {
        graphql: {
          query: 'query ($after: String) {\n\tledger(after: $after) { id "é" }\n}',
          ...(Object.keys(template).length > 0 || random.chance(0.5)
            ? { variables: template }
            : {}),
        },
      },
    }[body];
    const room: Place = (
      { none: 'query', json: 'body', form: 'form', graphql: 'variables' } as const
    )[body];
    const { path, params: inPath } = this.#drawPath();
    const params = {
      ...inPath,
      ...Object.fromEntries(repeated(random.int(0, 4), () => this.#drawParameter(room, slots))),
    };
    const request: Request = {
      ...(isPost ? { method: 'POST', read: true } : random.chance(0.3) ? { method: 'GET' } : {}),
      path,
      ...query,
      ...headers,
      ...content,
      ...(Object.keys(params).length > 0 || random.chance(0.3) ? { params } : {}),
    };
    const target = (word: string): Target => {
      const place = this.#drawPlace(room);
      const name = this.#nameIn(place, slots, word);
      return place === 'query' && random.chance(0.5) ? name : targetAt(place, name);
    };
    return { request, target };
  }

  #drawPlace(room: Place): Place {
    return this.random.pick([room, room, room, 'query', 'header']);
  }

  #nameIn(place: Place, slots: Slots, word: string): string {
    switch (place) {
      case 'header':
        return this.#headers.take([`X-${word}`, ...HEADERS]);
      case 'form':
        return this.#formNames.take([word, ...NAMES]);
      case 'body':
      case 'variables':
        return slots.take(this.random.chance(0.3) ? word : undefined);
      case 'query':
      case 'path':
        return this.#queryNames.take([word, ...NAMES]);
    }
  }

  #drawParameter(room: Place, slots: Slots): [string, Parameter] {
    const { random } = this;
    const place = this.#drawPlace(room);
    const rule = drawRule(random, place === 'header');
    const where = place === room && random.chance(0.6) ? {} : { in: place };
    const isPointer = place === 'body' || place === 'variables';
    const name = this.#parameterNames.take(
      isPointer || place === 'header' ? ['user', 'p', 'since'] : NAMES,
    );
    // Its own name, or another where it goes.
    const as = this.#nameIn(place, slots, name);
    const isOwn = as === (isPointer ? `/${name}` : name);
    return [name, { ...where, ...(isOwn && random.chance(0.8) ? {} : { as }), ...rule }];
  }

  #drawPath(): { readonly path: string; readonly params: Named<Parameter> } {
    const { random } = this;
    const params: Record<string, Parameter> = {};
    const hole = (): string => {
      const name = this.#parameterNames.take(['user_id', 'id', '_x-1']);
      if (random.chance(0.7)) {
        const { required, ...rule } = drawRule(random, true);
        const where = random.chance(0.5) ? { in: 'path' as const } : {};
        params[name] = { ...where, ...(required === true ? { required } : {}), ...rule };
      }
      return `{${name}}`;
    };
    const segment = (): string => {
      switch (random.int(0, 5)) {
        case 0:
          return hole();
        case 1: {
          const [before, behind] = random.pick([
            ['.', ''],
            ['', '.json'],
            ['a-', ''],
            ['', '%2e'],
          ]);
          return before + hole() + behind;
        }
        case 2:
          return hole() + random.pick(['', ',', '-']) + hole();
        default:
          return random.pick(SEGMENTS);
      }
    };
    const path = repeated(random.int(0, 3), segment)
      .map((text) => `/${text}`)
      .join('');
    return { path: path === '' || random.chance(0.1) ? `${path}/` : path, params };
  }
}

const READ = {
  history: { rows: '/rows', entry: { id: '/id', kind: 'usage', amount: '/amount' } },
  balance: { balance: { available: '/available' } },
  entitlements: { rows: '/rows', entitlement: { id: '/id', balance: '/amount' } },
} as const;

function targetAt(place: Place, name: string): Target {
  switch (place) {
    case 'body':
      return { body: name };
    case 'form':
      return { form: name };
    case 'variables':
      return { variables: name };
    case 'header':
      return { header: name };
    case 'query':
    case 'path':
      return { query: name };
  }
}
