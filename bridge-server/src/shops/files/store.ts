import { hash } from 'node:crypto';
import { fileLimitBytes } from '@kontor/shared/api/files';
import type { Result } from '@kontor/shared/problem';
import { contentsOf, type ContentPlace } from '../../database/contents.ts';
import type { Queryable } from '../../database/database.ts';
import type { KnownFile } from '../../systems/contract-files.ts';
import { reason, type ReasonOf } from '../../texts/reason.ts';
import { mediaTypeOf } from './media-type.ts';

/** The files of a shop's orders. Their bytes are sealed; a file is known by the SHA-256 of its bytes. */

/** The largest file, in megabytes. */
export const fileLimitMegabytes = fileLimitBytes / 1024 / 1024;
/** How much a shop may store that none of its orders names. */
const unnamedLimitBytes = 200 * 1024 * 1024;
/** How long a file is kept that no order names. */
const unnamedDays = 1;

export const fileHashOf = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex');

const placeOf = (shop: string, sha256: string): ContentPlace => ({ shop, column: 'files.sealed', id: sha256 });

/** SQL: whether an order of the shop names the file. */
const isNamed = (file: string): string => `(
     exists (
       select from subjects subject
        where subject.shop_id = ${file}.shop_id
          and subject.file_hashes @> array[${file}.sha256]
     )
     or exists (
       select from file_addresses fetched
        where fetched.shop_id = ${file}.shop_id
          and fetched.sha256 = ${file}.sha256
     )
   )`;

/** A file as it was taken in. `already`: the bridge had it before. */
export interface StoredFile {
  sha256: string;
  size: number;
  mediaType: string;
  already: boolean;
}
export type FileRefusal = ReasonOf<'file.wrong_type' | 'file.no_room'>;

/** Finds a file that is here already. It is kept as long as one that came just now: an order may be about to name it. */
const knownStatement = `
update files
   set received_at = now()
 where shop_id = $1
   and sha256 = $2
   and sealed is not null
returning media_type as "mediaType",
          size`;

const unnamedStatement = `
select coalesce(sum(file.size), 0)::bigint as bytes
  from files file
 where file.shop_id = $1
   and file.sealed is not null
   and not ${isNamed('file')}`;

const storeStatement = `
insert into files as file (shop_id, sha256, media_type, size, sealed)
values ($1, $2, $3, $4, $5)
on conflict (shop_id, sha256) do update
   set sealed = excluded.sealed,
       received_at = now()`;

/** Stores a file of the shop, and has the documents looked at again that lack it. `bytes`: at most `fileLimitBytes`. */
export async function storeFile(
  database: Queryable,
  shopId: string,
  bytes: Uint8Array,
): Promise<Result<StoredFile, FileRefusal>> {
  const sha256 = fileHashOf(bytes);
  const { rows: known } = await database.query<Pick<StoredFile, 'mediaType' | 'size'>>(knownStatement, [
    shopId,
    sha256,
  ]);
  if (known[0]) return { ok: true, value: { sha256, ...known[0], already: true } };
  const mediaType = mediaTypeOf(bytes);
  if (mediaType === null) return { ok: false, error: reason('file.wrong_type') };
  const { rows: unnamed } = await database.query<{ bytes: number }>(unnamedStatement, [shopId]);
  if ((unnamed[0]?.bytes ?? 0) + bytes.length > unnamedLimitBytes) return { ok: false, error: reason('file.no_room') };
  const sealed = await contentsOf(database).sealBytes(database, bytes, placeOf(shopId, sha256));
  await database.query(storeStatement, [shopId, sha256, mediaType, bytes.length, sealed]);
  await database.query(reviewLackingStatement, [shopId, sha256]);
  return { ok: true, value: { sha256, size: bytes.length, mediaType, already: false } };
}

const reviewLackingStatement = `
update transfers transfer
   set review_at = coalesce(transfer.review_at, now())
  from subjects subject
 where subject.shop_id = $1
   and subject.file_hashes @> array[$2]
   and transfer.shop_id = subject.shop_id
   and transfer.subject_id = subject.id
   and transfer.subject_kind = subject.kind
   and transfer.state = 'blocked'
   and transfer.reason like 'gap.%'`;

const readStatement = `
select media_type as "mediaType",
       sealed
  from files
 where shop_id = $1
   and sha256 = $2
   and sealed is not null`;

/** The file's bytes; null where the bridge does not have them. Throws `CannotOpen`. */
export async function readFile(
  database: Queryable,
  shopId: string,
  sha256: string,
): Promise<{ mediaType: string; bytes: Uint8Array } | null> {
  const {
    rows: [file],
  } = await database.query<{ mediaType: string; sealed: Uint8Array }>(readStatement, [shopId, sha256]);
  if (!file) return null;
  const bytes = await contentsOf(database).openBytes(database, file.sealed, placeOf(shopId, sha256));
  return { mediaType: file.mediaType, bytes };
}

const keptStatement = `
select sha256,
       media_type as "mediaType",
       size
  from files
 where shop_id = $1
   and sha256 = any($2::text[])
   and sealed is not null
 order by array_position($2::text[], sha256)`;

/** Those of the files whose bytes the bridge still has, in the same order. */
export async function keptFilesOf(
  database: Queryable,
  shopId: string,
  hashes: readonly string[],
): Promise<KnownFile[]> {
  if (hashes.length === 0) return [];
  const { rows } = await database.query<KnownFile>(keptStatement, [shopId, hashes]);
  return rows;
}

const forgetUnnamedStatement = `
delete from files
 where (shop_id, sha256) in (
         select file.shop_id,
                file.sha256
           from files file
          where file.received_at < now() - make_interval(days => $1)
            and not ${isNamed('file')}
          limit 200
            for update skip locked
       )`;

/** Removes files that no order names. Returns how many it removed. */
export async function forgetUnnamedFiles(database: Queryable): Promise<number> {
  const { rowCount } = await database.query(forgetUnnamedStatement, [unnamedDays]);
  return rowCount ?? 0;
}
