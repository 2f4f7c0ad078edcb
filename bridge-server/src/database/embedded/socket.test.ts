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

  it('lies in PostgreSQL’s folder while its path has at most 100 bytes', () => {
    const tail = '/.s.PGSQL.5432';
    const longest = `/${'x'.repeat(100 - tail.length - 1)}`;
    expect(socketOf({ dataFolder: longest }, { port: 5432 })).toBe(longest + tail);
    expect(socketOf({ dataFolder: longest }, { port: 15432 })).toBeNull();
    // Bytes count, not signs.
    expect(socketOf({ dataFolder: longest.replace('x', 'ø') }, { port: 5432 })).toBeNull();
  });

  it('is listened on while a server has it open, and not where the server was killed or never was', async () => {
    const path = join(folder, 'socket');
    expect(await isListenedOn(path)).toBe(false);
    const server = createServer();
    await new Promise<void>((done) => server.listen(path, done));
    expect(await isListenedOn(path)).toBe(true);
    // The server would remove it at its end, as one that is killed does not.
    const left = join(folder, 'left');
    await rename(path, left);
    expect(await isListenedOn(left)).toBe(true);
    await new Promise((done) => server.close(done));
    expect(await isListenedOn(left)).toBe(false);
  });

  it('is not listened on where something else lies in its place', async () => {
    await writeFile(join(folder, 'file'), '');
    await mkdir(join(folder, 'folder'));
    expect(await isListenedOn(join(folder, 'file'))).toBe(false);
    expect(await isListenedOn(join(folder, 'folder'))).toBe(false);
  });
});
