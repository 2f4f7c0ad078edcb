import type { Queryable } from '../database/database.ts';
import type { Limits, OfConnection, What } from './runs.ts';

const setStatement = `
update collectors
   set most_missing = coalesce($4, most_missing),
       most_sold_out = coalesce($5, most_sold_out)
 where shop_id = $1
   and connection_id = $2
   and what = $3
returning most_missing as "mostMissing",
          most_sold_out as "mostSoldOut"`;

/** Sets the limits of a collector, and returns them; what is left out stays. Null: the connection has no such collector. */
export async function setLimits(
  database: Queryable,
  { shopId, connectionId, what }: OfConnection & { what: What },
  limits: Partial<Limits>,
): Promise<Limits | null> {
  const { rows } = await database.query<Limits>(setStatement, [
    shopId,
    connectionId,
    what,
    limits.mostMissing ?? null,
    limits.mostSoldOut ?? null,
  ]);
  return rows[0] ?? null;
}
