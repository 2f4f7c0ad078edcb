import { randomBytes } from 'node:crypto';
import { link, open, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The source of a process's sealing keys, of 32 bytes each. */
export interface SealingKeys {
  /**
   * First the key that should be in charge, then former keys, which open secrets that a rotation has not reached yet.
   */
  read(): Promise<readonly Uint8Array[]>;
  /**
   * Makes a new key and puts it first. Only one process may do so at a time. Null: the keys come from the operator, so
   * the bridge makes none.
   */
  make: (() => Promise<void>) | null;
}

/** Keys from the settings of the process. They stay the same until the process ends. */
export const keysFromSettings = (key: Uint8Array, former: readonly Uint8Array[]): SealingKeys => ({
  read: async () => [key, ...former],
  make: null,
});

/**
 * Keys from the file `sealing.key` in the data folder, beside the embedded PostgreSQL: one key in each line, in base64.
 * The first read makes the file with one key. Only the file's owner can read it.
 */
export function keysInFolder(folder: string): SealingKeys {
  const file = join(folder, 'sealing.key');
  const newKey = (): string => `${randomBytes(32).toString('base64')}\n`;
  const read = async (): Promise<string> => {
    const existing = await readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
      if (fault.code !== 'ENOENT') throw fault;
      return null;
    });
    if (existing !== null) return existing;
    // Written under another name first, so that a process that starts at the same time never reads half a file.
    const draft = `${file}.${randomBytes(6).toString('hex')}`;
    await writeFile(draft, newKey(), { mode: 0o600, flag: 'wx' });
    await link(draft, file).catch((fault: NodeJS.ErrnoException) => {
      // Another process was faster: its key counts.
      if (fault.code !== 'EEXIST') throw fault;
    });
    await unlink(draft);
    return readFile(file, 'utf8');
  };
  return {
    read: async () =>
      (await read())
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => Buffer.from(line, 'base64')),
    async make() {
      const keys = newKey() + (await read());
      // The new key must be on the disk before anything is sealed with it, and no reader may see half a file.
      const draft = await open(`${file}.new`, 'w', 0o600);
      await draft
        .writeFile(keys)
        .then(() => draft.sync())
        .finally(() => draft.close());
      await rename(`${file}.new`, file);
      const directory = await open(folder, 'r');
      await directory.sync().finally(() => directory.close());
    },
  };
}
