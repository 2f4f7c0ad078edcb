import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { listening } from '../../../tests/setup/listening.ts';
import { createLog } from '../log.ts';
import { createAddressPolicy, type AddressPolicy } from './address.ts';
import type { Budget } from './budget.ts';
import { createEgress, type Call, type EgressParts } from './send.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const portOf = async (server: Server) => (await listening(server, cleanUps)).port;
const vendor = (listener: RequestListener) => portOf(createServer(listener));
const tcp = (onConnection: (socket: Socket) => void) => portOf(createTcpServer(onConnection));

/** Waits until the connection of an answer that has just ended is free again. */
const idle = () =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

const variable = 'KONTOR_OFFICE_PRIVATE_HOSTS';
/** An egress that may connect to this machine, and the lines of its log. */
function way(options: Partial<EgressParts> & { call?: Partial<Call>; policy?: AddressPolicy } = {}) {
  const { call, policy = createAddressPolicy({ privateHosts: ['127.0.0.1'], variable }), ...parts } = options;
  const lines: string[] = [];
  const log = createLog({ level: 'info', destination: { write: (line: string) => void lines.push(line) } });
  const egress = createEgress({ policyOf: () => policy, log, ...parts });
  cleanUps.push(() => egress.close());
  return {
    send: egress.forCall({ budget: null, timeoutMs: 60_000, correlationId: 'c-1', system: 'office', ...call }),
    lines,
  };
}

/** A budget that always answers with this turn, and notes its calls. */
function budgetOf(turn: Awaited<ReturnType<Budget['take']>> = { kind: 'place' }) {
  const calls: string[] = [];
  const budget: Budget = {
    take: async ({ url }) => {
      calls.push(`take ${new URL(url).pathname}`);
      return turn;
    },
    pause: async ({ url }, seconds) => {
      calls.push(`pause ${new URL(url).pathname} ${seconds}`);
    },
  };
  return { budget, calls };
}

describe('a request that leaves the bridge', () => {
  it('brings status, headers and body of the answer, and is logged without anything confidential', async () => {
    const port = await vendor((req, res) => {
      let body = '';
      req.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      req.on('end', () =>
        res
          .writeHead(201, {
            'X-Seen': [req.method, req.url, req.headers['x-correlation-id'], req.headers.authorization].join(' '),
          })
          .end(`${body} ✓`),
      );
    });
    const { send, lines } = way();
    const sent = await send({
      method: 'POST',
      url: `http://127.0.0.1:${port}/orders?token=hidden-1`,
      headers: { authorization: 'Bearer hidden-2' },
      body: 'hidden-3 æøå',
    });
    expect(sent).toMatchObject({
      kind: 'answer',
      status: 201,
      headers: { 'x-seen': 'POST /orders?token=hidden-1 c-1 Bearer hidden-2' },
      body: 'hidden-3 æøå ✓',
    });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      method: 'POST',
      host: `127.0.0.1:${port}`,
      path: '/orders',
      status: 201,
      ms: expect.any(Number) as unknown,
      correlationId: 'c-1',
    });
    expect(lines.join('')).not.toContain('hidden');
  });

  it('does not follow a redirect', async () => {
    const seen: (string | undefined)[] = [];
    const port = await vendor((req, res) => {
      seen.push(req.url);
      res.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await way().send({ method: 'GET', url: `http://127.0.0.1:${port}/here` })).toMatchObject({
      kind: 'answer',
      status: 307,
    });
    expect(seen).toEqual(['/here']);
  });

  it('leaves its connection to the next request', async () => {
    const server = createServer((_req, res) => res.end('x'));
    const { port, connections } = await listening(server, cleanUps);
    const { send } = way();
    for (let time = 0; time < 3; time += 1) {
      await send({ method: 'GET', url: `http://127.0.0.1:${port}/` });
      await idle();
    }
    expect(connections()).toBe(1);
  });
});

describe('a request is not sent when', () => {
  it('nobody listens at the address', async () => {
    const closed = createTcpServer();
    await new Promise<void>((resolve) => {
      closed.listen(0, '127.0.0.1', resolve);
    });
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => {
      closed.close(resolve);
    });
    expect(await way().send({ method: 'POST', url: `http://127.0.0.1:${port}/`, body: 'x' })).toMatchObject({
      kind: 'not_sent',
      why: 'connection_refused',
    });
  });

  it('the server does not speak TLS', async () => {
    const port = await tcp((socket) => socket.end('no TLS here'));
    const { send } = way();
    expect(await send({ method: 'POST', url: `https://127.0.0.1:${port}/`, body: 'x' })).toMatchObject({
      kind: 'not_sent',
      why: 'connection_refused',
    });
  });

  it('no connection can be opened in time', async () => {
    const port = await tcp((socket) => socket.resume());
    expect(
      await way({ call: { timeoutMs: 150 } }).send({ method: 'POST', url: `https://127.0.0.1:${port}/`, body: 'x' }),
    ).toMatchObject({ kind: 'not_sent', why: 'connection_refused' });
  });

  it('the name is unknown', async () => {
    const policy = createAddressPolicy({
      privateHosts: [],
      variable,
      resolve: (_name, _options, done) => done(Object.assign(new Error('unknown'), { code: 'ENOTFOUND' }), []),
    });
    expect(await way({ policy }).send({ method: 'GET', url: 'https://nowhere.example/' })).toMatchObject({
      kind: 'not_sent',
      why: 'name_unknown',
    });
  });

  it('the name leads to a private address', async () => {
    const policy = createAddressPolicy({
      privateHosts: [],
      variable,
      resolve: (_name, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
    });
    expect(await way({ policy }).send({ method: 'GET', url: 'https://rebinding.example/' })).toMatchObject({
      kind: 'not_sent',
      why: 'address_refused',
      what: { word: 'sent.private_address', values: { host: 'rebinding.example', variable } },
    });
  });

  it.each(['https://10.0.0.1/', 'http://example.com/', 'https://localhost/', 'nonsense'])(
    'the address is %s',
    async (url) => {
      expect(await way().send({ method: 'GET', url })).toMatchObject({ kind: 'not_sent', why: 'address_refused' });
    },
  );

  it('one of its headers is not valid', async () => {
    const port = await vendor((_req, res) => res.end());
    expect(
      await way().send({ method: 'GET', url: `http://127.0.0.1:${port}/`, headers: { 'x-bad': 'a\nb' } }),
    ).toMatchObject({ kind: 'not_sent', why: 'address_refused' });
  });

  it.each([
    { title: 'its deadline is over', readsInTime: 0 },
    { title: 'its deadline passes while the connection is opened', readsInTime: 1 },
  ])('$title', async ({ readsInTime }) => {
    let requests = 0;
    const port = await vendor((_req, res) => {
      requests += 1;
      res.end();
    });
    let reads = 0;
    const deadline = () => (reads++ < readsInTime ? Date.now() + 60_000 : Date.now() - 1);
    const { send } = way({ call: { deadline } });
    expect(await send({ method: 'POST', url: `http://127.0.0.1:${port}/`, body: 'x' })).toMatchObject({
      kind: 'not_sent',
      why: 'deadline',
    });
    expect(reads).toBe(readsInTime + 1);
    expect(requests).toBe(0);
  });

  it('the budget is full or cannot be read, unless the request needs no place in it', async () => {
    let requests = 0;
    const port = await vendor((_req, res) => {
      requests += 1;
      res.end();
    });
    const request = { method: 'GET', url: `http://127.0.0.1:${port}/` } as const;
    const full = way({ call: { budget: budgetOf({ kind: 'full', retryAfterMs: 1_200 }).budget } });
    expect(await full.send(request)).toMatchObject({ kind: 'not_sent', why: 'no_budget', retryAfterSeconds: 2 });
    const unreadable = way({
      call: {
        budget: {
          take: async () => {
            throw new Error('away');
          },
          pause: async () => undefined,
        },
      },
    });
    expect(await unreadable.send(request)).toMatchObject({ kind: 'not_sent', why: 'no_budget', retryAfterSeconds: 5 });
    expect(requests).toBe(0);
    expect(await full.send({ ...request, budget: 'free' })).toMatchObject({ kind: 'answer', status: 200 });
  });
});

describe('a request may have had its effect when', () => {
  it('its answer does not come in time, or only a part of it', async () => {
    const port = await vendor((req, res) => {
      if (req.url === '/never') return;
      res.write('a');
      const trickle = setInterval(() => res.write('a'), 20);
      res.on('close', () => clearInterval(trickle));
    });
    const { send } = way({ call: { timeoutMs: 3_000 } });
    for (const path of ['/never', '/trickle']) {
      expect(await send({ method: 'POST', url: `http://127.0.0.1:${port}${path}`, body: 'x' })).toMatchObject({
        kind: 'unanswered',
        why: 'timeout',
      });
    }
  });

  it('the connection is cut before or during the answer', async () => {
    const port = await tcp((socket) =>
      socket.once('data', (data) => {
        if (data.toString().startsWith('POST /within'))
          socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"half":');
        else if (data.toString().startsWith('POST /garbage')) socket.end('this is no HTTP\r\n\r\n');
        else socket.destroy();
      }),
    );
    const { send } = way();
    for (const path of ['/before', '/within', '/garbage']) {
      expect(await send({ method: 'POST', url: `http://127.0.0.1:${port}${path}`, body: 'x' })).toMatchObject({
        kind: 'unanswered',
        why: 'cut',
      });
    }
  });

  it.each(['GET', 'POST', 'PUT'] as const)(
    'a connection that was kept open turns out to be closed; a %s is then not repeated',
    async (method) => {
      const received: string[] = [];
      let connections = 0;
      const port = await tcp((socket) => {
        connections += 1;
        socket.on('data', (data) => {
          received.push(data.toString().split(' ')[1] ?? '');
          if (data.toString().includes(' /first '))
            socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1\r\nconnection: keep-alive\r\n\r\nx');
          else socket.resetAndDestroy();
        });
      });
      const { send } = way();
      expect(await send({ method: 'GET', url: `http://127.0.0.1:${port}/first` })).toMatchObject({
        kind: 'answer',
        body: 'x',
      });
      await idle();
      expect(await send({ method, url: `http://127.0.0.1:${port}/second` })).toMatchObject({
        kind: 'unanswered',
        why: 'cut',
      });
      // A repeated request would have arrived before the answer to this later one.
      expect(await send({ method: 'GET', url: `http://127.0.0.1:${port}/first` })).toMatchObject({ kind: 'answer' });
      expect(received).toEqual(['/first', '/second', '/first']);
      expect(connections).toBe(2);
    },
  );

  it('its answer is too large', async () => {
    const port = await vendor((_req, res) => res.end('x'.repeat(1_001)));
    const { send } = way({ answerBytes: 1_000 });
    expect(await send({ method: 'GET', url: `http://127.0.0.1:${port}/` })).toMatchObject({
      kind: 'unanswered',
      why: 'too_large',
    });
  });
});

describe('the budget', () => {
  it.each([
    ['7', 'pause /orders 7'],
    [undefined, 'pause /orders 1'],
    ['9999', 'pause /orders 60'],
  ])('is paused after a 429 with Retry-After %s', async (header, expected) => {
    const port = await vendor((_req, res) =>
      res.writeHead(429, header === undefined ? {} : { 'retry-after': header }).end(),
    );
    const { budget, calls } = budgetOf();
    expect(
      await way({ call: { budget } }).send({ method: 'GET', url: `http://127.0.0.1:${port}/orders` }),
    ).toMatchObject({
      kind: 'answer',
      status: 429,
    });
    expect(calls).toEqual(['take /orders', expected]);
  });
});
