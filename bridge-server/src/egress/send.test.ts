import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createLog } from '../log.ts';
import { createAddressPolicy, type AddressPolicy } from './address.ts';
import type { Budget } from './budget.ts';
import { createEgress, type Call, type EgressParts } from './send.ts';

const ended: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  ended.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}
const vendor = (listener: RequestListener) => listening(createServer(listener));
const tcp = (onConnection: (socket: Socket) => void) =>
  listening(
    createTcpServer((socket) => {
      socket.on('error', () => undefined);
      onConnection(socket);
    }),
  );

/** Until a connection whose answer just ended is free again. */
const idle = () =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

const variable = 'KONTOR_OFFICE_PRIVATE_HOSTS';
/** An egress that may reach this machine. */
function way(changed: Partial<EgressParts> & { call?: Partial<Call>; policy?: AddressPolicy } = {}) {
  const { call, policy = createAddressPolicy({ privateHosts: ['127.0.0.1'], variable }), ...parts } = changed;
  const lines: string[] = [];
  const log = createLog({ level: 'info', destination: { write: (line: string) => void lines.push(line) } });
  const egress = createEgress({ policyOf: () => policy, log, ...parts });
  ended.push(() => egress.close());
  return {
    send: egress.forCall({ budget: null, timeoutMs: 60_000, correlationId: 'c-1', system: 'office', ...call }),
    lines,
  };
}

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
  it('is answered with status, headers and body', async () => {
    const port = await vendor((req, res) => {
      let body = '';
      req.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      req.on('end', () =>
        res
          .writeHead(201, {
            'X-Seen': `${req.method} ${req.url} ${String(req.headers['x-correlation-id'])} ${String(req.headers.authorization)}`,
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

  it('does not follow redirects', async () => {
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

  it('keeps its connection for the next one', async () => {
    let connections = 0;
    const server = createServer((_req, res) => res.end('x')).on('connection', () => {
      connections += 1;
    });
    const port = await listening(server);
    const { send } = way();
    for (let time = 0; time < 3; time += 1) {
      await send({ method: 'GET', url: `http://127.0.0.1:${port}/` });
      await idle();
    }
    expect(connections).toBe(1);
  });
});

describe('nothing was sent when', () => {
  it('nobody listens', async () => {
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

  it('no secure connection comes about', async () => {
    const port = await tcp((socket) => socket.end('no TLS here'));
    const { send } = way();
    expect(await send({ method: 'POST', url: `https://127.0.0.1:${port}/`, body: 'x' })).toMatchObject({
      kind: 'not_sent',
      why: 'connection_refused',
    });
  });

  it('the connection does not come about in time', async () => {
    const received: Buffer[] = [];
    const port = await tcp((socket) => socket.on('data', (data: Buffer) => received.push(data)));
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

  it('the request itself is impossible', async () => {
    const port = await vendor((_req, res) => res.end());
    expect(
      await way().send({ method: 'GET', url: `http://127.0.0.1:${port}/`, headers: { 'x-bad': 'a\nb' } }),
    ).toMatchObject({ kind: 'not_sent', why: 'address_refused' });
  });

  it('the deadline is over before, or while the connection is made', async () => {
    let requests = 0;
    const port = await vendor((_req, res) => {
      requests += 1;
      res.end();
    });
    for (const asked of [0, 1]) {
      let times = 0;
      const deadline = () => (times++ < asked ? Date.now() + 60_000 : Date.now() - 1);
      const { send } = way({ call: { deadline } });
      expect(await send({ method: 'POST', url: `http://127.0.0.1:${port}/`, body: 'x' })).toMatchObject({
        kind: 'not_sent',
        why: 'deadline',
      });
      expect(times).toBe(asked + 1);
    }
    expect(requests).toBe(0);
  });

  it('the budget has no room or cannot be read', async () => {
    let requests = 0;
    const port = await vendor((_req, res) => {
      requests += 1;
      res.end();
    });
    const request = { method: 'GET', url: `http://127.0.0.1:${port}/` } as const;
    const full = way({ call: { budget: budgetOf({ kind: 'full', retryAfterMs: 1_200 }).budget } });
    expect(await full.send(request)).toMatchObject({ kind: 'not_sent', why: 'no_budget', retryAfterSeconds: 2 });
    const broken = way({
      call: {
        budget: {
          take: async () => {
            throw new Error('away');
          },
          pause: async () => undefined,
        },
      },
    });
    expect(await broken.send(request)).toMatchObject({ kind: 'not_sent', why: 'no_budget', retryAfterSeconds: 5 });
    expect(requests).toBe(0);
    expect(await full.send({ ...request, budget: 'free' })).toMatchObject({ kind: 'answer', status: 200 });
  });
});

describe('it may have been sent when', () => {
  it('the answer does not come, or not whole, in time', async () => {
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

  it('the connection is cut before or within the answer', async () => {
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
    'a kept connection turns out to be closed, and a %s is not repeated',
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
      // Whatever were sent again would have arrived by the time that something later has its answer.
      expect(await send({ method: 'GET', url: `http://127.0.0.1:${port}/first` })).toMatchObject({ kind: 'answer' });
      expect([received, connections]).toEqual([['/first', '/second', '/first'], 2]);
    },
  );

  it('the answer is too large', async () => {
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
  ])('rests after 429 with Retry-After %s', async (header, expected) => {
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
