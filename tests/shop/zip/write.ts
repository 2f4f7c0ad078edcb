import { deflateRawSync } from 'node:zlib';
import { crc32, entryHeader, method, signature, trailer } from './format.ts';

/** A file to be packed. */
export interface PackedFile {
  /** The relative path, with forward slashes. */
  name: string;
  content: Buffer;
}

const utf8Names = 0x0800;
const versionNeeded = 20;
const madeOnUnix = (3 << 8) | versionNeeded;
const ordinaryFile = (0o100644 << 16) >>> 0;
/** 1 January 1980, the earliest date of the format. All files have it, so that the same files make the same archive. */
const date = (1 << 5) | 1;

/** Packs the files in this order. The same files give the same bytes. */
export function writeZip(files: readonly PackedFile[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of files) {
    const { local, entry } = pack(Buffer.from(name, 'utf8'), content, offset);
    parts.push(local);
    directory.push(entry);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  return Buffer.concat([...parts, list, endOf(files.length, list.length, offset)]);
}

function pack(name: Buffer, content: Buffer, offset: number): { local: Buffer; entry: Buffer } {
  const deflated = deflateRawSync(content, { level: 9 });
  const smaller = deflated.length < content.length;
  const bytes = smaller ? deflated : content;
  // The fields from "version needed" to the length of the extra field are the same in the local header and in the
  // directory.
  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(versionNeeded, 0);
  shared.writeUInt16LE(utf8Names, 2);
  shared.writeUInt16LE(smaller ? method.deflated : method.stored, 4);
  shared.writeUInt16LE(date, 8);
  shared.writeUInt32LE(crc32(content), 10);
  shared.writeUInt32LE(bytes.length, 14);
  shared.writeUInt32LE(content.length, 18);
  shared.writeUInt16LE(name.length, 22);

  const entry = Buffer.alloc(entryHeader.length);
  signature.entry.copy(entry);
  entry.writeUInt16LE(madeOnUnix, 4);
  shared.copy(entry, 6);
  entry.writeUInt32LE(ordinaryFile, 38);
  entry.writeUInt32LE(offset, entryHeader.offset);
  return {
    local: Buffer.concat([signature.local, shared, name, bytes]),
    entry: Buffer.concat([entry, name]),
  };
}

function endOf(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(trailer.length);
  signature.end.copy(end);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, trailer.count);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, trailer.directory);
  return end;
}
