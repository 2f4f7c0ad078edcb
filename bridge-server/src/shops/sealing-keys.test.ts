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
  const text = async (keys: ReturnType<typeof keysInFolder>) =>
    (await keys.read()).map((key) => Buffer.from(key).toString('base64'));

  it('begin with one, the same for whoever comes at the same moment', async () => {
    const [one, other] = await Promise.all([text(keysInFolder(folder)), text(keysInFolder(folder))]);
    expect(one).toEqual(other);
    expect(one).toHaveLength(1);
  });

  it('get a new one in front, seen by every process, and only their owner reads them', async () => {
    const [here, there] = [keysInFolder(folder), keysInFolder(folder)];
    const before = await text(there);
    await here.make?.();
    const after = await text(there);
    expect(after).toEqual([expect.any(String), ...before]);
    expect(new Set(after).size).toBe(2);
    expect((await stat(join(folder, 'sealing.key'))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['sealing.key']);
    expect((await readFile(join(folder, 'sealing.key'), 'utf8')).split('\n')).toEqual([...after, '']);
  });
});
