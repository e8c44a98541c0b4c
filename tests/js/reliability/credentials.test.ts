import { expect, test } from 'vitest';
import {
  createClient,
  ids,
  json,
  ledger,
  LEDGER,
  pageAt,
  pages,
  rejection,
  sleep,
  type Answer,
  type RetryEvent,
} from './support.js';

/** Accepts the keys "token-N" from N on; `refuse` says no in the vendor's way. */
function accepting(from: () => number, refuse: Answer): Answer {
  return (request, response, number) => {
    const token = /token-(\d+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (Number(token) >= from()) {
      json(response, pageAt(request.url.searchParams.get('cursor'), 30, 10));
    } else {
      refuse(request, response, number);
    }
  };
}

const unauthorized: Answer = (_request, response) => {
  json(response, { message: 'expired' }, 401);
};
const signIn: Answer = (_request, response) => {
  json(response, { code: 'SIGN_IN', message: 'expired' });
};

test('the function is asked once for many walks side by side, and not at each request', async () => {
  let calls = 0;
  const { server, client } = await ledger(
    accepting(() => 1, unauthorized),
    {
      apiKey: async () => {
        calls += 1;
        await sleep(20);
        return `token-${String(calls)}`;
      },
    },
  );
  await Promise.all(Array.from({ length: 20 }, () => client.history().toArray()));
  expect(calls).toBe(1);
  expect(server.requests).toHaveLength(60);
});

test.each([
  ['HTTP 401', unauthorized],
  ['"sign in" inside HTTP 200', signIn],
])(
  'after %s the function is asked once more for all walks, and every row comes once',
  async (_name, refuse) => {
    let calls = 0;
    let valid = 1;
    const events: RetryEvent[] = [];
    const { client } = await ledger(
      accepting(() => valid, refuse),
      {
        apiKey: async () => {
          calls += 1;
          await sleep(10);
          return `token-${String(calls)}`;
        },
        onRetry: (event) => events.push(event),
        // Not counted as a retry of the policy's.
        retry: { limit: 0 },
      },
    );
    const walks = Array.from({ length: 10 }, () => client.history());
    const iterators = walks.map((walk) => walk[Symbol.asyncIterator]());
    await Promise.all(iterators.map((iterator) => iterator.next()));
    valid = 2;
    const rest = await Promise.all(walks.map((walk) => walk.toArray()));
    expect(rest.map((entries) => entries.map(({ id }) => id))).toEqual(walks.map(() => ids(2, 30)));
    expect(calls).toBe(2);
    expect(events.every(({ reason, delayMs }) => reason === 'credentials' && delayMs === 0)).toBe(
      true,
    );
  },
);

test('a fresh key that is refused too ends in an AuthenticationError: no third try', async () => {
  let calls = 0;
  const { server, client } = await ledger(unauthorized, {
    apiKey: () => {
      calls += 1;
      return `token-${String(calls)}`;
    },
  });
  expect(await rejection(client.history().toArray())).toMatchObject({
    name: 'AuthenticationError',
    status: 401,
    report: { requests: 2, retries: 1 },
  });
  expect(calls).toBe(2);
  expect(server.requests).toHaveLength(2);
});

test('a key given as text is not sent again after it was refused', async () => {
  const { server, client } = await ledger(unauthorized);
  expect(await rejection(client.history().toArray())).toMatchObject({
    name: 'AuthenticationError',
  });
  expect(server.requests).toHaveLength(1);
});

test('a function that fails ends the walk in a typed error, and is asked again for the next one', async () => {
  let calls = 0;
  const { server, client } = await ledger(pages(3, 10), {
    apiKey: () => {
      calls += 1;
      return calls === 1 ? Promise.reject(new Error('the token server is down')) : 'token-2';
    },
  });
  const both = await Promise.all([
    rejection(client.history().toArray()),
    rejection(client.history().toArray()),
  ]);
  for (const error of both) {
    expect(error).toMatchObject({
      name: 'AuthenticationError',
      provider: 'ledger',
      cause: { message: 'the token server is down' },
      report: { endedBy: 'error' },
    });
  }
  expect(both[0]).not.toBe(both[1]);
  expect(server.requests).toHaveLength(0);
  expect(await client.history().toArray()).toHaveLength(3);
  expect(calls).toBe(2);
});

test('a function that never answers is a TimeoutError, and is asked again for the next walk', async () => {
  let calls = 0;
  const { client } = await ledger(pages(3, 10), {
    timeoutMs: 200,
    apiKey: () => {
      calls += 1;
      return calls === 1 ? new Promise<string>(() => undefined) : 'token-2';
    },
  });
  expect(await rejection(client.history().toArray())).toMatchObject({ name: 'TimeoutError' });
  expect(await client.history().toArray()).toHaveLength(3);
});

test.each([
  ['an empty text', ''],
  ['undefined', undefined],
  ['a number', 7],
])('a function that returns %s gives a ParameterError', async (_name, value: unknown) => {
  const { client } = await ledger(pages(3, 10), { apiKey: () => value as string });
  expect(await rejection(client.history().toArray())).toMatchObject({
    name: 'ParameterError',
    parameter: 'apiKey',
  });
});

test.each(['sk_1\nx', 'sk_2\rx', 'sk_3\0x', 'sk_4☃'])(
  'a key that no header can carry is refused without being quoted',
  async (apiKey) => {
    for (const given of [apiKey, () => apiKey]) {
      const error = await rejection(
        (async () => {
          const { client } = await ledger(pages(3, 10), { apiKey: given });
          await client.history().toArray();
        })(),
      );
      expect(error).toMatchObject({ name: 'ParameterError', parameter: 'apiKey' });
      expect(String(error)).not.toContain('sk_');
    }
  },
);

test('without a key only a proxy is asked, and no key is sent', async () => {
  expect(
    await rejection(createClient({ provider: { ...LEDGER, baseUrl: 'https://api.example.com' } })),
  ).toMatchObject({ name: 'ParameterError', parameter: 'apiKey' });
  const { server, client } = await ledger(pages(3, 10));
  const proxied = await createClient({ provider: LEDGER, baseUrl: server.origin });
  expect(await proxied.history().toArray()).toHaveLength(3);
  expect(server.requests[0]?.headers.authorization).toBeUndefined();
  expect(await client.history().toArray()).toHaveLength(3);
  expect(server.requests[1]?.headers.authorization).toMatch(/^Bearer /);
});

test('walks that wait for a call too long share the next one too', async () => {
  let calls = 0;
  const { client } = await ledger(pages(3, 10), {
    timeoutMs: 200,
    apiKey: () => {
      calls += 1;
      return new Promise<string>((resolve) => {
        if (calls > 1) setTimeout(resolve, 150, 'token-2');
      });
    },
  });
  const early = rejection(client.history().toArray());
  await sleep(100);
  const late = rejection(client.history().toArray());
  expect(await early).toMatchObject({ name: 'TimeoutError' });
  // The second call begins here, and the walk that still waits for the first one must not drop it.
  const next = client.history().toArray();
  expect(await late).toMatchObject({ name: 'TimeoutError' });
  expect(await Promise.all([next, client.history().toArray()])).toHaveLength(2);
  expect(calls).toBe(2);
});

test.each(['half a \ud83d face', '   '])(
  'a key that cannot be one is refused in a query too: %j',
  async (key) => {
    const provider = { ...LEDGER, auth: { query: 'api_key' } };
    const { server, client } = await ledger(pages(3, 10), { provider, apiKey: () => key });
    expect(await rejection(client.history().toArray())).toMatchObject({
      name: 'ParameterError',
      parameter: 'apiKey',
    });
    expect(server.requests).toHaveLength(0);
  },
);
