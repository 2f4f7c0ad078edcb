import { constants } from 'node:fs';
import { access, lstat, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reason } from '@kontor/shared/problem';
import { reason } from '../texts/reason.ts';
import { documentOfFile, reasonFileOf } from './names.ts';
import { readableText } from './readable-text.ts';

/**
 * A folder in which documents lie for an office. New documents lie in the folder itself. The office moves each file to
 * `done`, which accepts the document, or to `refused`, beside a text file that says why. Whoever writes the documents
 * takes these answers, and then removes the files.
 *
 * None of the folders is ever created here: below a network drive that is not connected, the documents would lie where
 * nobody looks for them. The office may put anything into the folder, so links are never followed.
 */

/** Why the folder cannot be used. */
export class FolderFault extends Error {
  readonly why: Reason;
  constructor(why: Reason) {
    super(why.code);
    this.why = why;
  }
}

/** What the office says of a document by moving its file. `cause`: why it refuses; null: it does not say why. */
export type FolderAnswer = { name: string } & ({ kind: 'accepted' } | { kind: 'refused'; cause: string | null });

const answerFolders = { accepted: 'done', refused: 'refused' } as const;

/** The files that wait for the office, by name, and its answers. */
export interface FolderContent {
  waiting: ReadonlySet<string>;
  answers: readonly FolderAnswer[];
}

/** Files that are being written begin with this, so that nobody takes them for documents. */
const unfinished = '.kontor-';

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

/**
 * Writes a document so that the office sees it whole or not at all, and so that a power failure does not undo it.
 * `mayAppear`: asked immediately before the file appears; false: it does not.
 */
export async function writeDocument(
  folder: string,
  name: string,
  bytes: Uint8Array,
  mayAppear: () => Promise<boolean> = () => Promise.resolve(true),
): Promise<boolean> {
  return at(folder, async () => {
    const part = join(folder, `${unfinished}${name}.part`);
    await rm(part, { force: true });
    await writeSafely(part, bytes);
    if (!(await mayAppear())) {
      await rm(part, { force: true });
      return false;
    }
    await rename(part, join(folder, name));
    await keepNames(folder);
    return true;
  });
}

/** Removes the files of an answer that was taken. */
export async function removeAnswer(folder: string, { kind, name }: FolderAnswer): Promise<void> {
  const place = join(folder, answerFolders[kind]);
  await at(place, async () => {
    // The document goes last: without it, the reason would stay behind for ever.
    if (kind === 'refused') await rm(join(place, reasonFileOf(name)), { force: true });
    await rm(join(place, name), { force: true });
  });
}

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
    if (!['EINVAL', 'ENOTSUP'].includes(codeOf(fault))) throw fault;
  } finally {
    await directory.close();
  }
}

/** The names of the documents in a folder, which must be one in which files may be made and removed. */
async function documentsIn(folder: string): Promise<string[]> {
  return at(folder, async () => {
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
  const path = join(folder, answerFolders.refused, reasonFileOf(name));
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants> & { O_RDONLY: number };
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => null);
  if (!file) return null;
  try {
    if (!(await file.stat()).isFile()) return null;
    const buffer = Buffer.alloc(longestReason);
    const { bytesRead } = await file.read(buffer, 0, longestReason, 0);
    return readableText(buffer.subarray(0, bytesRead)) || null;
  } finally {
    await file.close();
  }
}

const codeOf = (fault: unknown): string => String((fault as NodeJS.ErrnoException).code ?? '');

const codes: ReadonlyMap<string, 'missing' | 'not_allowed' | 'full'> = new Map([
  ['ENOENT', 'missing'],
  ['ENOTDIR', 'missing'],
  ['EACCES', 'not_allowed'],
  ['EPERM', 'not_allowed'],
  ['EROFS', 'not_allowed'],
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
]);

/** Does work in a folder. What the operating system refuses becomes a `FolderFault`. */
async function at<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    if (fault instanceof FolderFault || codeOf(fault) === '') throw fault;
    const said = codeOf(fault);
    const kind = codes.get(said);
    if (kind === 'missing') throw new FolderFault(reason('office_folder.missing', { folder }));
    if (kind === 'not_allowed') throw new FolderFault(reason('office_folder.not_allowed', { folder, said }));
    if (kind === 'full') throw new FolderFault(reason('office_folder.full', { folder, said }));
    throw new FolderFault(reason('office_folder.failed', { folder, said }));
  }
}
