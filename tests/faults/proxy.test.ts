import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { until } from '../setup/until.ts';
import { openLine, type Line, type Stall } from './proxy.ts';

describe('a line that is held up', () => {
  let heard: string;
  let ended: boolean;
  let line: Line;
  let client: Socket;
  const server = createServer((socket) => {
    socket.on('data', (bytes) => {
      heard += bytes.toString();
      socket.write(`so ${bytes.toString()}`);
    });
    socket.on('close', () => {
      ended = true;
    });
    socket.on('error', () => undefined);
  });
  beforeAll(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(() => {
    server.close();
  });
  beforeEach(async () => {
    [heard, ended] = ['', false];
    line = await openLine((server.address() as AddressInfo).port);
    client = connect(line.port, '127.0.0.1');
    client.on('error', () => undefined);
    client.write('first');
    await once(client, 'data');
  });
  afterEach(async () => {
    client.destroy();
    await line.close();
  });

  /** Stalls the line until it holds some bytes. */
  const stalled = (stall: Pick<Stall, 'direction' | 'ends'>) =>
    line.stall({ ...stall, over: until(() => line.held > 0), hits: () => true });

  it('delivers a held request late, even if its sender has gone meanwhile', async () => {
    const over = stalled({ direction: 'asking', ends: 'late' });
    client.write(' second');
    client.end();
    await over;
    await until(() => ended);
    expect(heard).toBe('first second');
  });

  it('loses a held request, and ends the connection', async () => {
    const over = stalled({ direction: 'asking', ends: 'lost' });
    client.write(' second');
    await over;
    await until(() => ended && client.destroyed);
    expect(heard).toBe('first');
  });

  it('loses a held answer after the request has arrived', async () => {
    const over = stalled({ direction: 'answering', ends: 'lost' });
    let answered = false;
    client.once('data', () => {
      answered = true;
    });
    client.write(' second');
    await over;
    await until(() => ended && client.destroyed);
    expect(heard).toBe('first second');
    expect(answered).toBe(false);
  });
});
