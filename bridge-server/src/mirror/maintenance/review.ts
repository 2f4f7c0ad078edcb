import type { Order } from '@kontor/shared/order';
import type pg from 'pg';
import type { Logger } from 'pino';
import { inTransaction, type Queryable } from '../../database/database.ts';
import { rules } from '../../shops/rules.ts';
import { routedFunctions, type About, type System } from '../../systems/contract.ts';
import { readLane } from '../delivery/lane.ts';
import { insistenceOn, isForgotten, planningOf, readSnapshot, type Sibling } from '../delivery/planning.ts';
import { reviewEvent } from '../transfer/decide.ts';
import { toTransfer, transferColumns, type TransferColumns } from '../transfer/rows.ts';
import { addTransfer } from '../transfer/add.ts';
import { storeTransition, type CurrentOrder } from '../transfer/store.ts';
import { aboutOf, isBegun, type Transfer } from '../transfer/transfer.ts';
import { applyEvent, type Timing } from '../transfer/transition.ts';
import { decisionFor } from '../transfer/wanted.ts';

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
  // If the order's content was erased, its transfers stay as they are; the next revision tells what follows.
  if (isForgotten(row)) return;
  const order = row.snapshot === null ? null : readSnapshot(row.snapshot);
  const decision = columns.archived
    ? { kind: 'not_wanted' as const, reason: 'rule.connection_removed' as const }
    : decisionFor(transfer, row.tombstone ? null : order, rules.parse(columns.rules), insistenceOn(transfer, siblings));
  const isThere = transfer.state === 'done' || transfer.state === 'handed_over';
  const superseded = isThere && isSuperseded(transfer, siblings);
  const relevant = !superseded && isRelevant(systems(transfer.system), transfer, row, siblings);
  const event = reviewEvent(transfer, { decision, begun: isBegun(transfer), relevant });
  if (!event) return;
  const transition = applyEvent(transfer, event, timing, 0);
  const by = columns.archived ? 'settings' : 'intake';
  if (!(await storeTransition(client, transfer, event, transition, by))) return;
  if (event.name === 'wanted' && transfer.kind === 'order') {
    // A refund whose turn came while its order was closed has been closed for that reason; or a worker is about to do so.
    await client.query(
      'update transfers set review_at = now() where shop_id = $1 and connection_id = $2 and subject_id = $3 and subject_kind = $4 and id <> $5',
      [shopId, transfer.connectionId, transfer.subjectId, transfer.subjectKind, id],
    );
  }
  const { also } = transition.row;
  if (also === 'amendment' || also === 'cancellation') {
    await addTransfer(client, transfer, {
      kind: also,
      reference: referenceOf(also, transfer, row),
      about: aboutOfFurther(also, transfer),
      order: row,
      reason: `wanted.${also}`,
      correlationId: row.correlationId,
      by,
    });
  }
}

/** An order is cancelled once, however often it changes afterwards; amendments are told apart by their revision. */
function referenceOf(also: 'amendment' | 'cancellation', transfer: Transfer, row: CurrentOrder): string {
  if (also === 'cancellation') return '';
  // The order's document is told apart by its revision alone, whether it is mended for the first time or again.
  const of =
    transfer.kind === 'order' || transfer.kind === 'amendment'
      ? []
      : [transfer.kind, ...(transfer.reference ? [transfer.reference] : [])];
  return [...of, row.revision].join('-');
}

/** An amendment is about what the document that it mends is about; a booked payment is a thing of its own. */
function aboutOfFurther(also: 'amendment' | 'cancellation', transfer: Transfer): About {
  if (also === 'cancellation') return { kind: 'order', reference: '' };
  return transfer.kind === 'payment' ? { kind: 'payment', reference: transfer.reference } : aboutOf(transfer);
}

/** Whether an amendment has been made of the order since: then that one tells what the order's document says. */
function isSuperseded({ kind, reference }: Transfer, siblings: readonly Sibling[]): boolean {
  const own = siblings.findIndex((sibling) => sibling.kind === kind && sibling.reference === reference);
  return siblings
    .slice(own + 1)
    .some(
      ({ kind: later, state, fetched }) =>
        later === 'amendment' && (state === 'done' || (state === 'handed_over' && fetched)),
    );
}

/**
 * Whether the order as it is now says other than the frozen plan does, under the frozen settings and facts: an address
 * corrected in a field that the document does not carry is no reason to bother anybody.
 */
function isRelevant(
  system: System | null,
  transfer: Transfer,
  row: CurrentOrder,
  siblings: readonly Sibling[],
): boolean {
  const { frozen } = transfer;
  if (!frozen || !system || row.snapshot === null) return row.revision !== transfer.plannedRevision;
  if (row.revision === frozen.revision) return false;
  // A credit stays what it was, whatever becomes of the order.
  if (transfer.kind !== 'order' && transfer.kind !== 'amendment' && transfer.kind !== 'payment') return false;
  const order = asSent(readSnapshot(row.snapshot));
  const asItIs = rules.parse({
    functions: [...routedFunctions],
    statuses: [order.status],
    sources: [order.source],
    zeroTotal: 'send',
  });
  // An amendment says what the order itself would.
  const [as, beside] =
    transfer.kind === 'payment' ? [transfer, siblings] : [{ ...transfer, ...ofTheOrder, results: {} }, []];
  const given = planningOf(
    { system, connection: { settings: frozen.settings, rules: asItIs }, decisions: frozen.decisions },
    as,
    { ...row, tombstone: false, snapshot: JSON.stringify(order) },
    beside,
  );
  // A status that never sends plans nothing; whether that calls the document off is the routing's business.
  if ('name' in given) return false;
  const planned = system.makePlan({ ...given.request, facts: frozen.facts });
  return (
    planned.kind !== 'plan' ||
    JSON.stringify(contentOf(system, planned.plan)) !== JSON.stringify(contentOf(system, frozen.plan))
  );
}

const ofTheOrder = { kind: 'order', reference: '', aboutKind: 'order', aboutReference: '' } as const;

/** What was given back in full is not sent any more, but its document, which the credits take back, still says what was sold. */
const asSent = (order: Order): Order => (order.stage === 'refunded' ? { ...order, stage: 'done' } : order);

/** Through the schema, so that a field which a newer version adds with a default is no difference. */
const contentOf = (system: System, plan: unknown): unknown => system.content(system.plan.parse(plan));

async function putOff(database: Queryable, at: { shop_id: string; id: number }, seconds: number): Promise<void> {
  await database.query(
    'update transfers set review_at = now() + make_interval(secs => $3::float8) where shop_id = $1 and id = $2',
    [at.shop_id, at.id, seconds],
  );
}
