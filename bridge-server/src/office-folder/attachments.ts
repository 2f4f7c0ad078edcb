import { hash } from 'node:crypto';
import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileLimitBytes } from '@kontor/shared/api/files';
import { inFolder, systemCodeOf } from './fault.ts';
import { attachmentFileOf, attachmentsFolderOf, hashInName } from './names.ts';
import { openPlainFile } from './plain-file.ts';
import { keepNames, writeSafely } from './safe-write.ts';

/** The attachments of a document, such as scans. They lie in a folder of their own, and may say how ill somebody is. */

export interface AttachedFile {
  sha256: string;
  mediaType: string;
  bytes: Uint8Array;
}

/**
 * Makes the folder anew and writes the files into it, one after the other. Returns when they are on the disk. Whatever
 * had the folder's name before is removed; a link is removed and not followed.
 */
export async function writeAttachments(place: string, files: AsyncIterable<AttachedFile>): Promise<void> {
  const folder = dirname(place);
  await inFolder(folder, async () => {
    await rm(place, { recursive: true, force: true });
    await mkdir(place, { mode: 0o750 });
  });
  for await (const file of files)
    await inFolder(folder, () => writeSafely(join(place, attachmentFileOf(file)), file.bytes));
  await inFolder(folder, () => keepNames(place));
}

/** Whether the folder holds the attachments with these names, whole, and no other. Without names: whether it is absent. */
export async function areAttachmentsThere(place: string, names: readonly string[]): Promise<boolean> {
  const kind = await lstat(place).catch(nothingThere);
  if (kind === null || names.length === 0) return kind === null && names.length === 0;
  if (!kind.isDirectory()) return false;
  const there = (await readdir(place)).filter((name) => hashInName(name) !== null);
  if (there.length !== names.length) return false;
  for (const name of names) if (!(await isWhole(join(place, name), name))) return false;
  return true;
}

/** Removes the folder with the attachments of a document, if there is one. */
export const removeAttachments = (folder: string, name: string): Promise<void> =>
  rm(join(folder, attachmentsFolderOf(name)), { recursive: true, force: true });

/** Whether the bytes of the file are those that its name promises. */
async function isWhole(path: string, name: string): Promise<boolean> {
  const file = await openPlainFile(path);
  if (!file) return false;
  try {
    const { size } = await file.stat();
    return size <= fileLimitBytes && hash('sha256', await file.readFile(), 'hex') === hashInName(name);
  } finally {
    await file.close();
  }
}

function nothingThere(fault: unknown): null {
  if (systemCodeOf(fault) === 'ENOENT') return null;
  throw fault;
}
