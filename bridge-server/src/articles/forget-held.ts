import type { Queryable } from '../database/database.ts';

/** What an order holds is kept for so many days after the offices have the order, or after nobody is to get it. */
const keptDays = 7;

const forgetStatement = `
delete from held_stock pieces
 using subjects shop_order
 where pieces.shop_id = $1
   and shop_order.shop_id = pieces.shop_id
   and shop_order.id = pieces.order_id
   and shop_order.kind = 'order'
   and exists (
         select from transfers transfer
          where transfer.shop_id = pieces.shop_id
            and transfer.subject_id = pieces.order_id
            and transfer.subject_kind = 'order'
            and transfer.kind = 'order'
         having count(*) > 0
            and bool_and(
                  transfer.changed_at < now() - make_interval(days => ${keptDays})
                  and (
                    transfer.state = 'done'
                    or (transfer.state = 'handed_over' and transfer.fetched)
                    or (transfer.state = 'closed' and (transfer.reason = 'elsewhere' or shop_order.status = 'completed'))
                  )
                )
       )`;

/** Forgets what the shop's orders held of the stock that the view of articles has long ceased to take off. */
export async function forgetHeldStock(database: Queryable, shopId: string): Promise<void> {
  await database.query(forgetStatement, [shopId]);
}
