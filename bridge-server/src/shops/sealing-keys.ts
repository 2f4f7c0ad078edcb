import { randomBytes } from 'node:crypto';
import { link, open, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a process has its sealing keys from, 32 bytes each. */
export interface SealingKeys {
  /** The key that is to be in charge first, then former ones that open what was not sealed anew yet. */
  read(): Promise<readonly Uint8Array[]>;
  /** Makes a new key and puts it first; `null` where whoever runs the bridge gives the keys. Only one process may do so at a time. */
  make: (() => Promise<void>) | null;
}

/** Keys from the settings of the process: the same until it ends. */
export const givenKeys = (key: Uint8Array, former: readonly Uint8Array[]): SealingKeys => ({
  read: async () => [key, ...former],
  make: null,
});

/**
 * The keys in the data folder beside the embedded PostgreSQL: one in each line of `sealing.key`, in base64. The first is made
 * on first use; readable by its owner only.
 */
export function keysInFolder(folder: string): SealingKeys {
  const file = join(folder, 'sealing.key');
  const newKey = (): string => `${randomBytes(32).toString('base64')}\n`;
  const read = async (): Promise<string> => {
    const known = await readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
      if (fault.code !== 'ENOENT') throw fault;
      return null;
    });
    if (known !== null) return known;
    // Written whole under another name first: whoever comes at the same moment must not read an empty file.
    const own = `${file}.${randomBytes(6).toString('hex')}`;
    await writeFile(own, newKey(), { mode: 0o600, flag: 'wx' });
    await link(own, file).catch((fault: NodeJS.ErrnoException) => {
      if (fault.code !== 'EEXIST') throw fault;
    });
    await unlink(own);
    return readFile(file, 'utf8');
  };
  return {
    read: async () =>
      (await read())
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => Buffer.from(line, 'base64')),
    async make() {
      const longer = newKey() + (await read());
      // Whole and on the disk before anything is sealed with it, and never half a file for those who read meanwhile.
      const written = await open(`${file}.new`, 'w', 0o600);
      await written
        .writeFile(longer)
        .then(() => written.sync())
        .finally(() => written.close());
      await rename(`${file}.new`, file);
      const directory = await open(folder, 'r');
      await directory.sync().finally(() => directory.close());
    },
  };
}
