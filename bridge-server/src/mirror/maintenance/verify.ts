import { inTransaction, type Database, type Queryable } from '../../database/database.ts';
import { noteForShops } from '../../journal/note.ts';
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
