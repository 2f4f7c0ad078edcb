import { hash } from 'node:crypto';
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AttachedFile } from './attachments.ts';
import { FolderFault } from './fault.ts';
import { readFolder, removeAnswer, writeDocument } from './folder.ts';
import { removeLoneAttachments, removeUnfinished } from './leftovers.ts';

let folder: string;
let elsewhere: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kontor-attachments-'));
  elsewhere = await mkdtemp(join(tmpdir(), 'kontor-elsewhere-'));
  for (const name of ['done', 'refused']) await mkdir(join(folder, name));
});
afterEach(async () => {
  for (const path of [folder, elsewhere]) await rm(path, { recursive: true, force: true });
});

const name = '0000000042-s1-23.xml';
const attachments = '0000000042-s1-23.files';
const fileWith = (text: string, mediaType = 'application/pdf'): AttachedFile => {
  const bytes = Buffer.from(text);
  return { sha256: hash('sha256', bytes, 'hex'), mediaType, bytes };
};
const scan = fileWith('scan');
const photo = fileWith('photo', 'image/jpeg');

const write = (files: readonly AttachedFile[], mayAppear = true) =>
  writeDocument(
    folder,
    {
      name,
      bytes: Buffer.from('<intake/>'),
      attachments: {
        files,
        async *open() {
          yield* files;
        },
      },
    },
    () => Promise.resolve(mayAppear),
  );
const namesIn = async (below = ''): Promise<string[]> => (await readdir(join(folder, below))).sort();
const pathOf = ({ sha256 }: AttachedFile, ending: string) => join(folder, attachments, `${sha256}.${ending}`);

describe('the attachments of a document', () => {
  it('lie beside it, each under its SHA-256 and with an ending by its type', async () => {
    const other = fileWith('other', 'application/x-other');
    expect(await write([scan, photo, other])).toBe(true);
    expect(await namesIn()).toEqual([attachments, name, 'done', 'refused']);
    expect(await readFile(pathOf(scan, 'pdf'), 'utf8')).toBe('scan');
    expect(await readFile(pathOf(photo, 'jpg'), 'utf8')).toBe('photo');
    expect(await readFile(pathOf(other, 'dat'), 'utf8')).toBe('other');
  });

  it('stay as they are when the document is written again, also with files of others among them', async () => {
    await write([scan]);
    const { ino } = await stat(pathOf(scan, 'pdf'));
    await writeFile(join(folder, attachments, 'Thumbs.db'), '');
    await rm(join(folder, name));
    await write([scan]);
    expect((await stat(pathOf(scan, 'pdf'))).ino).toBe(ino);
    expect(await namesIn(attachments)).toEqual([`${scan.sha256}.pdf`, 'Thumbs.db'].sort());
  });

  it.each([
    ['one is missing', () => rm(pathOf(photo, 'jpg'))],
    ['one has other bytes', () => writeFile(pathOf(photo, 'jpg'), 'pho')],
    ['there is one too many', () => writeFile(pathOf(fileWith('former'), 'pdf'), 'former')],
    [
      'one is a link',
      async () => {
        await writeFile(join(elsewhere, 'photo'), 'photo');
        await rm(pathOf(photo, 'jpg'));
        await symlink(join(elsewhere, 'photo'), pathOf(photo, 'jpg'));
      },
    ],
  ])('are all written anew if %s', async (_title, spoil) => {
    await write([scan, photo]);
    await spoil();
    await write([scan, photo]);
    expect(await namesIn(attachments)).toEqual([`${scan.sha256}.pdf`, `${photo.sha256}.jpg`].sort());
    expect((await lstat(pathOf(photo, 'jpg'))).isFile()).toBe(true);
    expect(await readFile(pathOf(photo, 'jpg'), 'utf8')).toBe('photo');
  });

  it('never come through a link of their name, or of the name that they have while they are written', async () => {
    await writeFile(join(elsewhere, 'letter'), 'dear');
    for (const link of [attachments, `.kontor-${attachments}.part`]) await symlink(elsewhere, join(folder, link));
    await write([scan]);
    expect((await lstat(join(folder, attachments))).isDirectory()).toBe(true);
    expect(await readdir(elsewhere)).toEqual(['letter']);
    await symlink(elsewhere, join(folder, 'done', attachments));
    await removeAnswer(folder, { name, kind: 'accepted' });
    expect([await namesIn('done'), await readdir(elsewhere)]).toEqual([[], ['letter']]);
  });

  it('go away when the document has none any more', async () => {
    await write([scan]);
    await write([]);
    expect(await namesIn()).toEqual([name, 'done', 'refused']);
  });

  it('do not appear, as little as the document, if it may not appear', async () => {
    expect(await write([scan], false)).toBe(false);
    expect(await namesIn()).toEqual(['done', 'refused']);
  });

  it('are removed with the answer, wherever the office has moved them', async () => {
    await write([scan]);
    await mkdir(join(folder, 'refused', attachments));
    await writeFile(join(folder, 'refused', attachments, 'scan.pdf'), 'scan');
    await removeAnswer(folder, { name, kind: 'refused', cause: null });
    expect([await namesIn(), await namesIn('refused')]).toEqual([[name, 'done', 'refused'], []]);
  });
});

describe('what a killed process leaves in the folder', () => {
  it('is removed as far as it was being written, and nothing else is', async () => {
    await mkdir(join(folder, `.kontor-${attachments}.part`));
    await writeFile(join(folder, `.kontor-${attachments}.part`, 'half'), 'ha');
    await writeFile(join(folder, `.kontor-${name}.part`), 'half');
    for (const other of ['.kontor-fetch', '.kontor-notes.part', 'notes.part']) await writeFile(join(folder, other), '');
    await removeUnfinished(folder);
    expect(await namesIn()).toEqual(['.kontor-fetch', '.kontor-notes.part', 'done', 'notes.part', 'refused']);
  });

  it('is removed if it is attachments without a document, once that is over', async () => {
    const files = (id: number) => `000000000${id}-s1-${id}.files`;
    for (const path of [files(1), files(2), files(3), join('done', files(4)), 'own.files'])
      await mkdir(join(folder, path));
    await writeFile(join(folder, '0000000001-s1-1.xml'), '');
    await writeFile(join(folder, 'refused', '0000000002-s1-2.xml'), '');
    const asked: string[] = [];
    await removeLoneAttachments(folder, await readFolder(folder), async (lone) => {
      asked.push(lone);
      return lone !== files(3);
    });
    expect(asked).toEqual([files(3), files(4)]);
    expect(await namesIn()).toEqual([
      files(1),
      '0000000001-s1-1.xml',
      files(2),
      files(3),
      'done',
      'own.files',
      'refused',
    ]);
    expect(await namesIn('done')).toEqual([]);
  });
});

it('a file in place of a folder is named as a missing folder, and so is a folder that vanishes while it is written to', async () => {
  await rm(join(folder, 'done'), { recursive: true });
  await writeFile(join(folder, 'done'), '');
  const missing = { why: { code: 'office_folder.missing', values: { folder: join(folder, 'done') } } };
  await expect(readFolder(folder)).rejects.toMatchObject(missing);
  await rm(folder, { recursive: true });
  await expect(write([scan])).rejects.toBeInstanceOf(FolderFault);
});
