import { z } from 'zod';
import type { FactStore } from '../systems/contract.ts';
import { valueOf, type Failed, type Reply } from './reply.ts';

/** A list of the vendor's that the bridge keeps a copy of, since the vendor cannot be asked for the rows that have a key. */
export interface Copied<Row> {
  /** The fact that says where the copy stands. */
  cursor: string;
  nameOf(id: string): string;
  row: z.ZodType<Row>;
  idOf(row: Row): string;
  /** By what the row is found. */
  keysOf(row: Row): readonly string[];
  /** When the row last changed, by the vendor's clock. */
  changedAt(row: Row): string | null | undefined;
  /** Reads the rows that changed after this instant; `null`: all rows. */
  read(after: string | null): Promise<Reply<Row[]>>;
}

/**
 * How far the changes have been read, and when the copy last began with all rows. After 30 days it begins anew, so that no row
 * that is still there grows so old that it is forgotten.
 */
const cursor = z.object({ changed: z.iso.datetime({ offset: true }), begun: z.number() });
const renewalSeconds = 30 * 86_400;
/** A row that changed just before the newest change that was seen may become visible after it. */
const overlapMs = 60_000;
const rowsInStatement = 1000;

/** The rows with one of the keys, after everything that changed at the vendor since the last time was read. */
export async function rowsWithKeys<Row>(
  store: FactStore,
  copied: Copied<Row>,
  keys: readonly string[],
): Promise<Reply<Row[]>> {
  const failed = await readChanges(store, copied);
  if (failed) return failed;
  const found = await Promise.all(keys.map((key) => store.withKey(key)));
  const rows = found.flat().flatMap((value) => {
    const read = copied.row.safeParse(value);
    return read.success ? [read.data] : [];
  });
  return valueOf([...new Map(rows.map((row) => [copied.idOf(row), row])).values()]);
}

/** Forgets a row that the vendor no longer has: a list of changes does not tell of deletions. */
export const forgetRow = <Row>(store: FactStore, { nameOf }: Pick<Copied<Row>, 'nameOf'>, id: string): Promise<void> =>
  store.put(nameOf(id), null);

async function readChanges<Row>(store: FactStore, copied: Copied<Row>): Promise<Failed | null> {
  const now = Date.now();
  const kept = cursor.safeParse(await store.get(copied.cursor, renewalSeconds)).data;
  const known = kept && now - kept.begun < renewalSeconds * 1000 ? kept : null;
  const changed = known ? Date.parse(known.changed) : 0;
  const reply = await copied.read(known && new Date(changed - overlapMs).toISOString());
  if (reply.kind !== 'value') return reply;
  const facts = reply.value.map((row) => ({
    name: copied.nameOf(copied.idOf(row)),
    value: row,
    keys: copied.keysOf(row),
  }));
  for (let from = 0; from < facts.length; from += rowsInStatement)
    await store.putAll(facts.slice(from, from + rowsInStatement));
  const newest = Math.max(changed, ...reply.value.map((row) => Date.parse(copied.changedAt(row) ?? '') || 0));
  // Last, so that a reading that was interrupted is repeated.
  if (newest > changed)
    await store.put(copied.cursor, { changed: new Date(newest).toISOString(), begun: known?.begun ?? now });
  return null;
}
