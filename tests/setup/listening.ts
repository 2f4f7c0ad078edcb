import type { AddressInfo, Server, Socket } from 'node:net';

/** Lets the server listen on this machine. `ended` closes it with all its connections when the test ends. */
export async function listening(
  server: Server,
  ended: (() => unknown)[],
): Promise<{ port: number; connections: () => number }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  ended.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, connections: () => sockets.size };
}
