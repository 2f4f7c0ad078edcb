import { newTransferColumns } from './rows.ts';
import { intoJournal } from '../../journal/note.ts';
import type { Queryable } from '../../database/database.ts';
import type { About } from '../../systems/contract-document.ts';
import type { LockedOrder } from './current-order.ts';
import { documentKey } from './keys.ts';
import { holdsLaneSql } from './states.ts';
import type { By } from './store.ts';
import { aboutOf, type Transfer } from './transfer.ts';

/** A further document of the same subject at the same connection. */
export interface FurtherTransfer {
  kind: 'amendment' | 'cancellation';
  /** Tells it from other documents of its kind. */
  reference: string;
  about: About;
  order: Pick<LockedOrder, 'currency' | 'total'>;
  reason: `wanted.${string}`;
  correlationId: string;
  by: By;
}

const longestKeyStatement = `
select longest_key
  from connections
 where shop_id = $1
   and id = $2`;

const addStatement = `
with added as (
  insert into transfers (${newTransferColumns})
  select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting', $12, $13, $14, $15
   -- A transfer of the kind that holds its lane is still planned from the newest revision, so a second one is not
   -- needed.
   where not exists (
           select from transfers t
            where t.shop_id = $1
              and t.connection_id = $2
              and t.subject_id = $6
              and t.subject_kind = $5
              and t.kind = $7
              and t.about_kind = $9
              and t.about_reference = $10
              and ${holdsLaneSql('t')}
         )
  on conflict do nothing
  returning shop_id,
            id,
            connection_id,
            subject_kind,
            subject_id,
            correlation_id,
            reason,
            kind
)
${intoJournal}
select shop_id,
       connection_id,
       subject_kind,
       subject_id,
       id,
       correlation_id,
       $16,
       reason,
       jsonb_build_object('state', 'waiting', 'kind', kind)
  from added`;

/** Adds a transfer that must exist beside another. If it exists already, it stays as it is. */
export async function addTransfer(database: Queryable, beside: Transfer, added: FurtherTransfer): Promise<void> {
  const { rows } = await database.query<{ longest_key: number }>(longestKeyStatement, [
    beside.shopId,
    beside.connectionId,
  ]);
  const key = documentKey(beside, added.kind, added.reference, rows[0]?.longest_key ?? Infinity);
  await database.query(addStatement, [
    beside.shopId,
    beside.connectionId,
    beside.system,
    beside.account,
    beside.subjectKind,
    beside.subjectId,
    added.kind,
    added.reference,
    added.about.kind,
    added.about.reference,
    key,
    added.reason,
    added.order.currency,
    added.order.total,
    added.correlationId,
    added.by,
  ]);
}

/**
 * Adds the amendment of a document that was found after a restore: it compares the document with the order as it is
 * now, and mends it.
 */
export function addComparison(database: Queryable, restored: Transfer, order: LockedOrder): Promise<void> {
  return addTransfer(database, restored, {
    kind: 'amendment',
    reference: String(order.revision),
    about: aboutOf(restored),
    order,
    reason: 'wanted.comparison',
    correlationId: order.correlationId,
    by: 'worker',
  });
}
