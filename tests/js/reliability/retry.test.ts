import { expect, test } from 'vitest';
import { delayMs } from '../../../js/src/transport/retry-policy.js';
import {
  AT_ONCE,
  ids,
  json,
  ledger,
  LEDGER,
  pageAt,
  pages,
  rejection,
  type Answer,
  type RetryEvent,
} from './support.js';

const good = pages(3, 10);

/** `bad` for the first `times` requests, the page afterwards. */
function first(times: number, bad: Answer): Answer {
  return (request, response, number) => {
    (number <= times ? bad : good)(request, response, number);
  };
}

test.each([408, 425, 429, 500, 502, 503, 504])(
  'HTTP %i is repeated until the page comes',
  async (status) => {
    const { server, client } = await ledger(
      first(2, (_request, response) => {
        json(response, {}, status);
      }),
      { retry: AT_ONCE },
    );
    const walk = client.history();
    expect((await walk.toArray()).map(({ id }) => id)).toEqual(ids(1, 3));
    expect(server.requests).toHaveLength(3);
    expect(walk.report).toMatchObject({ complete: true, requests: 3, retries: 2, pages: 1 });
  },
);

test.each([
  [400, 'ApiError'],
  [401, 'AuthenticationError'],
  [403, 'PermissionError'],
  [404, 'NotFoundError'],
  [409, 'ApiError'],
])('HTTP %i is a %s at once', async (status, name) => {
  const { server, client } = await ledger((_request, response) => {
    json(response, { message: 'no' }, status);
  });
  expect(await rejection(client.history().toArray())).toMatchObject({
    name,
    status,
    vendorMessage: 'no',
  });
  expect(server.requests).toHaveLength(1);
});

test('retries end: the last answer becomes the error', async () => {
  const { server, client } = await ledger(
    (_request, response, number) => {
      json(response, { message: `attempt ${String(number)}` }, 503);
    },
    { retry: { ...AT_ONCE, limit: 2 } },
  );
  const error = await rejection(client.history().toArray());
  expect(error).toMatchObject({
    name: 'ApiError',
    status: 503,
    vendorMessage: 'attempt 3',
    report: { requests: 3, retries: 2 },
  });
  expect(server.requests).toHaveLength(3);
});

test('retry: false sends every request once', async () => {
  const { server, client } = await ledger(
    (_request, response) => {
      json(response, {}, 503);
    },
    { retry: false },
  );
  await rejection(client.history().toArray());
  expect(server.requests).toHaveLength(1);
});

test('a connection that breaks, before or in the middle of a body, is repeated', async () => {
  const { server, client } = await ledger(
    (request, response, number) => {
      if (number === 1) response.destroy();
      else if (number === 2) {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"rows":[', () => response.destroy());
      } else good(request, response, number);
    },
    { retry: AT_ONCE },
  );
  const walk = client.history();
  expect(await walk.toArray()).toHaveLength(3);
  expect(server.requests).toHaveLength(3);
  expect(walk.report).toMatchObject({ complete: true, retries: 2 });
});

test('nobody listening is a NetworkError that says so, with the request and without its query', async () => {
  const { server, client } = await ledger(good, { retry: { ...AT_ONCE, limit: 1 } });
  await server.close();
  const error = await rejection(client.history().toArray());
  expect(error).toMatchObject({
    name: 'NetworkError',
    code: 'network',
    request: { method: 'GET', path: '/entries' },
    report: { requests: 2, retries: 1, endedBy: 'error' },
  });
  expect(String(error)).toContain('ECONNREFUSED');
});

test('Retry-After is obeyed: the pause that onRetry tells is no shorter than the server asked', async () => {
  const events: RetryEvent[] = [];
  const { client } = await ledger(
    first(1, (_request, response) => {
      response.writeHead(429, { 'retry-after': '1' }).end('{}');
    }),
    { retry: AT_ONCE, onRetry: (event) => events.push(event) },
  );
  const start = performance.now();
  await client.history().toArray();
  expect(events).toMatchObject([{ delayMs: 1000, status: 429, reason: 'status', attempt: 1 }]);
  expect(performance.now() - start).toBeGreaterThan(990);
});

test.each(['99999999999', '3600', new Date(Date.now() + 86_400_000).toUTCString()])(
  'Retry-After: %s is longer than anyone waits: the error comes at once and tells it',
  async (retryAfter) => {
    const { server, client } = await ledger((_request, response) => {
      response.writeHead(429, { 'retry-after': retryAfter }).end('{"message":"later"}');
    });
    const error = await rejection(client.history().toArray());
    expect(error).toMatchObject({ name: 'RateLimitError', code: 'rateLimit', status: 429 });
    expect((error as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(3_599_000);
    expect(server.requests).toHaveLength(1);
  },
);

test('a server that asks for a pause past the deadline is not waited for', async () => {
  const { server, client } = await ledger(
    (_request, response) => {
      response.writeHead(503, { 'retry-after': '5' }).end('{}');
    },
    { deadlineMs: 1000 },
  );
  const error = await rejection(client.history().toArray());
  expect(error).toMatchObject({ name: 'ApiError', status: 503, retryAfterMs: 5000 });
  expect(server.requests).toHaveLength(1);
});

test('"slow down" inside HTTP 200 is repeated, a bad cursor inside HTTP 200 is not', async () => {
  const { server, client } = await ledger(
    (request, response, number) => {
      if (number <= 2) json(response, { code: 'SLOW_DOWN' });
      else if (request.url.searchParams.has('cursor'))
        json(response, { code: 'BAD_CURSOR', message: 'gone' });
      else json(response, pageAt(null, 5, 2));
    },
    { retry: AT_ONCE },
  );
  const walk = client.history();
  const error = await rejection(walk.toArray());
  expect(error).toMatchObject({
    name: 'CursorExpiredError',
    vendorCode: 'BAD_CURSOR',
    vendorMessage: 'gone',
    page: 2,
    report: { entries: 2, requests: 4, retries: 2 },
  });
  expect(server.requests).toHaveLength(4);
});

test('an outage is not multiplied: after a hundred retries the client sends first attempts only', async () => {
  const { server, client } = await ledger(
    (_request, response) => {
      json(response, {}, 503);
    },
    { retry: AT_ONCE },
  );
  for (let walk = 0; walk < 60; walk += 1) await rejection(client.history().toArray());
  // 60 first attempts, and the 100 retries that the budget holds instead of 180.
  expect(server.requests).toHaveLength(160);
});

test('a body that is no JSON in HTTP 200 is an error at once, with its place', async () => {
  const { server, client } = await ledger((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
  });
  const error = await rejection(client.history().toArray());
  expect(error).toMatchObject({
    name: 'ResponseFormatError',
    code: 'format',
    byte: 0,
    status: 200,
  });
  expect(server.requests).toHaveLength(1);
});

test('a proxy page in HTTP 502 is an outage, not a format', async () => {
  const { client } = await ledger(
    first(1, (_request, response) => {
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html>Bad Gateway</html>');
    }),
    { retry: AT_ONCE },
  );
  expect(await client.history().toArray()).toHaveLength(3);
});

test('pauses are spread over all of their time, double, and have a bound', () => {
  const policy = { limit: 9, baseDelayMs: 100, maxDelayMs: 1_000, maxRetryAfterMs: 60_000 };
  const pauses = (random: number): (number | null)[] =>
    [1, 2, 3, 4, 5, 6].map((retry) => delayMs(policy, retry, null, () => random));
  expect(pauses(0)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(pauses(0.5)).toEqual([50, 100, 200, 400, 500, 500]);
  expect(pauses(1)).toEqual([100, 200, 400, 800, 1_000, 1_000]);
  // Never before the server asked, and not all clients in that instant.
  expect(delayMs(policy, 6, 3_000, () => 0)).toBe(3_000);
  expect(delayMs(policy, 6, 3_000, () => 1)).toBe(3_100);
  expect(delayMs(policy, 1, 60_001, () => 0)).toBeNull();
});

test('a POST that is marked as a read is repeated with its body; one that is not marked is no definition', async () => {
  const post = (request: object): object => ({
    ...LEDGER,
    operations: {
      history: {
        ...LEDGER.operations.history,
        request: { method: 'POST', path: '/entries', ...request },
        paging: { kind: 'token', from: '/next', to: { body: '/after' } },
      },
    },
  });
  const body = { json: { filter: 'all' } };
  const { server, client } = await ledger(
    first(2, (_request, response) => {
      json(response, {}, 503);
    }),
    { provider: post({ ...body, read: true }), retry: AT_ONCE },
  );
  expect(await client.history().toArray()).toHaveLength(3);
  expect(server.requests.map(({ method, body: sent }) => [method, sent])).toEqual(
    Array(3).fill(['POST', '{"filter":"all"}']),
  );
  expect(await rejection(ledger(good, { provider: post(body) }))).toMatchObject({
    name: 'DefinitionError',
    faults: [{ pointer: '/operations/history/request/read' }],
  });
});
