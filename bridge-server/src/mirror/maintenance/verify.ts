import { inTransaction, type Database, type Queryable } from '../../database/database.ts';
import { noteForShops } from '../../journal/note.ts';
import { restoreBefore } from '../transfer/restored.ts';
import type { Timing } from '../transfer/transition.ts';

/**
 * The verification of a database that was restored from a backup. It is begun once, tells how far it is, and is ended
 * by whoever runs the bridge. What it means for each transfer stands in `restored.ts`.
 */

/** `at`: when the restore was made known here. `since`: the time up to which the backup knows everything. */
export interface Restore {
  at: Date;
  since: Date;
}

const restoreStatement = `
select restored_at as at,
       restored_from as since
  from bridge
 where restored_at is not null`;

/** The restore that is being verified; null when there is none. */
export async function readRestore(database: Queryable): Promise<Restore | null> {
  const { rows } = await database.query<Restore>(restoreStatement);
  return rows[0] ?? null;
}

const newestStatement = `
select greatest(
         (select max(received_at) from subjects),
         (select max(changed_at) from transfers),
         (select at from journal order by id desc limit 1)
       ) as newest`;

/**
 * When the newest thing happened that the database knows of. The backup of a restored database was made then, or a
 * little later. Null: the database is empty.
 */
export async function newestKnown(database: Queryable): Promise<Date | null> {
  const { rows } = await database.query<{ newest: Date | null }>(newestStatement);
  return rows[0]?.newest ?? null;
}

const beginStatement = `
update bridge
   set restored_at = clock_timestamp(),
       restored_from = $1
returning restored_at as at,
          restored_from as since`;

/**
 * Marks the transfers that the restore concerns.
 * - A step that was begun before the backup is in doubt. Its look-ups and its time in doubt are counted anew. The
 * target is asked once the last call of the bridge before the restore is over and the target's lists have settled.
 * - An amendment is planned anew from what the document says now, except one that the office fetches: it says what is
 * offered.
 * - A closed transfer may be opened again. The target is asked then.
 */
const markStatement = `
update transfers
   set looked = case when kind <> 'amendment' and intent_open and state <> 'closed' then 'asking' end,
       intent_open = intent_open and kind <> 'amendment',
       frozen = case when kind <> 'amendment' or state = 'handed_over' then frozen end,
       planned_revision = case when kind <> 'amendment' or state = 'handed_over' then planned_revision end,
       absences = 0,
       attempts = 0,
       doubt_since = case when state = 'in_doubt' then now() end,
       due_at = case
         when state = 'in_doubt' then greatest(due_at, now() + make_interval(secs => $1::float8))
         else due_at
       end,
       lease_until = case
         when state = 'sending' then greatest(lease_until, now() + make_interval(secs => $1::float8))
       end,
       lease_token = case when state = 'sending' then lease_token end,
       priority = greatest(priority, 1)
 where state in ('waiting', 'sending', 'in_doubt', 'blocked', 'handed_over')
    or (state = 'closed' and looked is not null)`;

/**
 * Begins to verify. From the commit on, the target is asked before a step of an older order is done. `since`: see
 * `Restore`. `by` names the person in the journal.
 */
export function beginVerify(
  { longPool }: Pick<Database, 'longPool'>,
  since: Date,
  timing: Pick<Timing, 'callTimeoutSeconds' | 'settleSeconds'>,
  by: string,
): Promise<Restore> {
  return inTransaction(longPool, async (client) => {
    const {
      rows: [restore],
    } = await client.query<Restore>(beginStatement, [since]);
    if (!restore) throw new Error('the database was never opened by a bridge');
    await client.query(markStatement, [timing.callTimeoutSeconds + timing.settleSeconds]);
    await noteForShops(client, { actor: by, code: 'bridge.restored', detail: { since: since.toISOString() } });
    return restore;
  });
}

/** Ends the verification: orders from before the restore go on like all others. */
export function endVerify({ pool }: Pick<Database, 'pool'>, by: string): Promise<void> {
  return inTransaction(pool, async (client) => {
    await client.query('update bridge set restored_at = null, restored_from = null');
    await noteForShops(client, { actor: by, code: 'bridge.verified' });
  });
}

/** How far the verification is; counts of transfers whose orders are older than the restore. */
export interface VerifyProgress {
  /** The worker still has to look at them, or to finish them. */
  left: number;
  /** `found`: the vendor has the document. `absent`: the vendor was asked and does not have it. */
  found: number;
  absent: number;
  forPerson: number;
}

// `found` and `absent` count what the target was asked about since. A step that the vendor refuses for good is not
// asked about, so it counts nowhere.
const progressStatement = (isOlder: string) => `
select count(*) filter (where t.state in ('waiting', 'sending', 'in_doubt') and ${isOlder})::integer as left,
       count(*) filter (where t.looked in ('found', 'partly'))::integer as found,
       count(*) filter (where t.looked = 'absent')::integer as absent,
       count(*) filter (where t.state = 'blocked' and ${isOlder})::integer as "forPerson"
  from transfers t
 where t.state in ('waiting', 'sending', 'in_doubt', 'blocked')
    or t.changed_at >= (select restored_at from bridge)`;
const snapshotOfTransfer = `(
      select subject.snapshot
        from subjects subject
       where subject.shop_id = t.shop_id
         and subject.id = t.subject_id
         and subject.kind = t.subject_kind
    )`;

/** How far the verification is. `begun` false: how many transfers it would look at. */
export async function progressOf(database: Queryable, begun: boolean): Promise<VerifyProgress> {
  const isOlder = begun ? `exists (${restoreBefore(snapshotOfTransfer)})` : 'true';
  const {
    rows: [progress],
  } = await database.query<VerifyProgress>(progressStatement(isOlder));
  if (!progress) throw new Error('a count has no row');
  return progress;
}

/** A document that may be at the target though its transfer is closed. `key`: by what it is found there. */
export interface CalledOff {
  transfer: number;
  shop: string;
  connection: string;
  orderId: string;
  order: string;
  kind: string;
  reason: string;
  key: string;
}

const calledOffStatement = `
select t.id as transfer,
       t.shop_id as shop,
       t.connection_id as connection,
       t.subject_id as "orderId",
       subject.number as order,
       t.kind,
       t.reason,
       t.document_key as key
  from transfers t
  join subjects subject
    on subject.shop_id = t.shop_id
   and subject.id = t.subject_id
   and subject.kind = t.subject_kind
 where t.changed_at >= (select restored_at from bridge)
   and t.state = 'closed'
   and t.kind = 'order'
   and t.document_id is null
   and t.reason in ('cancelled.before_sending', 'rule.refunded_in_full')
   and exists (${restoreBefore('subject.snapshot')})
 order by t.id
 limit $1`;

/**
 * Transfers that were added or closed since the restore, because the shop's order is called off, or refunded in full,
 * by now. If the order was sent after the backup, its document is at the target and nobody cancels it, so a person must
 * look. At most `limit`.
 */
export async function calledOff(database: Queryable, limit: number): Promise<CalledOff[]> {
  const { rows } = await database.query<CalledOff>(calledOffStatement, [limit]);
  return rows;
}
