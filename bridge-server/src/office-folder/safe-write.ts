import { open } from 'node:fs/promises';
import { systemCodeOf } from './fault.ts';

/** Writes a new file, and returns when it is on the disk. */
export async function writeSafely(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o640);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Returns when the names of the files in the folder are on the disk. Windows has no way to wait for that. */
export async function keepNames(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } catch (fault) {
    // Some network drives cannot do it.
    if (!['EINVAL', 'ENOTSUP'].includes(systemCodeOf(fault))) throw fault;
  } finally {
    await directory.close();
  }
}
