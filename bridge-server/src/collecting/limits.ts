import type { Queryable } from '../database/database.ts';
import type { OfConnection, What } from './runs.ts';

/** From when on what a run has read cannot be right, in percent. */
export interface Limits {
  /** The most of what is known that a run over everything may lack. */
  mostMissing: number;
  /** The most of the articles in stock that a run may find sold out. */
  mostSoldOut: number;
}

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
