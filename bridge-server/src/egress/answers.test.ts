import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { listening } from '../../../tests/setup/listening.ts';
import { createLog } from '../log.ts';
import { createAddressPolicy } from './address.ts';
import { createEgress } from './send.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const cap = 100_000;
async function ask(port: number, timeoutMs = 60_000) {
  const egress = createEgress({
    policyOf: () => createAddressPolicy({ privateHosts: ['127.0.0.1'], variable: 'KONTOR_TEST_PRIVATE_HOSTS' }),
    log: createLog({ level: 'silent' }),
    answerBytes: cap,
  });
  cleanUps.push(() => egress.close());
  return egress.forCall({ system: 'test', budget: null, timeoutMs, correlationId: 'c-1' })({
    method: 'GET',
    url: `http://127.0.0.1:${port}/`,
  });
}
const vendor = (listener: RequestListener) => listening(createServer(listener), cleanUps);
/**
 * A server that answers a request with whatever bytes the test writes. `closed`: the bridge has closed the connection.
 */
async function rawServer(answer: (socket: Socket) => void) {
  let close = () => undefined as void;
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  const { port } = await listening(
    createTcpServer((socket) => {
      socket.once('data', () => answer(socket));
      socket.once('close', close);
    }),
    cleanUps,
  );
  return { port, closed };
}
/** Writes the piece again and again, as long as the other side takes it. */
function pour(socket: Socket, piece: string): void {
  while (!socket.destroyed && socket.write(piece));
  if (!socket.destroyed) socket.once('drain', () => pour(socket, piece));
}

describe('an answer without an end', () => {
  it('is cut when its body becomes too large, and the connection is closed', async () => {
    const { port, closed } = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      pour(socket, 'x'.repeat(10_000));
    });
    expect(await ask(port)).toMatchObject({ kind: 'unanswered', why: 'too_large' });
    await closed;
  });

  it('is cut when its body comes in chunks', async () => {
    const { port, closed } = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
      pour(socket, `3e8\r\n${'x'.repeat(1000)}\r\n`);
    });
    expect(await ask(port)).toMatchObject({ kind: 'unanswered', why: 'too_large' });
    await closed;
  });

  it.each([
    ['one endless header', 'x'.repeat(1000)],
    ['more and more headers', `x-more: ${'y'.repeat(50)}\r\n`],
  ])('is cut when it has %s', async (_what, piece) => {
    const { port, closed } = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nx-first: ');
      pour(socket, piece);
    });
    expect(await ask(port)).toMatchObject({ kind: 'unanswered', why: 'cut' });
    await closed;
  });

  it.each([
    ['headers that drip', 'HTTP/1.1 200 OK\r\nx-slow: ', 'y'],
    ['a body that drips', 'HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n', 'y'],
    ['interim answers only', '', 'HTTP/1.1 102 Processing\r\n\r\n'],
  ])('is given up at the end of the call’s time when it has %s', async (_what, first, piece) => {
    const { port, closed } = await rawServer((socket) => {
      socket.write(first);
      const drip = setInterval(() => socket.write(piece), 20);
      socket.once('close', () => clearInterval(drip));
    });
    expect(await ask(port, 300)).toMatchObject({ kind: 'unanswered', why: 'timeout' });
    await closed;
  });
});

describe('an answer that announces its length', () => {
  it('is given up before its body when the length is too large', async () => {
    const { port, closed } = await rawServer((socket) =>
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${cap + 1}\r\n\r\n`),
    );
    // The body never comes, so only the announced length can end the call early.
    expect(await ask(port, 60_000)).toMatchObject({ kind: 'unanswered', why: 'too_large' });
    await closed;
  });

  it('is read when the length is exactly the largest allowed', async () => {
    const { port } = await vendor((_req, res) => res.writeHead(200, { 'content-length': cap }).end('x'.repeat(cap)));
    expect(await ask(port)).toMatchObject({ kind: 'answer', status: 200 });
  });
});

describe('a compressed answer', () => {
  it('is not asked for, and is never unpacked when it comes all the same', async () => {
    const acceptedEncodings: unknown[] = [];
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    expect(bomb.byteLength).toBeLessThan(cap);
    const { port } = await vendor((req, res) => {
      acceptedEncodings.push(req.headers['accept-encoding']);
      res.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' }).end(bomb);
    });
    const sent = await ask(port);
    expect(sent).toMatchObject({ kind: 'answer', status: 200, headers: { 'content-encoding': 'gzip' } });
    expect(sent.kind === 'answer' && sent.body.length).toBeLessThanOrEqual(bomb.byteLength);
    expect(acceptedEncodings).toEqual([undefined]);
  });
});
