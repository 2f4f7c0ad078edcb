/** The offsets of the fields in a zip archive, for the reader and the writer. */

export const signature = {
  local: Buffer.from('PK\x03\x04', 'latin1'),
  entry: Buffer.from('PK\x01\x02', 'latin1'),
  end: Buffer.from('PK\x05\x06', 'latin1'),
};

export const method = { stored: 0, deflated: 8 };

/** An entry of the directory. */
export const entryHeader = {
  method: 10,
  checksum: 16,
  packedSize: 20,
  nameLength: 28,
  extraLength: 30,
  commentLength: 32,
  offset: 42,
  length: 46,
};

/** The end of the archive. */
export const trailer = { count: 10, directory: 16, length: 22 };

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The checksum of zip archives. Node has this function only from version 22.2 on. */
export function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ (table[(value ^ byte) & 0xff] ?? 0);
  return (value ^ 0xffffffff) >>> 0;
}
