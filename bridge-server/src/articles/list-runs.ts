import { reasonSchema, wordSchema } from '@kontor/shared/problem';
import { z } from 'zod';
import type { Queryable } from '../database/database.ts';

const runSchema = z.object({
  connection: z.string(),
  id: z.number().int(),
  reads: z.enum(['all', 'changes']),
  state: z.enum(['running', 'done', 'held']),
  read: z.number().int(),
  changed: z.number().int().nullable(),
  refused: z.number().int(),
  refusals: z.array(z.object({ id: z.string(), name: z.string(), why: wordSchema })),
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
   and ($2::text is null or connection_id = $2)
 order by id desc
 limit $3`;

/** The last runs of the shop's connections, newest first. */
export async function listRuns(
  database: Queryable,
  { shopId, connectionId, limit }: { shopId: string; connectionId: string | null; limit: number },
): Promise<Run[]> {
  const { rows } = await database.query(runsStatement, [shopId, connectionId, limit]);
  return rows.map((row) => runSchema.parse(row));
}

const refreshStatement = `
update collectors collector
   set complete_at = null,
       due_at = least(due_at, now())
  from connections c
 where c.shop_id = collector.shop_id
   and c.id = collector.connection_id
   and c.archived_at is null
   and collector.shop_id = $1
   and ($2::text is null or collector.connection_id = $2)
returning collector.connection_id as id`;

/** Has everything read again. Returns the connections of which that is so. */
export async function refreshArticles(
  database: Queryable,
  { shopId, connectionId }: { shopId: string; connectionId: string | null },
): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(refreshStatement, [shopId, connectionId]);
  return rows.map(({ id }) => id);
}
