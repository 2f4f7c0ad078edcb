import type pg from 'pg';
import type { Logger } from 'pino';
import { inTransaction, type Queryable } from '../../database/database.ts';
import { rules } from '../../shops/rules.ts';
import type { System } from '../../systems/contract.ts';
import { readLane } from '../delivery/lane.ts';
import { addTransfer } from '../transfer/add.ts';
import { toTransfer, transferColumns, type TransferColumns } from '../transfer/rows.ts';
import { storeTransition } from '../transfer/store.ts';
import type { Timing } from '../transfer/transition.ts';
import { reviewTransfer } from './reviewing.ts';

/** Systems by their key; a review needs their planning only, never a call. */
export type SystemByKey = (key: string) => System | null;

/**
 * Looks at one transfer whose order, or whose connection's settings, changed, and does what follows: opens it, closes it,
 * or adds an amendment or a cancellation. One that cannot be looked at is put off. False: none waits for a review.
 */
export async function reviewOne(pool: pg.Pool, systems: SystemByKey, timing: Timing, log: Logger): Promise<boolean> {
  let found: { shop_id: string; id: number; subject_id: string; subject_kind: string } | undefined;
  try {
    return await inTransaction(pool, async (client) => {
      // What follows from the order goes before what follows from its refunds and payments, which a person may have to look at.
      // Whoever sends, or asks about a doubt, compares the revisions when it ends; what it leaves behind is looked at then.
      const due = await client.query<NonNullable<typeof found>>({
        name: 'review.due',
        text: `select shop_id, id, subject_id, subject_kind from transfers where review_at <= now() and state not in ('sending', 'in_doubt')
                order by review_at, id limit 1 for no key update skip locked`,
      });
      [found] = due.rows;
      if (!found) return false;
      // Intake locks the order before its transfers. Here the transfer is held already, so the order is only tried for.
      const locked = await client.query({
        name: 'review.lock',
        text: 'select 1 from subjects where shop_id = $1 and id = $2 and kind = $3 for no key update skip locked',
        values: [found.shop_id, found.subject_id, found.subject_kind],
      });
      if (locked.rowCount === 0) await putOff(client, found, 1);
      else await review(client, systems, timing, found.shop_id, found.id);
      return true;
    });
  } catch (fault) {
    if (!found) throw fault;
    log.error({ err: fault, shop: found.shop_id, transfer: found.id }, 'a transfer cannot be reviewed and is put off');
    await putOff(pool, found, 300);
    return true;
  }
}

async function review(
  client: pg.PoolClient,
  systems: SystemByKey,
  timing: Timing,
  shopId: string,
  id: number,
): Promise<void> {
  const { rows } = await client.query<TransferColumns & { rules: unknown; archived: boolean }>(
    `select ${transferColumns('t')}, c.rules, c.archived_at is not null as archived
       from transfers t join connections c on c.shop_id = t.shop_id and c.id = t.connection_id where t.shop_id = $1 and t.id = $2`,
    [shopId, id],
  );
  const [columns] = rows;
  if (!columns) return;
  const transfer = toTransfer(columns);
  await client.query('update transfers set review_at = null where shop_id = $1 and id = $2', [shopId, id]);
  // A refund of an order that is sent by a person's word may have been closed, or come about closed, by a rule that the word overrides.
  if (transfer.kind === 'order' && transfer.insisted) {
    await client.query(
      `update transfers set review_at = coalesce(review_at, now())
        where shop_id = $1 and connection_id = $2 and subject_id = $3 and subject_kind = $4 and id <> $5 and state = 'closed' and reason like 'rule.%'`,
      [shopId, transfer.connectionId, transfer.subjectId, transfer.subjectKind, id],
    );
  }

  const { order: row, siblings } = await readLane(client, transfer);
  const reviewed = reviewTransfer({
    transfer,
    row,
    siblings,
    system: systems(transfer.system),
    rules: columns.archived ? null : rules.parse(columns.rules),
    timing,
  });
  if (!reviewed) return;
  const { event, transition, by, further } = reviewed;
  if (!(await storeTransition(client, transfer, event, transition, by))) return;
  if (event.name === 'wanted' && transfer.kind === 'order') {
    // A refund whose turn came while its order was closed has been closed for that reason; or a worker is about to do so.
    await client.query(
      'update transfers set review_at = now() where shop_id = $1 and connection_id = $2 and subject_id = $3 and subject_kind = $4 and id <> $5',
      [shopId, transfer.connectionId, transfer.subjectId, transfer.subjectKind, id],
    );
  }
  if (further) await addTransfer(client, transfer, further);
}

async function putOff(database: Queryable, at: { shop_id: string; id: number }, seconds: number): Promise<void> {
  await database.query(
    'update transfers set review_at = now() + make_interval(secs => $3::float8) where shop_id = $1 and id = $2',
    [at.shop_id, at.id, seconds],
  );
}
