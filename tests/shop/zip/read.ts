import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { crc32, entryHeader, method, signature, trailer } from './format.ts';
import { inflateRawSync } from 'node:zlib';

/** A file of an archive. Folders are not listed; they follow from the names of the files. */
export interface ZipEntry {
  /** The relative path, with forward slashes. */
  name: string;
  /** Unpacks the file. Throws if it is damaged. */
  read(): Buffer;
}

/** Reads an archive's list of files. Archives of more than 65,535 files or 4 GB are not supported. */
export function readZip(archive: Buffer): ZipEntry[] {
  const end = archive.lastIndexOf(signature.end);
  if (end < 0) throw new Error('This is not a zip archive.');
  const count = archive.readUInt16LE(end + trailer.count);
  const entries: ZipEntry[] = [];
  let at = archive.readUInt32LE(end + trailer.directory);
  for (let index = 0; index < count; index++) {
    const nameLength = archive.readUInt16LE(at + entryHeader.nameLength);
    const name = archive.toString('utf8', at + entryHeader.length, at + entryHeader.length + nameLength);
    const start = at;
    if (!name.endsWith('/')) entries.push({ name, read: () => contentOf(archive, start, name) });
    at +=
      entryHeader.length +
      nameLength +
      archive.readUInt16LE(at + entryHeader.extraLength) +
      archive.readUInt16LE(at + entryHeader.commentLength);
  }
  return entries;
}

function contentOf(archive: Buffer, header: number, name: string): Buffer {
  const packed = archive.readUInt32LE(header + entryHeader.packedSize);
  const local = archive.readUInt32LE(header + entryHeader.offset);
  // The local header's extra field may differ in length from the directory's.
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const bytes = archive.subarray(start, start + packed);
  const packing = archive.readUInt16LE(header + entryHeader.method);
  if (packing !== method.stored && packing !== method.deflated) throw new Error(`${name} is packed in an unknown way.`);
  const content = packing === method.stored ? bytes : inflateRawSync(bytes);
  if (crc32(content) !== archive.readUInt32LE(header + entryHeader.checksum)) throw new Error(`${name} is damaged.`);
  return content;
}

/** Unpacks an archive into a folder, and returns the names of its files. Throws if a name leads out of the folder. */
export async function unzip(file: string, folder: string): Promise<string[]> {
  const entries = readZip(await readFile(file));
  for (const entry of entries) {
    const target = join(folder, entry.name);
    if (!target.startsWith(folder + sep)) throw new Error(`${file} names a file outside its folder: ${entry.name}`);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, entry.read());
  }
  return entries.map(({ name }) => name);
}
