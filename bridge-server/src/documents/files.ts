import { hash } from 'node:crypto';
import { fileFieldPattern, filesPerOrder, namedFile, type NamedFile } from '@kontor/shared/api/files';
import type { Order } from '@kontor/shared/order';
import { webAddressesIn } from '@kontor/shared/woocommerce/web-addresses';
import { z } from 'zod';
import type { Gap } from '../systems/contract.ts';
import type { OrderFiles } from '../systems/contract-files.ts';
import { reason } from '../texts/reason.ts';
import { reasonOf } from '../texts/say.ts';
import { metaField } from './meta-fields.ts';

/**
 * The files that an order names. The plugin names them by their SHA-256 and sends their bytes by itself. A shop without
 * the plugin names addresses, from which the bridge fetches them.
 */

/** A file as a document names it. */
export const attachment = z.object({
  sha256: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  /** In bytes. */
  size: z.number().int(),
  /** What the file is for, in the word of the shop, such as `prescription`; empty: the shop does not say. */
  purpose: z.string(),
});
export type Attachment = z.infer<typeof attachment>;

type WithMeta = Pick<Order, 'meta'>;
type WithFiles = Pick<Order, 'id' | 'meta'>;

/** A meta field that names a file. `file`: null where the field does not hold what it should. */
interface FileField {
  field: string;
  file: NamedFile | null;
}

/**
 * The meta fields that name files of the order, in the sequence of their numbers. A copy of an order has all meta fields
 * of the first one. The files are not its own, so a field that says of another order is passed over.
 */
function fileFieldsOf({ id, meta }: WithFiles): FileField[] {
  const numberOf = (field: string): number => Number(fileFieldPattern.exec(field)?.[1] ?? 0);
  return Object.keys(meta)
    .filter((field) => numberOf(field) > 0 && meta[field]?.trim() !== '')
    .toSorted((a, b) => numberOf(a) - numberOf(b))
    .map((field) => ({ field, file: namedFileIn(meta[field] ?? '') }))
    .filter(({ file }) => (file?.order ?? id) === id);
}

function namedFileIn(text: string): NamedFile | null {
  try {
    return namedFile.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** The SHA-256 of each file that the order names; null where it names none. */
export function fileHashesOf(order: WithFiles): string[] | null {
  const hashes = fileFieldsOf(order).flatMap(({ file }) => file?.sha256 ?? []);
  return hashes.length === 0 ? null : [...new Set(hashes)].slice(0, filesPerOrder);
}

/**
 * The addresses of files in the order's meta field: they stand between blanks, line breaks, commas, semicolons or
 * vertical bars, or in JSON or a text that PHP has written. Any other text counts too, so that no file is lost silently.
 */
export function fileAddressesOf(order: WithMeta, field: string): string[] {
  const text = metaField(order, field);
  const written = /^(?:[[{]|[aOs]:\d)/.test(text) ? webAddressesIn(text) : [];
  if (written.length > 0) return written;
  return [...new Set(text.split(/[\s,|]+|;(?=[\s;]|https?:|$)/i).filter((address) => address !== ''))];
}

/** The key under which an address is known. */
export const addressHashOf = (address: string): string => hash('sha256', address, 'hex');

/**
 * The files of the order as a document names them, and a gap for each file that is not here. A gap tells the field or
 * the place of the file and not its name, since that may be the name of a person.
 */
export function attachmentsOf(
  order: WithFiles,
  { here, addresses: known }: OrderFiles,
  addressField: string,
): { attachments: Attachment[]; gaps: Gap[] } {
  const fields = fileFieldsOf(order);
  const addresses = fileAddressesOf(order, addressField);
  const count = fields.length + addresses.length;
  if (count > filesPerOrder)
    return { attachments: [], gaps: [reason('gap.files_too_many', { count, limit: filesPerOrder })] };
  const attachments = new Map<string, Attachment>();
  const gaps: Gap[] = [];
  const add = (sha256: string, fileName: string, purpose: string): boolean => {
    const file = here.find((candidate) => candidate.sha256 === sha256);
    if (file && !attachments.has(sha256))
      attachments.set(sha256, { sha256, fileName, mediaType: file.mediaType, size: file.size, purpose });
    return file !== undefined;
  };
  for (const { field, file } of fields)
    if (!file) gaps.push(reason('gap.file_unreadable', { field }));
    else if (!add(file.sha256, file.name, file.purpose)) gaps.push(reason('gap.file_missing', { field }));
  for (const [index, address] of addresses.entries()) {
    const place = { field: addressField, place: index + 1 };
    const found = known.find(({ addressHash }) => addressHash === addressHashOf(address));
    if (found?.sha256 && add(found.sha256, fileNameIn(address), '')) continue;
    if (!found?.problem) gaps.push(reason('gap.file_not_fetched', place));
    else {
      const because = { because: reasonOf(found.problem) };
      gaps.push(reason(found.isOver ? 'gap.file_refused' : 'gap.file_not_fetched:tried', { ...place, because }));
    }
  }
  return { attachments: [...attachments.values()], gaps };
}

/** The last part of the address's path, as a name for the file. */
function fileNameIn(address: string): string {
  const path = URL.canParse(address) ? new URL(address).pathname : '';
  const last = path.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last).slice(0, 255);
  } catch {
    return last.slice(0, 255);
  }
}
