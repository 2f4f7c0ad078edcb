/** The types of files that are taken in, by their first bytes. A name or a header may say anything. */

type Begins = (bytes: Buffer) => boolean;

const startsWith =
  (...start: number[]): Begins =>
  (bytes) =>
    bytes.subarray(0, start.length).equals(Buffer.from(start));

/** The brands of HEIC, at the place where every file of that family tells its brand. */
const heicBrands: ReadonlySet<string> = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);
const isHeic: Begins = (bytes) =>
  bytes.subarray(4, 8).toString('latin1') === 'ftyp' && heicBrands.has(bytes.subarray(8, 12).toString('latin1'));

const types: readonly (readonly [mediaType: string, begins: Begins])[] = [
  ['application/pdf', (bytes) => bytes.subarray(0, 5).toString('latin1') === '%PDF-'],
  ['image/jpeg', startsWith(0xff, 0xd8, 0xff)],
  ['image/png', startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
  ['image/tiff', (bytes) => startsWith(0x49, 0x49, 0x2a, 0)(bytes) || startsWith(0x4d, 0x4d, 0, 0x2a)(bytes)],
  ['image/heic', isHeic],
];

/** The media type that the content has; null for a type that is not taken in. */
export const mediaTypeOf = (content: Uint8Array): string | null =>
  types.find(([, begins]) =>
    begins(Buffer.from(content.buffer, content.byteOffset, Math.min(content.length, 16))),
  )?.[0] ?? null;
