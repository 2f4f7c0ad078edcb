import {
  attachmentFileOf,
  attachmentsFolderOf,
  documentOfAttachments,
  documentOfFile,
  fileNameOf,
  isFileOf,
  reasonFileOf,
} from './names.ts';

const xml = { mediaType: 'application/xml; charset=utf-8' };

describe("the name of a document's file", () => {
  it('has the number first and the key after it', () => {
    expect(fileNameOf({ id: 42, key: 's1-23', ...xml })).toBe('0000000042-s1-23.xml');
    expect(fileNameOf({ id: 42, key: 's1-23', mediaType: 'application/json' })).toBe('0000000042-s1-23.json');
    expect(reasonFileOf('0000000042-s1-23.xml')).toBe('0000000042-s1-23.txt');
  });

  it.each(['../../etc/passwd', 'a/b', 'a\\b', 'con:', 'a.b', 'ä', '*?', ' '])('is harmless for the key %s', (key) => {
    expect(fileNameOf({ id: 1, key, ...xml })).toMatch(/^0000000001-[\w=-]+\.xml$/);
  });

  it('gives the number back, and no other file has one', () => {
    for (const key of ['s1-23', '../x', 'ä😀', '=', 'a'.repeat(50)])
      for (const id of [1, 42, 2 ** 48]) {
        const name = fileNameOf({ id, key, ...xml });
        expect(isFileOf(name, { id, key })).toBe(true);
        expect(isFileOf(name, { id, key: `${key}1` })).toBe(false);
        expect(isFileOf(name, { id: id + 1, key })).toBe(false);
      }
    for (const name of ['a.xml', '42-s1.xml', '.kontor-0000000042-s1-23.xml.part', '0000000042-s1-23.txt', 'done'])
      expect(documentOfFile(name)).toBeNull();
  });
});

describe('the names of attachments', () => {
  it('begin like the name of the document, and no document has such a name', () => {
    const folder = attachmentsFolderOf('0000000042-s1-23.xml');
    expect(folder).toBe('0000000042-s1-23.files');
    expect([documentOfAttachments(folder), documentOfFile(folder)]).toEqual([42, null]);
    expect(isFileOf(folder, { id: 42, key: 's1-23' })).toBe(true);
    for (const name of ['0000000042-s1-23.xml', 'own.files', '.kontor-0000000042-s1-23.files.part'])
      expect(documentOfAttachments(name)).toBeNull();
  });

  it.each([
    ['application/pdf', 'pdf'],
    ['image/jpeg', 'jpg'],
    ['image/png', 'png'],
    ['image/tiff', 'tif'],
    ['image/heic', 'heic'],
    ['../../etc', 'dat'],
  ])('end by the type %s in .%s', (mediaType, ending) => {
    const sha256 = 'a'.repeat(64);
    expect(attachmentFileOf({ sha256, mediaType })).toBe(`${sha256}.${ending}`);
  });
});
