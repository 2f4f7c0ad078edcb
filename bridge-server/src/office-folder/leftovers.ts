import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inFolder } from './fault.ts';
import { answerFolders, type FolderContent } from './folder.ts';
import { attachmentsFolderOf, documentOfAttachments, isUnfinished } from './names.ts';

/** What stays behind in a folder for an office, when a process was killed or a document ended without its file. */

/** Removes what was being written when a process was killed. Only for the one process that writes into the folder. */
export async function removeUnfinished(folder: string): Promise<void> {
  await inFolder(folder, async () => {
    for (const name of await readdir(folder))
      if (isUnfinished(name)) await rm(join(folder, name), { recursive: true, force: true });
  });
}

/**
 * Removes attachments whose document has no file, neither beside them nor among the answers. `isOver`: whether nothing
 * will be written any more for the document of the folder with that name.
 */
export async function removeLoneAttachments(
  folder: string,
  { waiting, answers }: FolderContent,
  isOver: (name: string) => Promise<boolean>,
): Promise<void> {
  const needed = new Set([...waiting, ...answers.map(({ name }) => name)].map(attachmentsFolderOf));
  for (const place of [folder, ...Object.values(answerFolders).map((name) => join(folder, name))]) {
    const names = await inFolder(place, () => readdir(place));
    for (const name of names)
      if (documentOfAttachments(name) !== null && !needed.has(name) && (await isOver(name)))
        await inFolder(place, () => rm(join(place, name), { recursive: true, force: true }));
  }
}
