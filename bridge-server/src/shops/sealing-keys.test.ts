import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keysInFolder } from './sealing-keys.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kontor-keys-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the keys in the data folder', () => {
  const readAll = async (keys: ReturnType<typeof keysInFolder>) =>
    (await keys.read()).map((key) => Buffer.from(key).toString('base64'));

  it('start with one key, the same for two processes that start at the same time', async () => {
    const [inOneProcess, inAnother] = await Promise.all([readAll(keysInFolder(folder)), readAll(keysInFolder(folder))]);
    expect(inOneProcess).toHaveLength(1);
    expect(inAnother).toEqual(inOneProcess);
  });

  it('get a new key in front, which other processes see and only the owner of the file can read', async () => {
    const [makingProcess, otherProcess] = [keysInFolder(folder), keysInFolder(folder)];
    const formerKeys = await readAll(otherProcess);

    await makingProcess.make?.();

    const keys = await readAll(otherProcess);
    expect(keys).toEqual([expect.any(String), ...formerKeys]);
    expect(new Set(keys).size).toBe(2);
    expect((await stat(join(folder, 'sealing.key'))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['sealing.key']);
    expect((await readFile(join(folder, 'sealing.key'), 'utf8')).split('\n')).toEqual([...keys, '']);
  });
});
