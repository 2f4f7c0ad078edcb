import type pg from 'pg';
import type { Logger } from 'pino';
import { inTransaction, type Queryable } from '../../database/database.ts';
import { rules } from '../../shops/rules.ts';
import type { System } from '../../systems/contract.ts';
import { readLane } from '../delivery/lane.ts';
import { addTransfer } from '../transfer/add.ts';
import { withOpenPlan } from '../transfer/plans.ts';
import { toTransfer, transferColumns, type TransferRow } from '../transfer/rows.ts';
import { storeTransition } from '../transfer/store.ts';
import type { Transfer } from '../transfer/transfer.ts';
import type { Timing } from '../transfer/transition.ts';
import { reviewTransfer } from './reviewing.ts';

/** Systems by their key; a review needs their planning only, never a call. */
export type SystemByKey = (key: string) => System | null;

/** A transfer that is to be reviewed; its row is held. */
interface DueReview {
  shop_id: string;
  id: number;
  subject_id: string;
  subject_kind: string;
}

// In the order of ids, since what follows for the order comes before what follows for its refunds and payments, which
// may need a person. A worker that sends, or asks about a doubt, compares the revisions itself when it ends; a review
// takes what it leaves.
const dueStatement = `
select shop_id,
       id,
       subject_id,
       subject_kind
  from transfers
 where review_at <= now()
   and state not in ('sending', 'in_doubt')
 order by review_at, id
 limit 1
   for no key update skip locked`;

// Intake locks the order before its transfers. A review holds the transfer already, so it only tries for the order.
const tryOrderStatement = `
select 1
  from subjects
 where shop_id = $1
   and id = $2
   and kind = $3
   for no key update skip locked`;

/**
 * Reviews one transfer whose order, or whose connection's settings, changed, and does what follows: opens it, closes
 * it, or adds an amendment or a cancellation. A transfer that cannot be reviewed is put off. False: no transfer waits
 * for a review.
 */
export async function reviewOne(pool: pg.Pool, systems: SystemByKey, timing: Timing, log: Logger): Promise<boolean> {
  let due: DueReview | undefined;
  try {
    return await inTransaction(pool, async (client) => {
      const { rows } = await client.query<DueReview>({ name: 'review.due', text: dueStatement });
      [due] = rows;
      if (!due) return false;
      const locked = await client.query({
        name: 'review.lock',
        text: tryOrderStatement,
        values: [due.shop_id, due.subject_id, due.subject_kind],
      });
      if (locked.rowCount === 0) await putOff(client, due, 1);
      else await review(client, systems, timing, due.shop_id, due.id);
      return true;
    });
  } catch (fault) {
    if (!due) throw fault;
    log.error({ err: fault, shop: due.shop_id, transfer: due.id }, 'a transfer cannot be reviewed and is put off');
    await putOff(pool, due, 300);
    return true;
  }
}

const reviewedStatement = `
select ${transferColumns('t')},
       c.rules,
       c.archived_at is not null as archived
  from transfers t
  join connections c on c.shop_id = t.shop_id and c.id = t.connection_id
 where t.shop_id = $1
   and t.id = $2`;

const unmarkStatement = `
update transfers
   set review_at = null
 where shop_id = $1
   and id = $2`;

async function review(
  client: pg.PoolClient,
  systems: SystemByKey,
  timing: Timing,
  shopId: string,
  id: number,
): Promise<void> {
  const {
    rows: [row],
  } = await client.query<TransferRow & { rules: unknown; archived: boolean }>(reviewedStatement, [shopId, id]);
  if (!row) return;
  const transfer = await withOpenPlan(client, toTransfer(row));
  await client.query(unmarkStatement, [shopId, id]);
  if (transfer.kind === 'order' && transfer.insisted) await reviewSiblings(client, transfer, 'ruled_out');

  const { order, siblings } = await readLane(client, transfer);
  const reviewed = reviewTransfer({
    transfer,
    row: order,
    siblings,
    system: systems(transfer.system),
    rules: row.archived ? null : rules.parse(row.rules),
    timing,
  });
  if (!reviewed) return;
  const { event, transition, by, further } = reviewed;
  if (!(await storeTransition(client, transfer, event, transition, by))) return;
  if (event.name === 'wanted' && transfer.kind === 'order') await reviewSiblings(client, transfer, 'all');
  if (further) await addTransfer(client, transfer, further);
}

const reviewSiblingsStatements = {
  // A person's word for the order overrides a rule by which one of its refunds may have been closed.
  ruled_out: `
update transfers
   set review_at = coalesce(review_at, now())
 where shop_id = $1
   and connection_id = $2
   and subject_id = $3
   and subject_kind = $4
   and id <> $5
   and state = 'closed'
   and reason like 'rule.%'`,
  // A refund whose turn came while its order was closed has been closed for that reason, or a worker is about to close
  // it.
  all: `
update transfers
   set review_at = now()
 where shop_id = $1
   and connection_id = $2
   and subject_id = $3
   and subject_kind = $4
   and id <> $5`,
} as const;

/** Has the other transfers of the order's lane reviewed. */
async function reviewSiblings(
  client: Queryable,
  { shopId, connectionId, subjectId, subjectKind, id }: Transfer,
  which: keyof typeof reviewSiblingsStatements,
): Promise<void> {
  await client.query(reviewSiblingsStatements[which], [shopId, connectionId, subjectId, subjectKind, id]);
}

const putOffStatement = `
update transfers
   set review_at = now() + make_interval(secs => $3::float8)
 where shop_id = $1
   and id = $2`;

async function putOff(database: Queryable, due: DueReview, seconds: number): Promise<void> {
  await database.query(putOffStatement, [due.shop_id, due.id, seconds]);
}
