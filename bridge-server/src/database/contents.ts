import type pg from 'pg';

/**
 * The contents of orders and documents are sealed in the database, since they may tell somebody's health. Whoever reads
 * or writes such a column asks the connection that it uses for the cipher: the keys of contents stand in the database
 * itself, so they belong to the connection as its encoding does.
 */

/** A connection that is asked for what it holds: a pool, or the one connection of a transaction. */
type Connection = Pick<pg.PoolClient, 'query'>;

/** Where a content stands. It is bound into the sealed content, so that contents cannot be swapped between rows. */
export interface ContentPlace {
  shop: string;
  /** The table's column, such as `subjects.snapshot`. */
  column: string;
  /** What tells the row from the shop's other rows. */
  id: string;
}

/** Seals contents and opens them. Opening throws `CannotOpen` if the content's key cannot be opened, or does not fit. */
export interface Contents {
  sealText(database: Connection, text: string, place: ContentPlace): Promise<string>;
  /** A text that was stored before contents were sealed is returned as it is. */
  openText(database: Connection, stored: string, place: ContentPlace): Promise<string>;
  sealBytes(database: Connection, bytes: Uint8Array, place: ContentPlace): Promise<Buffer>;
  /** Bytes that were stored before contents were sealed are returned as they are. */
  openBytes(database: Connection, stored: Uint8Array, place: ContentPlace): Promise<Uint8Array>;
  /** The ids of the content keys that this process cannot open. */
  lostKeys(database: Connection): Promise<readonly string[]>;
}

/** The contents of one database, shared by all its connections. */
interface Holder {
  contents: Contents | null;
}
const holders = new WeakMap<object, Holder>();

/** Makes the connections, which are pools or clients, share one cipher; `holdContents` then names the cipher. */
export function shareContents(first: object, other: object): void {
  const holder = holders.get(first) ?? { contents: null };
  holders.set(first, holder);
  holders.set(other, holder);
}

/** Gives a database the cipher of its contents. `pool`: one of its pools. */
export function holdContents({ pool }: { pool: object }, contents: Contents): void {
  const holder = holders.get(pool);
  if (!holder) throw new Error('the pool was not opened as a database');
  holder.contents = contents;
}

/** The cipher of the database that the connection leads to. */
export function contentsOf(database: Connection): Contents {
  const contents = holders.get(database)?.contents;
  if (!contents) throw new Error('the connection has no cipher for contents');
  return contents;
}

/** SQL: the id of the key that sealed a text; empty for a text that is not sealed. */
export const contentKeySql = (column: string): string =>
  `case when starts_with(${column}, 'sealed.') then split_part(${column}, '.', 2) else '' end`;
