import { order as orderSchema, type Order } from '@kontor/shared/order';
import type { Queryable } from '../database/database.ts';
import { openSnapshotOrNone } from '../mirror/transfer/order-contents.ts';

/** How many orders one statement reads. */
const pageSize = 500;

interface RecentRow {
  id: string;
  snapshot: string;
  received_micros: number;
}

const recentStatement = `
select id,
       snapshot,
       (extract(epoch from received_at) * 1000000)::bigint as received_micros
  from subjects
 where shop_id = $1
   and kind = 'order'
   and not tombstone
   and snapshot is not null
   and received_at >= now() - make_interval(days => $2)
   and (received_at, id) < (coalesce(timestamptz 'epoch' + $3::float8 * interval '1 microsecond', 'infinity'), $4)
 order by received_at desc, id desc
 limit $5`;

/**
 * The shop's orders whose content came in during the last days, newest first. Contents that this process cannot open or
 * read are left out.
 */
export async function* recentOrders(database: Queryable, shopId: string, days: number): AsyncGenerator<Order> {
  let last: RecentRow | undefined;
  do {
    const { rows } = await database.query<RecentRow>({
      name: 'orders.recent',
      text: recentStatement,
      values: [shopId, days, last?.received_micros ?? null, last?.id ?? '', pageSize],
    });
    for (const { id, snapshot } of rows) {
      const content = await openSnapshotOrNone(database, { shopId, subjectKind: 'order', subjectId: id }, snapshot);
      const read = orderSchema.safeParse(content === null ? null : JSON.parse(content));
      if (read.success) yield read.data;
    }
    last = rows.length === pageSize ? rows.at(-1) : undefined;
  } while (last);
}
