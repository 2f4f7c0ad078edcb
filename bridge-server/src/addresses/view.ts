import type { AddressView } from '@kontor/shared/api/addresses';
import type { Queryable } from '../database/database.ts';
import { nameOf, erasedAddress, openAddress } from './content.ts';
import { addressKey } from './key.ts';
import { candidateMarks, emailKey, searchMarks, type Sought } from './marks.ts';

export interface AddressQuery {
  shopId: string;
  /** Exactly these customer numbers; empty: all. */
  numbers: readonly string[];
  /** Addresses with one of these e-mail addresses; empty: all. */
  emails: readonly string[];
  /** Words that names, numbers, e-mail addresses, postcodes or cities begin with. */
  search: string | null;
  connectionId: string | null;
  changedSince: Date | null;
  /** Also those that the office does not have any more, or has taken out of use. */
  gone: boolean;
  after: readonly [number: string, connection: string, id: string] | null;
  limit: number;
}

/** SQL: the columns and tables of stored addresses, of connections that are in use. */
const storedAddresses = `
select address.connection_id as connection,
       address.id,
       address.number,
       address.content,
       address.archived or address.gone_at is not null as gone,
       -- A run that changes nothing about an address still confirms it.
       case
         when address.gone_at is null then greatest(address.read_at, collector.confirmed_at)
         else address.gone_at
       end as "asOf",
       address.changed_at as "changedAt"
  from addresses address
  join collectors collector
    on collector.shop_id = address.shop_id
   and collector.connection_id = address.connection_id
   and collector.what = 'addresses'
  join connections c
    on c.shop_id = address.shop_id
   and c.id = address.connection_id
   and c.archived_at is null
 where address.shop_id = $1`;

const viewStatement = `${storedAddresses}
   and ($2::text[] is null or address.number = any($2))
   and ($3::text[] is null or address.keys && $3)
   and ($4::text[] is null or address.keys @> $4)
   and ($5::text is null or address.connection_id = $5)
   and ($6::timestamptz is null or address.changed_at >= $6)
   and ($7 or not address.archived and address.gone_at is null)
   and ($8::text is null or (address.number, address.connection_id, address.id) > ($8, $9, $10))
 order by address.number, address.connection_id, address.id
 limit $11`;

type StoredAddress = Pick<AddressView, 'connection' | 'id' | 'number' | 'gone' | 'asOf' | 'changedAt'> & {
  content: string | null;
};

/** The addresses of the shop's connections, by customer number. */
export async function readAddresses(database: Queryable, query: AddressQuery): Promise<AddressView[]> {
  const { shopId } = query;
  const key = await addressKey(database, shopId);
  if (!key) return [];
  const marks = query.search === null ? null : searchMarks(query.search);
  // Nobody is meant by signs alone.
  if (marks?.length === 0) return [];
  const hashed = (all: readonly string[]) => all.map((mark) => key.hash(mark));
  const [number = null, connection = null, id = null] = query.after ?? [];
  const { rows } = await database.query<StoredAddress>(viewStatement, [
    shopId,
    query.numbers.length === 0 ? null : query.numbers,
    query.emails.length === 0 ? null : hashed(query.emails.map(emailKey)),
    marks && hashed(marks),
    query.connectionId,
    query.changedSince,
    query.gone,
    number,
    connection,
    id,
    query.limit,
  ]);
  return Promise.all(rows.map((row) => opened(database, shopId, row)));
}

/** The most addresses that are looked at for each thing by which somebody is found. */
const mostOfMark = 50;

const candidatesStatement = `${storedAddresses}
   and address.connection_id = $2
   and address.gone_at is null
   and address.keys @> $3
 limit ${mostOfMark}`;

/** The addresses of a connection's office that may be those of whom is sought, each once. */
export async function findCandidates(
  database: Queryable,
  { shopId, connectionId }: { shopId: string; connectionId: string },
  sought: Sought,
): Promise<AddressView[]> {
  const key = await addressKey(database, shopId);
  if (!key) return [];
  const found = new Map<string, StoredAddress>();
  for (const marks of candidateMarks(sought)) {
    const hashes = marks.map((mark) => key.hash(mark));
    const { rows } = await database.query<StoredAddress>(candidatesStatement, [shopId, connectionId, hashes]);
    for (const row of rows) found.set(row.id, row);
  }
  return Promise.all([...found.values()].map((row) => opened(database, shopId, row)));
}

const readStatement = `
select connection_id as connection,
       confirmed_at as "readAt"
  from collectors
 where shop_id = $1
   and what = 'addresses'`;

/** When the addresses of each connection were last read whole or confirmed; null: not so far. */
export async function addressesReadAt(database: Queryable, shopId: string): Promise<Map<string, Date | null>> {
  const { rows } = await database.query<{ connection: string; readAt: Date | null }>(readStatement, [shopId]);
  return new Map(rows.map(({ connection, readAt }) => [connection, readAt]));
}

async function opened(
  database: Queryable,
  shopId: string,
  { content: sealed, ...row }: StoredAddress,
): Promise<AddressView> {
  const content =
    sealed === null
      ? erasedAddress
      : await openAddress(database, sealed, { shopId, connectionId: row.connection, id: row.id });
  return { ...row, name: nameOf(content), ...content };
}
