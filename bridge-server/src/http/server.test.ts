import { createServer, Agent, get, type IncomingMessage, type RequestListener } from 'node:http';
import { connect } from 'node:net';
import { startServer } from './server.ts';

async function running(app: RequestListener) {
  const started = await startServer(app, { host: '127.0.0.1', port: 0 });
  if (!started.ok) throw new Error(started.error.code);
  return started.value;
}
/** Requests the address and reads the whole answer. */
const request = (port: number, agent: Agent) =>
  new Promise<{ status: number | undefined; body: string; connection: string | undefined }>((resolve, reject) => {
    get({ host: '127.0.0.1', port, agent }, (answer: IncomingMessage) => {
      let body = '';
      answer.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      answer.on('end', () => resolve({ status: answer.statusCode, body, connection: answer.headers.connection }));
    }).on('error', reject);
  });

describe('the server', () => {
  it('finishes running requests when it closes, and takes no new connections', async () => {
    let answer: () => void = () => undefined;
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const server = await running((_req, res) => {
      answer = () => res.end('whole answer');
      arrive();
    });
    const agent = new Agent({ keepAlive: true });
    const slow = request(server.address.port, agent);
    await arrived;
    let closed = false;
    const closing = server.close().then(() => {
      closed = true;
    });
    await expect(request(server.address.port, new Agent())).rejects.toThrow(/ECONNREFUSED/);
    expect(closed).toBe(false);
    answer();
    expect(await slow).toMatchObject({ status: 200, body: 'whole answer' });
    await closing;
    agent.destroy();
  });

  it('closes without waiting for an idle connection that is kept alive', async () => {
    const server = await running((_req, res) => res.end('x'));
    const agent = new Agent({ keepAlive: true });
    await request(server.address.port, agent);
    await server.close();
    agent.destroy();
  });

  it('cuts requests that still run when the grace period is over', async () => {
    let arrived: () => void = () => undefined;
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const server = await running(() => arrived());
    const socket = connect(server.address.port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    const ended = new Promise((resolve) => {
      socket.on('close', resolve);
    });
    await arrival;
    await server.close(50);
    await ended;
  });

  it('says why it cannot listen when the port is in use', async () => {
    const occupant = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => {
      occupant.once('listening', resolve);
    });
    const address = occupant.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    expect(await startServer(() => undefined, { host: '127.0.0.1', port: address.port })).toEqual({
      ok: false,
      error: {
        code: 'server.cannot_listen',
        case: 'in_use',
        values: { host: '127.0.0.1', port: String(address.port), fault: 'EADDRINUSE' },
      },
    });
    occupant.close();
  });
});
