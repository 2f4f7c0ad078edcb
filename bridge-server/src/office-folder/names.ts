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

const written = /^(\d{10,15})-[\w=-]+\.(?:xml|json|dat)$/;

/** The number of the document with that file name; null: no document has such a name. */
export function documentOfFile(name: string): number | null {
  const [, number] = written.exec(name) ?? [];
  return number === undefined ? null : Number(number);
}

/** Whether the file holds the document with that number and key, whatever its type. */
export const isFileOf = (name: string, { id, key }: Pick<NamedDocument, 'id' | 'key'>): boolean =>
  documentOfFile(name) === id && name.slice(name.indexOf('-') + 1, name.lastIndexOf('.')) === withoutDanger(key);

/** The name of the file in which the office says why it refuses a document: `0000000042-s1-23.txt`. */
export const reasonFileOf = (name: string): string => `${name.slice(0, name.lastIndexOf('.'))}.txt`;
