import { constants } from 'node:fs';
import { access, lstat, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { reason } from '../texts/reason.ts';
import { areAttachmentsThere, removeAttachments, writeAttachments, type AttachedFile } from './attachments.ts';
import { FolderFault, inFolder } from './fault.ts';
import { attachmentFileOf, attachmentsFolderOf, documentOfFile, reasonFileOf, unfinishedNameOf } from './names.ts';
import { openPlainFile } from './plain-file.ts';
import { readableText } from './readable-text.ts';
import { keepNames, writeSafely } from './safe-write.ts';

/**
 * A folder in which documents lie for an office. New documents lie in the folder itself, each with its attachments in a
 * folder beside it. The office moves the file of the document to `done`, which accepts it, or to `refused`, beside a text
 * file that says why. Whoever writes the documents takes these answers, and then removes the files.
 *
 * None of the folders is ever created here: below a network drive that is not connected, the documents would lie where
 * nobody looks for them. The office may put anything into the folder, so links are never followed.
 */

/** What the office says of a document by moving its file. `cause`: why it refuses; null: it does not say why. */
export type FolderAnswer = { name: string } & ({ kind: 'accepted' } | { kind: 'refused'; cause: string | null });

export const answerFolders = { accepted: 'done', refused: 'refused' } as const;

/** The files that wait for the office, by name, and its answers. */
export interface FolderContent {
  waiting: ReadonlySet<string>;
  answers: readonly FolderAnswer[];
}

/** The longest reason that is read, in bytes. */
const longestReason = 4096;

/** Reads the folder. Throws a `FolderFault` if it, or a folder for answers, cannot be read and written. */
export async function readFolder(folder: string): Promise<FolderContent> {
  const [waiting, accepted, refused] = await Promise.all([
    documentsIn(folder),
    documentsIn(join(folder, answerFolders.accepted)),
    documentsIn(join(folder, answerFolders.refused)),
  ]);
  return {
    waiting: new Set(waiting),
    answers: [
      ...accepted.map((name): FolderAnswer => ({ name, kind: 'accepted' })),
      ...(await Promise.all(
        refused.map(async (name): Promise<FolderAnswer> => ({
          name,
          kind: 'refused',
          cause: await causeOf(folder, name),
        })),
      )),
    ],
  };
}

/** A document to write. `attachments`: in what kind each file is; `open`: reads the files, one after the other. */
export interface WrittenDocument {
  name: string;
  bytes: Uint8Array;
  attachments: {
    files: readonly Omit<AttachedFile, 'bytes'>[];
    open(): AsyncIterable<AttachedFile>;
  };
}

/**
 * Writes a document so that the office sees it whole or not at all, and so that a power failure does not undo it. Its
 * attachments appear before it. `mayAppear`: asked immediately before anything appears; false: nothing does.
 */
export async function writeDocument(
  folder: string,
  { name, bytes, attachments: { files, open } }: WrittenDocument,
  mayAppear: () => Promise<boolean>,
): Promise<boolean> {
  const part = join(folder, unfinishedNameOf(name));
  const attachments = join(folder, attachmentsFolderOf(name));
  const attachmentsPart = join(folder, unfinishedNameOf(attachmentsFolderOf(name)));
  const names = files.map(attachmentFileOf);
  await inFolder(folder, async () => {
    await rm(part, { force: true });
    await writeSafely(part, bytes);
  });
  const areThere = await inFolder(folder, () => areAttachmentsThere(attachments, names));
  if (!areThere && names.length > 0) await writeAttachments(attachmentsPart, open());
  const isAllowed = await mayAppear();
  return inFolder(folder, async () => {
    if (!isAllowed) {
      for (const path of [part, attachmentsPart]) await rm(path, { recursive: true, force: true });
      return false;
    }
    if (!areThere) {
      await removeAttachments(folder, name);
      if (names.length > 0) await rename(attachmentsPart, attachments);
      await keepNames(folder);
    }
    await rename(part, join(folder, name));
    await keepNames(folder);
    return true;
  });
}

/** Removes the files of an answer that was taken, also if the office has moved the attachments with the document. */
export async function removeAnswer(folder: string, { kind, name }: FolderAnswer): Promise<void> {
  const place = join(folder, answerFolders[kind]);
  await inFolder(place, async () => {
    for (const where of [folder, place]) await removeAttachments(where, name);
    // The document goes last: without it, the rest would stay behind for ever.
    if (kind === 'refused') await rm(join(place, reasonFileOf(name)), { force: true });
    await rm(join(place, name), { force: true });
  });
}

/** The names of the documents in a folder, which must be one in which files may be made and removed. */
async function documentsIn(folder: string): Promise<string[]> {
  return inFolder(folder, async () => {
    if (!(await lstat(folder)).isDirectory()) throw new FolderFault(reason('office_folder.missing', { folder }));
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && documentOfFile(entry.name) !== null)
      .map(({ name }) => name)
      .sort();
  });
}

/** What the file beside a refused document says; null: there is none, or it says nothing. */
async function causeOf(folder: string, name: string): Promise<string | null> {
  const file = await openPlainFile(join(folder, answerFolders.refused, reasonFileOf(name)));
  if (!file) return null;
  try {
    const buffer = Buffer.alloc(longestReason);
    const { bytesRead } = await file.read(buffer, 0, longestReason, 0);
    return readableText(buffer.subarray(0, bytesRead)) || null;
  } finally {
    await file.close();
  }
}
