import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { FactStore } from '../systems/contract-facts.ts';
import { valueOf, type FailedCall, type Reply } from './reply.ts';

/**
 * A vendor's list that the bridge keeps an index of, since the vendor cannot be asked for the rows with a key. The
 * index holds ids and hashes of the keys only, so it tells nobody's name or address.
 */
export interface IndexedList<Row> {
  /** The name of the fact that says how far the list was read. */
  cursor: string;
  nameOf(id: string): string;
  idOf(row: Row): string;
  /** The keys by which the row is found. */
  keysOf(row: Row): readonly string[];
  /** When the row last changed, by the vendor's clock. */
  changedAt(row: Row): string | null | undefined;
  /** Reads the rows that changed after the instant; for `null`, all rows. */
  read(after: string | null): Promise<Reply<Row[]>>;
}

/**
 * `changed`: how far the changes were read. `begun`: when all rows were last read. After 30 days all rows are read
 * again, so that no row's fact grows old enough to be deleted while the vendor still has the row.
 */
const cursor = z.object({ changed: z.iso.datetime({ offset: true }), begun: z.number() });
const renewalSeconds = 30 * 86_400;
/** How much is read again, since a row may become visible after a row that changed later. */
const overlapMs = 60_000;
/** How far the vendor's clock may be ahead; it may also be in another time zone. */
const clocksApartMs = 86_400_000;
const rowsInStatement = 1000;

/**
 * The ids of the rows with one of the keys. Before that, the index takes in everything that changed since the last
 * call.
 */
export async function idsWithKeys<Row>(
  store: FactStore,
  indexed: IndexedList<Row>,
  keys: readonly string[],
): Promise<Reply<string[]>> {
  const failed = await readChanges(store, indexed);
  if (failed) return failed;
  const facts = await Promise.all(keys.map((key) => store.withKey(hashOf(key))));
  return valueOf([...new Set(facts.flat().flatMap((value) => indexedId.safeParse(value).data ?? []))]);
}

const indexedId = z.string();
const hashOf = (key: string): string => createHash('sha256').update(key).digest('base64url');

/** Removes a row that the vendor no longer has from the index; the list of changes does not show deletions. */
export const forgetRow = <Row>(
  store: FactStore,
  { nameOf }: Pick<IndexedList<Row>, 'nameOf'>,
  id: string,
): Promise<void> => store.put(nameOf(id), null);

async function readChanges<Row>(store: FactStore, indexed: IndexedList<Row>): Promise<FailedCall | null> {
  const now = Date.now();
  const storedCursor = cursor.safeParse(await store.get(indexed.cursor, renewalSeconds)).data;
  // A cursor in the far future would hide every change until then.
  const isUsable =
    storedCursor &&
    now - storedCursor.begun < renewalSeconds * 1000 &&
    Date.parse(storedCursor.changed) <= now + clocksApartMs;
  const known = isUsable ? storedCursor : null;
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
  // A change dated beyond tomorrow does not move the cursor, since the changes before that date would not be read any
  // more.
  const dates = reply.value.map((row) => Date.parse(indexed.changedAt(row) ?? '') || 0);
  // Not `Math.max(...dates)`: a hundred thousand dates are more arguments than a call may have.
  const newest = dates
    .filter((date) => date <= now + clocksApartMs)
    .reduce((latest, date) => Math.max(latest, date), changed);
  // The cursor is stored last, so that an interrupted reading is repeated.
  if (newest > changed)
    await store.put(indexed.cursor, { changed: new Date(newest).toISOString(), begun: known?.begun ?? now });
  return null;
}
