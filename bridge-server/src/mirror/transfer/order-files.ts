import { filesPerOrder } from '@kontor/shared/api/files';
import type { Queryable } from '../../database/database.ts';
import { contentsOf } from '../../database/contents.ts';
import { addressHashOf } from '../../documents/files.ts';
import { addressPlace } from '../../shops/files/addresses.ts';
import type { OrderFiles } from '../../systems/contract-files.ts';
import type { SubjectAt } from './transfer.ts';

/** What is known of the files that an order names, and asking for those whose addresses it names. */

export const noFiles: OrderFiles = { here: [], addresses: [] };

/** SQL: what is known of the files of the order `subject`, as JSON of `OrderFiles`. */
export const orderFilesSql = `json_build_object(
         'here', (
           select coalesce(
                    json_agg(json_build_object('sha256', file.sha256, 'mediaType', file.media_type, 'size', file.size)),
                    '[]'
                  )
             from files file
            where file.shop_id = subject.shop_id
              and file.sha256 in (
                    select unnest(subject.file_hashes)
                    union all
                    select fetched.sha256
                      from file_addresses fetched
                     where fetched.shop_id = subject.shop_id
                       and fetched.order_id = subject.id
                  )
         ),
         'addresses', (
           select coalesce(
                    json_agg(
                      json_build_object(
                        'addressHash', asked.address_hash,
                        'sha256', asked.sha256,
                        'problem', asked.problem,
                        'isOver', asked.due_at is null
                      )
                    ),
                    '[]'
                  )
             from file_addresses asked
            where asked.shop_id = subject.shop_id
              and asked.order_id = subject.id
         )
       )`;

// An address that was given up is tried again when the order is planned again, but not by the very plan that follows
// from giving up.
const askStatement = `
insert into file_addresses as asked (shop_id, order_id, address_hash, address)
select $1, $2, address_hash, address
  from unnest($3::text[], $4::text[]) as wanted (address_hash, address)
on conflict (shop_id, order_id, address_hash) do update
   set due_at = now(),
       attempts = 0
 where asked.sha256 is null
   and asked.due_at is null
   and asked.tried_at < now() - interval '1 minute'`;

const forgetStatement = `
delete from file_addresses
 where shop_id = $1
   and order_id = $2
   and address_hash <> all($3::text[])`;

/**
 * Has the files fetched whose addresses the order names, unless they are here already. An address that the order names
 * no more is forgotten, so that its file goes like every file that no order names. If an order names more files than it
 * may have, no more than that are fetched.
 */
export async function askForFiles(
  database: Queryable,
  { shopId, subjectId: orderId }: Pick<SubjectAt, 'shopId' | 'subjectId'>,
  { addresses: known }: OrderFiles,
  addresses: readonly string[],
): Promise<void> {
  const named = addresses.slice(0, filesPerOrder).map((address) => ({ address, addressHash: addressHashOf(address) }));
  const hashes = named.map(({ addressHash }) => addressHash);
  if (!known.every(({ addressHash }) => hashes.includes(addressHash)))
    await database.query(forgetStatement, [shopId, orderId, hashes]);
  const wanted = named.filter(
    ({ addressHash }) => !known.some((file) => file.addressHash === addressHash && file.sha256 !== null),
  );
  if (wanted.length === 0) return;
  const sealed = await Promise.all(
    wanted.map(({ address, addressHash }) =>
      contentsOf(database).sealText(database, address, addressPlace({ shopId, orderId, addressHash })),
    ),
  );
  await database.query(askStatement, [shopId, orderId, wanted.map(({ addressHash }) => addressHash), sealed]);
}
