import { expect, test, vi } from 'vitest';
import {
  type Answer,
  CreditKitError,
  json,
  ledger,
  pageAt,
  pages,
  rejection,
  settledWithin,
  sleep,
  STOPWATCH,
} from './support.js';

test(
  'a response that never begins is a TimeoutError within timeoutMs, and is not repeated',
  STOPWATCH,
  async () => {
    const { server, client } = await ledger(() => undefined, { timeoutMs: 300 });
    const call = client.history().toArray();
    expect(await settledWithin(call)).toBeLessThan(400);
    expect(await rejection(call)).toMatchObject({
      name: 'TimeoutError',
      code: 'timeout',
      page: 1,
      request: { method: 'GET', path: '/entries' },
    });
    expect(server.requests).toHaveLength(1);
  },
);

test(
  'a body that stalls is a TimeoutError within timeoutMs that says how far it got',
  STOPWATCH,
  async () => {
    let closed = false;
    const { client } = await ledger(
      ({ url }, response) => {
        if (!url.searchParams.has('cursor')) {
          json(response, pageAt(null, 20, 10));
          return;
        }
        response.on('close', () => {
          closed = true;
        });
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"rows":[');
      },
      { timeoutMs: 300 },
    );
    const walk = client.history();
    const iterator = walk[Symbol.asyncIterator]();
    for (let count = 0; count < 10; count += 1) await iterator.next();
    const next = iterator.next();
    expect(await settledWithin(next)).toBeLessThan(400);
    const error = await rejection(next);
    expect(error).toMatchObject({
      name: 'TimeoutError',
      code: 'timeout',
      page: 2,
      report: { entries: 10, pages: 1, endedBy: 'error', complete: false },
    });
    expect(String(error)).toContain('ledger history, page 2 (GET /entries)');
    expect(String(error)).toContain('after 9 bytes');
    await expect.poll(() => closed).toBe(true);
  },
);

test('a body that drips without end is a TimeoutError all the same', STOPWATCH, async () => {
  const { client } = await ledger(
    (_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => {
        clearInterval(timer);
      });
    },
    { timeoutMs: 300 },
  );
  const call = client.history().toArray();
  expect(await settledWithin(call)).toBeLessThan(400);
  expect(await rejection(call)).toMatchObject({ name: 'TimeoutError' });
});

test(
  'deadlineMs ends the whole walk, however quick its pages are, and says how far it got',
  STOPWATCH,
  async () => {
    const { client } = await ledger(
      ({ url }, response) => {
        setTimeout(() => {
          json(response, pageAt(url.searchParams.get('cursor'), 1000, 10));
        }, 50);
      },
      { deadlineMs: 300, timeoutMs: 10_000 },
    );
    const walk = client.history();
    const call = walk.toArray();
    expect(await settledWithin(call)).toBeLessThan(450);
    const error = (await rejection(call)) as { report: { entries: number } };
    expect(error).toMatchObject({ name: 'TimeoutError', code: 'deadline', operation: 'history' });
    expect(error.report.entries).toBeGreaterThan(0);
  },
);

test(
  'deadlineMs ends a wait for a response, and allows no pause that would end after it',
  STOPWATCH,
  async () => {
    const answers: Answer[] = [
      () => undefined,
      (_request, response) => {
        response.writeHead(503, { 'retry-after': '0' }).end('{}');
      },
    ];
    for (const answer of answers) {
      const retry = { baseDelayMs: 60_000, maxDelayMs: 60_000 };
      const { client } = await ledger(answer, { deadlineMs: 200, timeoutMs: 10_000, retry });
      const call = client.history().toArray();
      expect(await settledWithin(call)).toBeLessThan(350);
      expect(await rejection(call)).toBeInstanceOf(CreditKitError);
    }
    const { client } = await ledger(() => undefined, { deadlineMs: 200, timeoutMs: 10_000 });
    expect(await rejection(client.history().toArray())).toMatchObject({
      code: 'deadline',
      page: 1,
    });
  },
);

test('deadlineMs runs while the consumer holds a page', STOPWATCH, async () => {
  const { client } = await ledger(pages(20, 10), { deadlineMs: 1_000 });
  const iterator = client.history()[Symbol.asyncIterator]();
  for (let count = 0; count < 10; count += 1) await iterator.next();
  await sleep(1_050);
  expect(await rejection(iterator.next())).toMatchObject({ code: 'deadline', page: 2 });
});

test.each([0, -1, 1.5, Number.NaN, Infinity, 2 ** 31])(
  'timeoutMs: %s is refused: a longer timer would fire at once',
  async (timeoutMs) => {
    const error = await rejection(ledger(pages(1, 1), { timeoutMs }));
    expect(error).toMatchObject({ name: 'ParameterError', parameter: 'timeoutMs' });
  },
);

test('the longest timeout that a timer can hold does not fire at once', async () => {
  const { client } = await ledger(pages(3, 10), {
    timeoutMs: 2 ** 31 - 1,
    deadlineMs: 2 ** 31 - 1,
  });
  expect(await client.history().toArray()).toHaveLength(3);
});

test('a clock that is set, forwards or back, moves neither timeout nor deadline', async () => {
  const { client } = await ledger(pages(30, 10), { timeoutMs: 5_000, deadlineMs: 10_000 });
  const walk = client.history();
  const iterator = walk.pages();
  await iterator.next();
  const dateNow = vi.spyOn(Date, 'now');
  dateNow.mockReturnValue(Date.UTC(2100, 0, 1));
  await iterator.next();
  dateNow.mockReturnValue(0);
  await iterator.next();
  dateNow.mockRestore();
  expect(walk.report.entries).toBe(30);
});
