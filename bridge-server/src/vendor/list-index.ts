import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { FactStore } from '../systems/contract.ts';
import { valueOf, type Failed, type Reply } from './reply.ts';

/**
 * A list of the vendor's of which the bridge keeps an index, since the vendor cannot be asked for the rows that have a key. The index
 * holds ids, and of the keys no more than their hashes: it says of nobody how they are called or reached.
 */
export interface Indexed<Row> {
  /** The fact that says where the index stands. */
  cursor: string;
  nameOf(id: string): string;
  idOf(row: Row): string;
  /** By what the row is found. */
  keysOf(row: Row): readonly string[];
  /** When the row last changed, by the vendor's clock. */
  changedAt(row: Row): string | null | undefined;
  /** Reads the rows that changed after this instant; `null`: all rows. */
  read(after: string | null): Promise<Reply<Row[]>>;
}

/**
 * How far the changes have been read, and when the index was last begun with all rows. After 30 days it begins anew, so that no row
 * that is still there grows so old that it is forgotten.
 */
const cursor = z.object({ changed: z.iso.datetime({ offset: true }), begun: z.number() });
const renewalSeconds = 30 * 86_400;
/** A row that changed just before the newest change that was seen may become visible after it. */
const overlapMs = 60_000;
/** So far the vendor's clock may be ahead, or tell another zone's time. */
const clocksApartMs = 86_400_000;
const rowsInStatement = 1000;

/** The ids of the rows with one of the keys, after everything that changed at the vendor since the last time was read. */
export async function idsWithKeys<Row>(
  store: FactStore,
  indexed: Indexed<Row>,
  keys: readonly string[],
): Promise<Reply<string[]>> {
  const failed = await readChanges(store, indexed);
  if (failed) return failed;
  const found = await Promise.all(keys.map((key) => store.withKey(hashOf(key))));
  return valueOf([...new Set(found.flat().flatMap((value) => indexedId.safeParse(value).data ?? []))]);
}

const indexedId = z.string();
const hashOf = (key: string): string => createHash('sha256').update(key).digest('base64url');

/** Forgets a row that the vendor no longer has: a list of changes does not tell of deletions. */
export const forgetRow = <Row>(store: FactStore, { nameOf }: Pick<Indexed<Row>, 'nameOf'>, id: string): Promise<void> =>
  store.put(nameOf(id), null);

async function readChanges<Row>(store: FactStore, indexed: Indexed<Row>): Promise<Failed | null> {
  const now = Date.now();
  const kept = cursor.safeParse(await store.get(indexed.cursor, renewalSeconds)).data;
  const isUsable = kept && now - kept.begun < renewalSeconds * 1000 && Date.parse(kept.changed) <= now + clocksApartMs;
  const known = isUsable ? kept : null;
  const changed = known ? Date.parse(known.changed) : 0;
  const reply = await indexed.read(known && new Date(changed - overlapMs).toISOString());
  if (reply.kind !== 'value') return reply;
  const facts = reply.value.map((row) => ({
    name: indexed.nameOf(indexed.idOf(row)),
    value: indexed.idOf(row),
    keys: indexed.keysOf(row).map(hashOf),
  }));
  for (let from = 0; from < facts.length; from += rowsInStatement)
    await store.putAll(facts.slice(from, from + rowsInStatement));
  // A change that is dated beyond tomorrow would keep every change before then from being read.
  const dates = reply.value.map((row) => Date.parse(indexed.changedAt(row) ?? '') || 0);
  // One by one: a hundred thousand dates are more arguments than a call may have.
  const newest = dates
    .filter((date) => date <= now + clocksApartMs)
    .reduce((latest, date) => Math.max(latest, date), changed);
  // Last, so that a reading that was interrupted is repeated.
  if (newest > changed)
    await store.put(indexed.cursor, { changed: new Date(newest).toISOString(), begun: known?.begun ?? now });
  return null;
}
