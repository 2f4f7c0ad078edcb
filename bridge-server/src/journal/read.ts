import type { Knex } from 'knex';
import { beginningWith } from '../database/pattern.ts';

/** One line of the journal: ids, codes and actors, never content. */
export interface JournalRow {
  id: number;
  at: Date;
  shopId: string;
  connectionId: string | null;
  /** The connection's system. */
  system: string | null;
  orderId: string | null;
  /** The number that people know the order by. */
  orderNumber: string | null;
  transferId: number | null;
  correlationId: string | null;
  actor: string;
  code: string;
  detail: unknown;
}

export interface JournalQuery {
  shopId?: string | undefined;
  connectionId?: string | undefined;
  /** Lines of the shop's connections to this system. */
  system?: string | undefined;
  orderId?: string | undefined;
  transferId?: number | undefined;
  /** Lines of transfers that are in this state now. */
  state?: string | undefined;
  correlationId?: string | undefined;
  /** The number that people know the order by. */
  orderNumber?: string | undefined;
  /** One actor, or a group of actors such as `operator:`. */
  actor?: string | undefined;
  /** A whole code, or a group of codes such as `gap.`. */
  code?: string | undefined;
  since?: Date | undefined;
  /** Only lines that are older than this one. */
  beforeId?: number | undefined;
  /** How many lines to read, the newest of those that match. */
  limit: number;
}

/**
 * Reads the journal by whatever support knows: an order, a transfer, a code, or the correlation id of an answer or a
 * log line. The oldest line comes first.
 */
export async function readJournal(knex: Knex, query: JournalQuery): Promise<JournalRow[]> {
  const connections = query.system === undefined ? null : await connectionsTo(knex, query.system, query.shopId);
  const transfers = query.state === undefined ? null : await transfersIn(knex, query.state, query.shopId);
  // Selects the page first, and joins connections and orders only to its lines.
  const page = knex('journal as j')
    .select('j.*')
    .modify((builder) => {
      filter(knex, builder, query);
      if (connections) void builder.whereIn('j.connection_id', connections);
      if (transfers && transfers !== 'many') void builder.whereRaw('j.transfer_id = any(?::bigint[])', [transfers]);
    })
    .orderBy('j.id', 'desc')
    .limit(query.limit);
  const rows = (await knex(page.as('j'))
    .leftJoin('connections as c', (on) => on.on('c.shop_id', 'j.shop_id').andOn('c.id', 'j.connection_id'))
    .leftJoin('subjects as o', (on) =>
      on.on('o.shop_id', 'j.shop_id').andOn('o.id', 'j.subject_id').andOn('o.kind', 'j.subject_kind'),
    )
    .select(
      'j.id',
      'j.at',
      'j.shop_id as shopId',
      'j.connection_id as connectionId',
      'c.system',
      'j.subject_id as orderId',
      'o.number as orderNumber',
      'j.transfer_id as transferId',
      'j.correlation_id as correlationId',
      'j.actor',
      'j.code',
      'j.detail',
    )
    .orderBy('j.id', 'desc')) as JournalRow[];
  return rows.reverse();
}

/** Read in a statement of its own: with the ids, PostgreSQL knows how many lines to expect and plans accordingly. */
const connectionsTo = (knex: Knex, system: string, shopId: string | undefined): Promise<string[]> =>
  knex('connections')
    .where({ system, ...(shopId === undefined ? {} : { shop_id: shopId }) })
    .pluck<string[]>('id');

/** The most transfers whose ids are passed to the statement. If there are more, nearly every line belongs to one. */
const mostTransfers = 5000;

/** The ids of the transfers in the state; `many`: more than `mostTransfers`. */
async function transfersIn(knex: Knex, state: string, shopId: string | undefined): Promise<number[] | 'many'> {
  const ids = (await inState(knex, state, shopId)
    .limit(mostTransfers + 1)
    .pluck('id')) as number[];
  return ids.length > mostTransfers ? 'many' : ids;
}

const inState = (knex: Knex, state: string, shopId: string | undefined) =>
  knex('transfers').where({ state, ...(shopId === undefined ? {} : { shop_id: shopId }) });

function filter(knex: Knex, builder: Knex.QueryBuilder, query: JournalQuery): void {
  const ofShop = query.shopId === undefined ? {} : { shop_id: query.shopId };
  if (query.shopId !== undefined) void builder.where('j.shop_id', query.shopId);
  if (query.connectionId !== undefined) void builder.where('j.connection_id', query.connectionId);
  if (query.orderId !== undefined) void builder.where({ 'j.subject_kind': 'order', 'j.subject_id': query.orderId });
  if (query.orderNumber !== undefined)
    void builder.whereIn(
      ['j.shop_id', 'j.subject_kind', 'j.subject_id'],
      knex('subjects')
        .select('shop_id', 'kind', 'id')
        .where({ number: query.orderNumber, ...ofShop }),
    );
  if (query.transferId !== undefined) void builder.where('j.transfer_id', query.transferId);
  if (query.state !== undefined)
    void builder.whereIn(
      ['j.shop_id', 'j.transfer_id'],
      inState(knex, query.state, query.shopId).select('shop_id', 'id'),
    );
  if (query.correlationId !== undefined) void builder.where('j.correlation_id', query.correlationId);
  if (query.actor !== undefined) filterByActor(builder, query.actor);
  if (query.code !== undefined) void builder.whereRaw('j.code like ?', [beginningWith(query.code)]);
  if (query.since !== undefined) void builder.where('j.at', '>=', query.since);
  if (query.beforeId !== undefined) void builder.where('j.id', '<', query.beforeId);
}

/** Lines of one actor, or of a group of actors. */
function filterByActor(builder: Knex.QueryBuilder, actor: string): void {
  if (actor.endsWith(':')) void builder.whereRaw('j.actor like ?', [beginningWith(actor)]);
  else void builder.where('j.actor', actor);
  // Repeats the condition of the index `journal_by_person`, so that PostgreSQL can use that index.
  if (actor !== 'worker' && actor !== 'intake') void builder.whereRaw(`j.actor <> 'worker' and j.actor <> 'intake'`);
}
