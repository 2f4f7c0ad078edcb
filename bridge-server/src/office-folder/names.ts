/**
 * The names of the files in which documents lie for an office. A name begins with the number of the document, so that
 * the files stand in the order in which the documents were made, and has the document's key, which the office needs to
 * recognise a document that it already has: `0000000042-s1-23.xml`.
 */

/** A document that becomes a file. */
export interface NamedDocument {
  /** The number by which the bridge offers the document. */
  id: number;
  /** The key in the document itself. */
  key: string;
  /** Such as `application/xml; charset=utf-8`. */
  mediaType: string;
}

/** How many digits a number has at least. */
const digits = 10;

/** Signs that every file system allows, that no program reads as a path, and that do not differ by case alone. */
const withoutDanger = (key: string): string =>
  key.replace(/[^A-Za-z0-9_-]/g, (sign) => `=${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);

const endings = [
  [/\bxml\b/, 'xml'],
  [/\bjson\b/, 'json'],
] as const;

/** The name of the document's file. Two documents never have one name, since their numbers differ. */
export function fileNameOf({ id, key, mediaType }: NamedDocument): string {
  const ending = endings.find(([type]) => type.test(mediaType))?.[1] ?? 'dat';
  return `${String(id).padStart(digits, '0')}-${withoutDanger(key)}.${ending}`;
}

const written = /^(\d{10,15})-([\w=-]+)\.(xml|json|dat|files)$/;

interface NameParts {
  id: number;
  key: string;
  ending: string;
}

/** The parts of a name that was made here; null: it was not. */
function partsOf(name: string): NameParts | null {
  const [, number, key = '', ending = ''] = written.exec(name) ?? [];
  return number === undefined ? null : { id: Number(number), key, ending };
}

/** The number of the document with that file name; null: no document has such a name. */
export function documentOfFile(name: string): number | null {
  const parts = partsOf(name);
  return parts === null || parts.ending === attachmentsEnding ? null : parts.id;
}

/** Whether the file holds the document with that number and key, whatever its type, or the folder its attachments. */
export function isFileOf(name: string, { id, key }: Pick<NamedDocument, 'id' | 'key'>): boolean {
  const parts = partsOf(name);
  return parts?.id === id && parts.key === withoutDanger(key);
}

const withoutEnding = (name: string): string => name.slice(0, name.lastIndexOf('.'));

/** The name of the file in which the office says why it refuses a document: `0000000042-s1-23.txt`. */
export const reasonFileOf = (name: string): string => `${withoutEnding(name)}.txt`;

const attachmentsEnding = 'files';

/** The name of the folder with the attachments of a document: `0000000042-s1-23.files`. */
export const attachmentsFolderOf = (name: string): string => `${withoutEnding(name)}.${attachmentsEnding}`;

/** The number of the document whose attachments are in the folder of that name; null: no folder of ours has it. */
export function documentOfAttachments(name: string): number | null {
  const parts = partsOf(name);
  return parts?.ending === attachmentsEnding ? parts.id : null;
}

const attachmentEndings: ReadonlyMap<string, string> = new Map([
  ['application/pdf', 'pdf'],
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
  ['image/tiff', 'tif'],
  ['image/heic', 'heic'],
]);

/** The name of an attachment: its SHA-256, as the document says it, and an ending by its media type. */
export const attachmentFileOf = ({ sha256, mediaType }: { sha256: string; mediaType: string }): string =>
  `${sha256}.${attachmentEndings.get(mediaType) ?? 'dat'}`;

/** The SHA-256 that the name of an attachment says; null: no attachment has such a name. */
export const hashInName = (name: string): string | null => /^([0-9a-f]{64})\.[a-z]+$/.exec(name)?.[1] ?? null;

/** Whatever is being written begins with this, so that nobody takes it for a document. */
const unfinished = '.kontor-';

/** The name that a file or folder has while it is written. */
export const unfinishedNameOf = (name: string): string => `${unfinished}${name}.part`;

/** Whether something has a name under which a document or its attachments were being written. */
export const isUnfinished = (name: string): boolean =>
  name.startsWith(unfinished) &&
  name.endsWith('.part') &&
  partsOf(withoutEnding(name.slice(unfinished.length))) !== null;
