import type pg from 'pg';
import { inTransaction } from '../database/database.ts';
import { rules } from '../shops/rules.ts';
import type { System } from '../systems/contract.ts';
import { planningOf, readSnapshot } from './deliver.ts';
import { reviewEvent } from './decide.ts';
import { toTransfer, transferColumns, type TransferColumns } from './rows.ts';
import { addTransfer, readOrderRow, storeTransition, type CurrentOrder } from './store.ts';
import { isBegun, type Transfer } from './transfer.ts';
import { applyEvent, type Timing } from './transition.ts';
import { wanted } from './wanted.ts';

/** Systems by their key; a review needs their planning only, never a call. */
export type SystemByKey = (key: string) => System | null;

/**
 * Looks at one transfer whose order, or whose connection's settings, changed, and does what follows: opens it, closes it,
 * or adds an amendment or a cancellation. Returns false when no transfer waits for a review.
 */
export async function reviewOne(pool: pg.Pool, systems: SystemByKey, timing: Timing): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const due = await client.query<{ shop_id: string; id: number; order_id: number }>({
      name: 'review.due',
      text: `select shop_id, id, order_id from transfers where review_at <= now() order by review_at limit 1 for no key update skip locked`,
    });
    const [found] = due.rows;
    if (!found) return false;
    // Intake locks the order before its transfers. Here the transfer is held already, so the order is only tried for.
    const locked = await client.query({
      name: 'review.lock',
      text: 'select 1 from orders where shop_id = $1 and order_id = $2 for no key update skip locked',
      values: [found.shop_id, found.order_id],
    });
    if (locked.rowCount === 0) {
      await putOff(client, found.shop_id, found.id);
      return true;
    }
    await review(client, systems, timing, found.shop_id, found.id);
    return true;
  });
}

async function review(client: pg.PoolClient, systems: SystemByKey, timing: Timing, shopId: string, id: number): Promise<void> {
  const { rows } = await client.query<TransferColumns & { rules: unknown; settings: unknown; archived: boolean; paused: boolean }>(
    `select ${transferColumns('t')}, c.rules, c.settings, c.archived_at is not null as archived
       from transfers t join connections c on c.shop_id = t.shop_id and c.id = t.connection_id where t.shop_id = $1 and t.id = $2`,
    [shopId, id],
  );
  const [columns] = rows;
  if (!columns) return;
  const transfer = toTransfer(columns);
  // Whoever sends compares the revisions when it ends; what it leaves behind is looked at then.
  if (transfer.state === 'sending' || transfer.state === 'in_doubt') return putOff(client, shopId, id);
  await client.query('update transfers set review_at = null where shop_id = $1 and id = $2', [shopId, id]);

  const row = await readOrderRow(client, shopId, transfer.orderId);
  const order = row.snapshot === null ? null : readSnapshot(row.snapshot);
  const decision = columns.archived
    ? { kind: 'not_wanted' as const, reason: 'rule.connection_removed' as const }
    : wanted(row.tombstone ? null : order, rules.parse(columns.rules));
  const event = reviewEvent(transfer, { decision, begun: isBegun(transfer), relevant: isRelevant(systems(transfer.system), transfer, row) });
  if (!event) return;
  const transition = applyEvent(transfer, event, timing, 0);
  const by = columns.archived ? 'settings' : 'intake';
  if (!(await storeTransition(client, transfer, event, transition, by))) return;
  const { also } = transition.row;
  if (also === 'amendment' || also === 'cancellation') {
    await addTransfer(client, transfer, {
      kind: also, reference: also === 'amendment' ? String(row.revision) : '', reason: `wanted.${also}`, correlationId: row.correlationId, by,
    });
  }
}

/**
 * Whether the order as it is now gives another plan than the frozen one, under the frozen settings and facts: an address
 * corrected in a field that the document does not carry is no reason to bother anybody.
 */
function isRelevant(system: System | null, transfer: Transfer, row: CurrentOrder): boolean {
  const { frozen } = transfer;
  if (!frozen || !system || row.snapshot === null) return row.revision !== transfer.plannedRevision;
  if (row.revision === frozen.revision) return false;
  const given = planningOf({ system, connection: { settings: frozen.settings, rules: rules.parse({ statuses: [readSnapshot(row.snapshot).status], zeroTotal: 'send' }) } }, transfer, { ...row, tombstone: false });
  // A status that never sends plans nothing; whether that calls the document off is the routing's business.
  if ('name' in given) return false;
  const planned = system.makePlan({ ...given.request, facts: frozen.facts });
  return planned.kind === 'gaps' || JSON.stringify(planned.plan) !== JSON.stringify(frozen.plan);
}

async function putOff(client: pg.PoolClient, shopId: string, id: number): Promise<void> {
  await client.query(`update transfers set review_at = now() + interval '1 second' where shop_id = $1 and id = $2`, [shopId, id]);
}
