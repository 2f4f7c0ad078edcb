import { reasonSchema } from '@kontor/shared/problem';
import { z } from 'zod';
import type { Queryable } from '../database/database.ts';
import { refusedThing } from '../systems/contract-collect.ts';
import type { What } from './runs.ts';

const runSchema = z.object({
  connection: z.string(),
  id: z.number().int(),
  reads: z.enum(['all', 'changes']),
  state: z.enum(['running', 'done', 'held']),
  read: z.number().int(),
  changed: z.number().int().nullable(),
  refused: z.number().int(),
  refusals: z.array(refusedThing),
  problem: reasonSchema.nullable(),
  begunAt: z.date(),
  endedAt: z.date().nullable(),
});
export type Run = z.infer<typeof runSchema>;

const runsStatement = `
select connection_id as connection,
       id,
       reads,
       state,
       read,
       changed,
       refused,
       refusals,
       problem,
       begun_at as "begunAt",
       ended_at as "endedAt"
  from collector_runs
 where shop_id = $1
   and what = $4
   and ($2::text is null or connection_id = $2)
   and ($5::text is null or reads = $5)
 order by id desc
 limit $3`;

/** The last runs of the shop's connections that read such things, newest first. */
export async function listRuns(
  database: Queryable,
  {
    shopId,
    connectionId,
    what,
    reads,
    limit,
  }: { shopId: string; connectionId: string | null; what: What; reads: Run['reads'] | null; limit: number },
): Promise<Run[]> {
  const { rows } = await database.query(runsStatement, [shopId, connectionId, limit, what, reads]);
  return rows.map((row) => runSchema.parse(row));
}
