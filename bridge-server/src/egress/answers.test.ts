import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { listening } from '../../../tests/setup/listening.ts';
import { createLog } from '../log.ts';
import { createAddressPolicy } from './address.ts';
import { createEgress } from './send.ts';

const ended: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

const cap = 100_000;
async function ask(port: number, timeoutMs = 60_000) {
  const egress = createEgress({
    policyOf: () => createAddressPolicy({ privateHosts: ['127.0.0.1'], variable: 'KONTOR_TEST_PRIVATE_HOSTS' }),
    log: createLog({ level: 'silent' }),
    answerBytes: cap,
  });
  ended.push(() => egress.close());
  return egress.forCall({ system: 'test', budget: null, timeoutMs, correlationId: 'c-1' })({
    method: 'GET',
    url: `http://127.0.0.1:${port}/`,
  });
}
const vendor = (listener: RequestListener) => listening(createServer(listener), ended);
/** A server that says whatever bytes the test gives it, once it was asked; `closed`: the bridge has hung up. */
async function raw(says: (socket: Socket) => void) {
  let closed = () => undefined as void;
  const over = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const { port } = await listening(
    createTcpServer((socket) => {
      socket.once('data', () => says(socket));
      socket.once('close', closed);
    }),
    ended,
  );
  return { port, over };
}
/** Writes as long as the other side takes it. */
function pour(socket: Socket, piece: string): void {
  while (!socket.destroyed && socket.write(piece));
  if (!socket.destroyed) socket.once('drain', () => pour(socket, piece));
}

describe('an answer that has no end', () => {
  it('is cut when its body is larger than what is read, and the connection is given up', async () => {
    const { port, over } = await raw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      pour(socket, 'x'.repeat(10_000));
    });
    expect(await ask(port)).toMatchObject({ kind: 'unanswered', why: 'too_large' });
    await over;
  });

  it('is cut in chunks, too', async () => {
    const { port, over } = await raw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
      pour(socket, `3e8\r\n${'x'.repeat(1000)}\r\n`);
    });
    expect(await ask(port)).toMatchObject({ kind: 'unanswered', why: 'too_large' });
    await over;
  });

  it.each([
    ['one header', 'x'.repeat(1000)],
    ['headers', `x-more: ${'y'.repeat(50)}\r\n`],
  ])('is cut when it is in %s', async (_what, piece) => {
    const { port, over } = await raw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nx-first: ');
      pour(socket, piece);
    });
    expect(await ask(port)).toMatchObject({ kind: 'unanswered', why: 'cut' });
    await over;
  });

  it('is over with the time of the call, however slowly it comes: headers, body, and news without end that it will come', async () => {
    for (const [first, piece] of [
      ['HTTP/1.1 200 OK\r\nx-slow: ', 'y'],
      ['HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n', 'y'],
      ['', 'HTTP/1.1 102 Processing\r\n\r\n'],
    ] as const) {
      const { port, over } = await raw((socket) => {
        socket.write(first);
        const drip = setInterval(() => socket.write(piece), 20);
        socket.once('close', () => clearInterval(drip));
      });
      expect(await ask(port, 300)).toMatchObject({ kind: 'unanswered', why: 'timeout' });
      await over;
    }
  });
});

describe('an answer that is announced larger than what is read', () => {
  it('is given up before its body', async () => {
    const { port, over } = await raw((socket) => socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${cap + 1}\r\n\r\n`));
    // The body never comes, so that only the announcement can end the call before its time.
    expect(await ask(port, 60_000)).toMatchObject({ kind: 'unanswered', why: 'too_large' });
    await over;
  });

  it('is read when it is exactly as large', async () => {
    const { port } = await vendor((_req, res) => res.writeHead(200, { 'content-length': cap }).end('x'.repeat(cap)));
    expect(await ask(port)).toMatchObject({ kind: 'answer', status: 200 });
  });
});

describe('a compressed answer', () => {
  it('is not asked for, and a small one that would be huge is never unpacked', async () => {
    const asked: unknown[] = [];
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    expect(bomb.byteLength).toBeLessThan(cap);
    const { port } = await vendor((req, res) => {
      asked.push(req.headers['accept-encoding']);
      res.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' }).end(bomb);
    });
    const sent = await ask(port);
    expect(sent).toMatchObject({ kind: 'answer', status: 200, headers: { 'content-encoding': 'gzip' } });
    expect(sent.kind === 'answer' && sent.body.length).toBeLessThanOrEqual(bomb.byteLength);
    expect(asked).toEqual([undefined]);
  });
});
