import type { Order, UnreadOrder } from '@kontor/shared/order';
import type pg from 'pg';
import type { Logger } from 'pino';
import { newTransferColumns } from '../transfer/rows.ts';
import { inTransaction, type Queryable } from '../../database/database.ts';
import type { Directory, Routing } from '../../shops/directory.ts';
import type { SubjectKind } from '../../systems/contract.ts';
import { isWithoutContent, readSnapshot } from '../transfer/current-order.ts';
import { openSnapshot } from '../transfer/order-contents.ts';
import type { SubjectAt } from '../transfer/transfer.ts';
import { forgottenRoutes, routesOf } from '../transfer/routes.ts';

const shopsBehindStatement = `
select shop.id,
       shop.settings_version
  from shops shop
 where shop.archived_at is null
   and exists (
         select from subjects subject
          where subject.shop_id = shop.id
            and subject.settings_version < shop.settings_version
       )`;

/**
 * After a shop's connections or settings changed: routes the orders that were routed with older settings again, a batch
 * at a time. New transfers are added, existing transfers are reviewed. Returns how many orders it visited.
 */
export async function rerouteOrders(pool: pg.Pool, directory: Directory, log: Logger, batch = 200): Promise<number> {
  const { rows: shops } = await pool.query<{ id: string; settings_version: number }>(shopsBehindStatement);
  let visited = 0;
  for (const shop of shops) {
    const routing = await freshRouting(directory, shop.id, shop.settings_version);
    visited += await inTransaction(pool, (client) => rerouteBatch(client, shop.id, routing, batch, log));
  }
  return visited;
}

const visitStatement = `
update subjects
   set settings_version = $2
 where shop_id = $1
   and (id, kind) in (
         select id,
                kind
           from subjects
          where shop_id = $1
            and settings_version < $2
          order by id, kind
          limit $3
            for update skip locked
       )
returning id,
          kind,
          tombstone,
          snapshot,
          unread,
          forgotten_at,
          currency,
          correlation_id`;

interface VisitedOrder {
  id: string;
  kind: SubjectKind;
  tombstone: boolean;
  snapshot: string | null;
  unread: UnreadOrder | null;
  forgotten_at: Date | null;
  currency: string | null;
  correlation_id: string;
}

async function rerouteBatch(
  client: pg.PoolClient,
  shopId: string,
  routing: Routing,
  batch: number,
  log: Logger,
): Promise<number> {
  const { rows } = await client.query<VisitedOrder>(visitStatement, [shopId, routing.settingsVersion, batch]);
  for (const row of rows) await reroute(client, shopId, routing, row, log);
  return rows.length;
}

const insertStatement = `
insert into transfers (${newTransferColumns}, priority)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 2)
on conflict (shop_id, subject_id, subject_kind, system, account, kind, reference) do update
   set review_at = now()`;

/**
 * Reviews the other transfers of the order: those of removed connections, and of kinds that the order does not ask for.
 */
const reviewOthersStatement = `
update transfers
   set review_at = coalesce(review_at, now())
 where shop_id = $1
   and subject_id = $2
   and subject_kind = $3`;

async function reroute(
  client: pg.PoolClient,
  shopId: string,
  routing: Routing,
  row: VisitedOrder,
  log: Logger,
): Promise<void> {
  // An order that never could be read asks for nothing.
  if (row.unread && row.snapshot === null && row.forgotten_at === null) return;
  const at = { shopId, subjectKind: row.kind, subjectId: row.id };
  const order = await contentOrNone(client, at, row, log);
  if (order === 'unreadable') return;
  for (const route of isWithoutContent(row) ? forgottenRoutes(at, routing) : routesOf(at, order, routing)) {
    await client.query(insertStatement, [
      shopId,
      route.connectionId,
      route.system,
      route.account,
      route.subjectKind,
      route.subjectId,
      route.kind,
      route.reference,
      route.aboutKind,
      route.aboutReference,
      route.documentKey,
      route.state,
      route.reason,
      row.currency,
      route.total,
      row.correlation_id,
    ]);
  }
  await client.query(reviewOthersStatement, [shopId, row.id, row.kind]);
}

/**
 * The order's content. An order that this version of the code cannot read keeps the routing it has, and the others go
 * on.
 */
async function contentOrNone(
  database: Queryable,
  at: SubjectAt,
  { tombstone, snapshot }: Pick<VisitedOrder, 'tombstone' | 'snapshot'>,
  log: Logger,
): Promise<Order | null | 'unreadable'> {
  if (tombstone || snapshot === null) return null;
  try {
    return readSnapshot(await openSnapshot(database, at, snapshot));
  } catch (fault) {
    log.error({ err: fault, shop: at.shopId, order: at.subjectId }, 'an order cannot be read and keeps its routing');
    return 'unreadable';
  }
}

/** The shop's routing, which is at least as new as that version of its settings. */
async function freshRouting(directory: Directory, shopId: string, atLeast: number): Promise<Routing> {
  const routing = await directory.routing(shopId);
  if (routing.settingsVersion >= atLeast) return routing;
  directory.forget(shopId);
  return directory.routing(shopId);
}
