import { inTransaction, type Database, type Queryable } from '../../database/database.ts';
import { noteForShops } from '../../journal/note.ts';
import { restoreBefore } from '../transfer/restored.ts';
import type { Timing } from '../transfer/transition.ts';

/**
 * The verifying of a database that was restored from a backup: it is begun once, tells how far it is, and is ended by whoever
 * runs the bridge. What follows from it for each transfer stands in `restored.ts`.
 */

/** Since when, and up to when the backup knows everything. */
export interface Restore {
  at: Date;
  since: Date;
}

/** The restore that is verified now; null when none is. */
export async function readRestore(database: Queryable): Promise<Restore | null> {
  const { rows } = await database.query<Restore>(
    'select restored_at as at, restored_from as since from bridge where restored_at is not null',
  );
  return rows[0] ?? null;
}

/** When the newest thing that the database knows of happened: a restored one was backed up then, or a little later. Null: it is empty. */
export async function newestKnown(database: Queryable): Promise<Date | null> {
  const { rows } = await database.query<{ newest: Date | null }>(
    'select greatest((select max(received_at) from subjects), (select max(changed_at) from transfers), (select at from journal order by id desc limit 1)) as newest',
  );
  return rows[0]?.newest ?? null;
}

// What was begun before the backup is in doubt in any case; how often it was asked about, and for how long, counts anew, and it
// is asked about when the last call of the bridge that was restored is over and the target's lists have settled. An
// amendment is planned anew from what the document says now, unless the office fetches it: then it says what is offered. What is
// closed may be opened again, and is then asked about.
const markStatement = `
update transfers set
  looked = case when kind <> 'amendment' and intent_open and state <> 'closed' then 'asking' end,
  intent_open = intent_open and kind <> 'amendment',
  frozen = case when kind <> 'amendment' or state = 'handed_over' then frozen end,
  planned_revision = case when kind <> 'amendment' or state = 'handed_over' then planned_revision end,
  absences = 0, attempts = 0,
  doubt_since = case when state = 'in_doubt' then now() end,
  due_at = case when state = 'in_doubt' then greatest(due_at, now() + make_interval(secs => $1::float8)) else due_at end,
  lease_until = case when state = 'sending' then greatest(lease_until, now() + make_interval(secs => $1::float8)) end,
  lease_token = case when state = 'sending' then lease_token end,
  priority = greatest(priority, 1)
 where state in ('waiting', 'sending', 'in_doubt', 'blocked', 'handed_over') or (state = 'closed' and looked is not null)`;

/** Begins to verify. From the commit on, what is older than now is asked about before it is done. `by` names the person in the journal. */
export function beginVerify(
  { longPool }: Pick<Database, 'longPool'>,
  since: Date,
  timing: Pick<Timing, 'callTimeoutSeconds' | 'settleSeconds'>,
  by: string,
): Promise<Restore> {
  return inTransaction(longPool, async (client) => {
    const { rows } = await client.query<Restore>(
      'update bridge set restored_at = clock_timestamp(), restored_from = $1 returning restored_at as at, restored_from as since',
      [since],
    );
    const [restore] = rows;
    if (!restore) throw new Error('the database was never opened by a bridge');
    await client.query(markStatement, [timing.callTimeoutSeconds + timing.settleSeconds]);
    await noteForShops(client, { actor: by, code: 'bridge.restored', detail: { since: since.toISOString() } });
    return restore;
  });
}

/** Ends it: orders from before the restore go on like all others. */
export function endVerify({ pool }: Pick<Database, 'pool'>, by: string): Promise<void> {
  return inTransaction(pool, async (client) => {
    await client.query('update bridge set restored_at = null, restored_from = null');
    await noteForShops(client, { actor: by, code: 'bridge.verified' });
  });
}

/** How far verifying is; in transfers of orders from before the restore. */
export interface VerifyProgress {
  /** The worker still has to look at, or to finish, so many. */
  left: number;
  /** `found`: the vendor has the document. `absent`: the vendor was asked and does not have it. */
  found: number;
  absent: number;
  forPerson: number;
}

// `found` and `absent` count what was asked about since; what a vendor refuses for good is not asked about, and counts nowhere.
const progressStatement = (older: string) => `
select count(*) filter (where t.state in ('waiting', 'sending', 'in_doubt') and ${older})::integer as left,
       count(*) filter (where t.looked in ('found', 'partly'))::integer as found,
       count(*) filter (where t.looked = 'absent')::integer as absent,
       count(*) filter (where t.state = 'blocked' and ${older})::integer as "forPerson"
  from transfers t
 where t.state in ('waiting', 'sending', 'in_doubt', 'blocked') or t.changed_at >= (select restored_at from bridge)`;
const olderOrder = `exists (${restoreBefore('(select o.snapshot from subjects o where o.shop_id = t.shop_id and o.id = t.subject_id and o.kind = t.subject_kind)')})`;

/** How far it is; `begun` false: how many transfers would be looked at. */
export async function progressOf(database: Queryable, begun: boolean): Promise<VerifyProgress> {
  const { rows } = await database.query<VerifyProgress>(progressStatement(begun ? olderOrder : 'true'));
  const [progress] = rows;
  if (!progress) throw new Error('a count has no row');
  return progress;
}

/** A document that may be at the target though its transfer is closed; `key`: by what it is found there. */
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

/**
 * Transfers that came about, or were closed, since the restore because the shop's order is called off or paid back by now. If
 * it was sent after the backup, its document is at the target and nobody takes it back: a person looks. At most `limit`.
 */
export async function calledOff(database: Queryable, limit: number): Promise<CalledOff[]> {
  const { rows } = await database.query<CalledOff>(
    `select t.id as transfer, t.shop_id as shop, t.connection_id as connection, t.subject_id as "orderId", o.number as order, t.kind, t.reason, t.document_key as key
       from transfers t join subjects o on o.shop_id = t.shop_id and o.id = t.subject_id and o.kind = t.subject_kind
      where t.changed_at >= (select restored_at from bridge) and t.state = 'closed' and t.kind = 'order' and t.document_id is null
        and t.reason in ('cancelled.before_sending', 'rule.refunded_in_full') and exists (${restoreBefore('o.snapshot')})
      order by t.id limit $1`,
    [limit],
  );
  return rows;
}
