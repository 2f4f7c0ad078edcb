import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAttachments, type AttachedFile } from '../office-folder/attachments.ts';
import { inFolder } from '../office-folder/fault.ts';
import { attachmentsFolderOf, documentOfAttachments, documentOfFile } from '../office-folder/names.ts';
import { keepNames, writeSafely } from '../office-folder/safe-write.ts';

/**
 * The fetcher's own folder, within the folder of the office. A document and its attachments are whole here before they
 * appear at the office. Both folders are on one disk, so that a file moves by one step.
 */
export class OwnFolder {
  readonly path: string;
  readonly #office: string;

  private constructor(office: string) {
    this.#office = office;
    this.path = join(office, '.kontor-fetch');
  }

  /** Makes the folder, and those for the answers of the office. The office's own folder must exist. */
  static async open(office: string): Promise<OwnFolder> {
    const own = new OwnFolder(office);
    for (const path of [own.path, join(office, 'done'), join(office, 'refused')]) await makeFolder(path);
    return own;
  }

  /** Writes a document, and first its attachments. Returns when all of it is on the disk. */
  async write(name: string, bytes: Uint8Array, attachments: AsyncIterable<AttachedFile> | null): Promise<void> {
    const place = join(this.path, attachmentsFolderOf(name));
    if (attachments) await writeAttachments(`${place}.part`, attachments);
    await inFolder(this.path, async () => {
      const part = join(this.path, `${name}.part`);
      for (const path of [place, part]) await rm(path, { recursive: true, force: true });
      if (attachments) await rename(`${place}.part`, place);
      await writeSafely(part, bytes);
      await rename(part, join(this.path, name));
      await keepNames(this.path);
    });
  }

  /** Moves a document to the office, and first its attachments. */
  async moveToOffice(name: string): Promise<void> {
    const attachments = attachmentsFolderOf(name);
    await inFolder(this.#office, async () => {
      // If they are not here, there are none, or they were moved before the process was killed.
      if ((await readdir(this.path)).includes(attachments)) {
        await rm(join(this.#office, attachments), { recursive: true, force: true });
        await rename(join(this.path, attachments), join(this.#office, attachments));
        await keepNames(this.#office);
      }
      await rename(join(this.path, name), join(this.#office, name));
      await keepNames(this.#office);
    });
  }

  /** Removes what a killed process has begun, except the documents to keep. Returns the names of those. */
  async clear(isKept: (name: string) => boolean): Promise<string[]> {
    return inFolder(this.path, async () => {
      const names = await readdir(this.path);
      const documents = names.filter((name) => documentOfFile(name) !== null && isKept(name));
      const kept = new Set([...documents, ...documents.map(attachmentsFolderOf)]);
      for (const name of names.filter(isOfDocument))
        if (!kept.has(name)) await rm(join(this.path, name), { recursive: true, force: true });
      return documents;
    });
  }
}

const isOfDocument = (name: string): boolean =>
  name.endsWith('.part') || documentOfFile(name) !== null || documentOfAttachments(name) !== null;

/** The folder of the office itself is never made: it may be on a network drive that is not connected. */
async function makeFolder(path: string): Promise<void> {
  await inFolder(path, () =>
    mkdir(path).catch((fault: NodeJS.ErrnoException) => {
      if (fault.code !== 'EEXIST') throw fault;
    }),
  );
}
