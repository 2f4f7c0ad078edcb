import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proofHeader, type ShopKey } from '@kontor/shared/proof';
import { BridgeError, postEvents, readKey, readKeyFile, readResults, sendEvents, type ShopEvent } from './index.ts';

/** A request that the test's bridge received. */
interface Got {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}
/** The answer of the test's bridge; null: it ends the connection. */
type Reply = { status: number; headers?: Record<string, string>; body: unknown } | null;

let server: Server;
let key: ShopKey;
const got: Got[] = [];
/** Called for each request. */
let replies: (request: Got) => Reply | Promise<Reply>;

const { privateKey } = generateKeyPairSync('ed25519');
beforeAll(async () => {
  server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const { method = '', url = '', headers } = req;
      const request = { method, url, headers, body: Buffer.concat(chunks).toString() };
      got.push(request);
      void Promise.resolve(replies(request)).then((reply) => {
        if (!reply) return void req.socket.destroy();
        res.writeHead(reply.status, reply.headers);
        res.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
      });
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const jwk = privateKey.export({ format: 'jwk' });
  key = readKey(
    JSON.stringify({ bridge: `http://127.0.0.1:${port}`, shop: 's1', keyId: 'k1', privateKey: jwk, name: 'Nordlys' }),
  );
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  got.length = 0;
});

/** The waits between attempts, which take no time in these tests. */
const waits: number[] = [];
const options = {
  wait: async (ms: number) => {
    waits.push(ms);
  },
};
beforeEach(() => {
  waits.length = 0;
});

const order = (id: number, more: object = {}): ShopEvent => ({ generation: 1, order: { id, ...more }, refunds: [] });
const eventsIn = ({ body }: Got) => (JSON.parse(body) as { events: { order: { id: number } }[] }).events;
const idsIn = (request: Got) => eventsIn(request).map(({ order: { id } }) => id);
const accepting = (request: Got): Reply => ({
  status: 200,
  body: {
    correlationId: 'c1',
    outcomes: idsIn(request).map((id) => ({ outcome: 'accepted', id: String(id), revision: 1 })),
  },
});
const problem = (status: number, code: string, headers: Record<string, string> = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/problem+json', ...headers },
  body: {
    type: `/errors/${code}`,
    status,
    code,
    title: 'Short',
    cause: 'This is why.',
    remedy: 'Do that.',
    correlationId: 'c1',
  },
});
const claimsOf = ({ headers }: Got) =>
  JSON.parse(Buffer.from(String(headers[proofHeader]).split('.')[1] ?? '', 'base64url').toString()) as {
    jti: string;
    htu: string;
  };
/** Makes the bridge answer the first requests with these replies, and then accept every event. */
const first = (...firstReplies: readonly Reply[]) => {
  const remaining = [...firstReplies];
  replies = (request) => (remaining.length > 0 ? (remaining.shift() ?? null) : accepting(request));
};

describe('sending events', () => {
  it('returns the outcome of each event, with cause and remedy if the event was refused', async () => {
    const refused = {
      code: 'order.field_unreadable',
      title: 'Unreadable',
      cause: 'The total is "x".',
      remedy: 'Mend it.',
    };
    first({
      status: 200,
      body: {
        correlationId: 'c1',
        outcomes: [
          { outcome: 'accepted', id: '1', revision: 1 },
          { outcome: 'refused', id: '2', ...refused },
        ],
      },
    });
    const events = [order(1), order(2)];
    expect(await sendEvents(key, events, options)).toEqual([
      { event: events[0], outcome: { outcome: 'accepted', id: '1', revision: 1 } },
      { event: events[1], outcome: { outcome: 'refused', id: '2', ...refused } },
    ]);
    expect(got).toMatchObject([{ method: 'POST', url: '/v1/shops/s1/events' }]);
    expect(claimsOf(got[0] as Got).htu).toBe(`${key.bridge}/v1/shops/s1/events`);
  });

  it.each([503, 429])('waits as long as a %s asks, and then sends the same again with a new proof', async (status) => {
    first(problem(status, 'bridge.unavailable', { 'retry-after': '5' }), problem(status, 'bridge.unavailable'));
    expect(await sendEvents(key, [order(1)], options)).toMatchObject([{ outcome: { outcome: 'accepted' } }]);
    expect(waits).toEqual([5000, 2000]);
    expect(new Set(got.map(({ body }) => body)).size).toBe(1);
    expect(new Set(got.map((request) => claimsOf(request).jti)).size).toBe(3);
  });

  it('waits for its own backoff if the bridge asks for no wait', async () => {
    first(
      problem(503, 'bridge.unavailable', { 'retry-after': '0' }),
      problem(503, 'bridge.unavailable', { 'retry-after': new Date(0).toUTCString() }),
    );
    await sendEvents(key, [order(1)], options);
    expect(waits).toEqual([1000, 2000]);
  });

  it('understands a date in Retry-After', async () => {
    first(problem(503, 'bridge.unavailable', { 'retry-after': new Date(Date.now() + 20_000).toUTCString() }));
    await sendEvents(key, [order(1)], options);
    expect(waits[0]).toBeGreaterThan(10_000);
    expect(waits[0]).toBeLessThanOrEqual(20_000);
  });

  it('sends again if the connection ends without an answer, or if a proxy answers', async () => {
    first(null, { status: 502, body: '<html>Bad Gateway</html>' }, { status: 200, body: '<html>Log in</html>' });
    expect(await sendEvents(key, [order(1)], options)).toMatchObject([{ outcome: { outcome: 'accepted' } }]);
    expect(waits).toEqual([1000, 2000, 4000]);
  });

  it('gives up after the last attempt, and returns every event as unconfirmed with the reason', async () => {
    replies = () => problem(503, 'bridge.unavailable');
    const events = Array.from({ length: 101 }, (_, index) => order(index + 1));
    const sent = await sendEvents(key, events, { ...options, attempts: 3 });
    expect(got).toHaveLength(3);
    expect(sent).toHaveLength(101);
    for (const [index, { outcome }] of sent.entries())
      expect(outcome).toEqual({
        outcome: 'unconfirmed',
        id: String(index + 1),
        code: 'bridge.unavailable',
        title: 'Short',
        cause: 'This is why.',
        remedy: 'Do that.',
      });
  });

  it('gives up at once if the bridge asks for a longer wait than the longest', async () => {
    first(problem(429, 'proof.too_many', { 'retry-after': '3600' }));
    expect(await sendEvents(key, [order(1)], options)).toMatchObject([{ outcome: { outcome: 'unconfirmed' } }]);
    expect(got).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  it('gives up at once if the bridge asks for a longer wait than a timer can count', async () => {
    first(problem(503, 'bridge.unavailable', { 'retry-after': '9999999999' }));
    await sendEvents(key, [order(1)], { ...options, longestWaitMs: Infinity });
    expect(got).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  it.each([
    [401, 'unconfirmed'],
    [413, 'refused'],
  ])('does not repeat a request that is refused with %s, and returns its events as %s', async (status, outcome) => {
    first(problem(status, 'some.code'));
    expect(await sendEvents(key, [order(1)], options)).toMatchObject([
      { event: order(1), outcome: { outcome, id: '1', code: 'some.code', remedy: 'Do that.' } },
    ]);
    expect(got).toHaveLength(1);
  });

  it('fills each request up to the largest number and size, and keeps the events of one order together', async () => {
    first();
    const big = { customer_note: 'x'.repeat(1_000_000) };
    const events = [
      ...Array.from({ length: 99 }, (_, index) => order(index + 1)),
      { ...order(200), generation: 1 },
      { ...order(200), generation: 2 },
      order(301, big),
      order(302, big),
      order(303, big),
    ];
    const sent = await sendEvents(key, events, options);
    expect(got.map((request) => idsIn(request).length)).toEqual([99, 4, 1]);
    expect(idsIn(got[1] as Got)).toEqual([200, 200, 301, 302]);
    expect(sent.map(({ event }) => event)).toEqual(events);
    expect(sent.map(({ outcome }) => outcome.id)).toEqual(
      events.map((event) => String('order' in event ? (event.order as { id: number }).id : 0)),
    );
    for (const { body } of got) expect(Buffer.byteLength(body)).toBeLessThan(4 * 1024 * 1024);
  });

  it('sends more than a hundred events of one order in several requests', async () => {
    first();
    const events = Array.from({ length: 101 }, (_, index) => ({ ...order(7), generation: index + 1 }));
    await sendEvents(key, events, options);
    expect(got.map((request) => idsIn(request).length)).toEqual([100, 1]);
  });

  it("throws the signal's reason when the signal aborts", async () => {
    const ending = new AbortController();
    replies = () => {
      ending.abort(new Error('enough'));
      return problem(503, 'bridge.unavailable');
    };
    await expect(sendEvents(key, [order(1)], { signal: ending.signal })).rejects.toThrow('enough');
  });

  it.each<{ title: string; reply: Reply | Promise<Reply>; code: string; timeoutMs?: number }>([
    { title: 'the connection ends', reply: null, code: 'client.not_reached' },
    {
      title: 'a redirect is answered',
      reply: { status: 301, headers: { location: '/elsewhere' }, body: '' },
      code: 'client.not_the_bridge',
    },
    {
      title: 'the answer has fewer outcomes than events',
      reply: { status: 200, body: { correlationId: 'c1', outcomes: [] } },
      code: 'client.not_the_bridge',
    },
    {
      title: 'no answer comes in time',
      reply: new Promise<Reply>(() => {}),
      code: 'client.timed_out',
      // Long enough for the request to arrive in this test, however busy the machine is.
      timeoutMs: 500,
    },
  ])('returns $code if $title', async ({ reply, code, timeoutMs = 30_000 }) => {
    replies = () => reply;
    expect(await postEvents(key, [order(1)], { timeoutMs })).toMatchObject({ kind: 'unanswered', why: { code } });
  });

  it('names the address of the bridge if nobody listens there', async () => {
    const nobody = { ...key, bridge: 'http://127.0.0.1:9' };
    expect(await postEvents(nobody, [order(1)])).toMatchObject({
      why: { code: 'client.not_reached', cause: expect.stringContaining('http://127.0.0.1:9') },
    });
  });
});

describe('reading results', () => {
  const page = { results: [], cursor: 'next', more: false };

  it('continues from the cursor, and tries again like sending', async () => {
    first(problem(503, 'bridge.unavailable', { 'retry-after': '2' }), { status: 200, body: page });
    expect(await readResults(key, 'a/b c', options)).toEqual(page);
    expect(got[1]?.url).toBe('/v1/shops/s1/results?after=a%2Fb+c');
    expect(claimsOf(got[1] as Got).htu).toBe(`${key.bridge}${got[1]?.url}`);
    expect(waits).toEqual([2000]);
  });

  it('begins with the first result without a cursor', async () => {
    first({ status: 200, body: page });
    await readResults(key);
    expect(got[0]?.url).toBe('/v1/shops/s1/results');
  });

  it('asks for explanations in the language of the options', async () => {
    first({ status: 200, body: page });
    await readResults(key, null, { language: 'nb' });
    expect(got[0]?.headers['accept-language']).toBe('nb');
  });

  it('throws a BridgeError with code, cause and remedy if the bridge refuses', async () => {
    first(problem(400, 'results.bad_cursor'));
    const fault: unknown = await readResults(key, 'wrong', options).catch((thrown: unknown) => thrown);
    expect(fault).toBeInstanceOf(BridgeError);
    expect(fault).toMatchObject({
      message: 'results.bad_cursor: This is why. Do that.',
      why: { code: 'results.bad_cursor', remedy: 'Do that.' },
    });
  });
});

describe('a key file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kontor-key-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('may contain more fields than the client needs, as kontor shop add prints them', async () => {
    const file = join(folder, 'shop.json');
    await writeFile(file, JSON.stringify({ ...key, name: 'Nordlys', url: 'https://nordlys.example' }, null, 2));
    expect(await readKeyFile(file)).toEqual(key);
  });

  it('is refused with the name of the missing or wrong field, and without the key in the message', () => {
    const secret = key.privateKey.d;
    const messageOf = (text: string): string => {
      try {
        readKey(text, 'shop.json');
        return 'read';
      } catch (fault) {
        return fault instanceof Error ? fault.message : '';
      }
    };
    const { keyId: _, ...rest } = key;
    expect(messageOf(JSON.stringify(rest))).toMatch(/^shop\.json is no key of a shop: keyId: /);
    expect(messageOf(`${JSON.stringify(key)}}`)).toMatch(/^shop\.json is no JSON\. Keep what `kontor shop add --json`/);
    const wrong = { ...key, privateKey: { ...key.privateKey, d: `${secret}x` } };
    for (const text of [JSON.stringify(wrong), `{${JSON.stringify(key)}`, JSON.stringify([key])]) {
      expect(messageOf(text)).not.toBe('read');
      expect(messageOf(text)).not.toContain(secret);
    }
  });

  it.each([
    ['bridge', 'https://kontor.example/'],
    ['bridge', 'https://kontor.example?x=1'],
    ['bridge', 'https://somebody:secret@kontor.example'],
    ['shop', '../../x?'],
  ])('is refused with %s %s, which would lead requests elsewhere', (field, value) => {
    expect(() => readKey(JSON.stringify({ ...key, [field]: value }))).toThrow(`${field}: `);
  });
});
