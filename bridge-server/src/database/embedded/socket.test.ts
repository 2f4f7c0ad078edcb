import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isListenedOn, socketOf } from './socket.ts';

describe('the socket of the embedded PostgreSQL', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kontor-socket-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('lies in the data folder, unless its path would be longer than 100 bytes', () => {
    const tail = '/.s.PGSQL.5432';
    const longest = `/${'x'.repeat(100 - tail.length - 1)}`;
    expect(socketOf({ dataFolder: longest }, { port: 5432 })).toBe(longest + tail);
    expect(socketOf({ dataFolder: longest }, { port: 15432 })).toBeNull();
    // Bytes count, not characters.
    expect(socketOf({ dataFolder: longest.replace('x', 'ø') }, { port: 5432 })).toBeNull();
  });

  it('is listened on while a server has it open, and not when the server was killed or never ran', async () => {
    const path = join(folder, 'socket');
    expect(await isListenedOn(path)).toBe(false);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(path, resolve));
    expect(await isListenedOn(path)).toBe(true);
    // A server removes its socket at its end, and a killed one cannot. The renamed socket stays behind like the latter.
    const leftBehind = join(folder, 'left-behind');
    await rename(path, leftBehind);
    expect(await isListenedOn(leftBehind)).toBe(true);
    await new Promise((resolve) => server.close(resolve));
    expect(await isListenedOn(leftBehind)).toBe(false);
  });

  it('is not listened on when a file or a folder has its name', async () => {
    await writeFile(join(folder, 'file'), '');
    await mkdir(join(folder, 'folder'));
    expect(await isListenedOn(join(folder, 'file'))).toBe(false);
    expect(await isListenedOn(join(folder, 'folder'))).toBe(false);
  });
});
