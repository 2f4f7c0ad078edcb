import type { Queryable } from '../../database/database.ts';
import { restoreBefore } from '../transfer/restored.ts';

/** How far the verification is; counts of transfers whose orders are older than the restore. */
export interface VerifyProgress {
  /** The worker still has to look at them, or to finish them. */
  left: number;
  /** `found`: the vendor has the document. `absent`: the vendor was asked and does not have it. */
  found: number;
  absent: number;
  forPerson: number;
}

// `found` and `absent` count what the target was asked about since. A step that the vendor refuses for good is not
// asked about, so it counts nowhere.
const progressStatement = (isOlder: string) => `
select count(*) filter (where t.state in ('waiting', 'sending', 'in_doubt') and ${isOlder})::integer as left,
       count(*) filter (where t.looked in ('found', 'partly'))::integer as found,
       count(*) filter (where t.looked = 'absent')::integer as absent,
       count(*) filter (where t.state = 'blocked' and ${isOlder})::integer as "forPerson"
  from transfers t
 where t.state in ('waiting', 'sending', 'in_doubt', 'blocked')
    or t.changed_at >= (select restored_at from bridge)`;
const madeOfTransfer = `(
      select subject.created_gmt
        from subjects subject
       where subject.shop_id = t.shop_id
         and subject.id = t.subject_id
         and subject.kind = t.subject_kind
    )`;

/** How far the verification is. `begun` false: how many transfers it would look at. */
export async function progressOf(database: Queryable, begun: boolean): Promise<VerifyProgress> {
  const isOlder = begun ? `exists (${restoreBefore(madeOfTransfer)})` : 'true';
  const {
    rows: [progress],
  } = await database.query<VerifyProgress>(progressStatement(isOlder));
  if (!progress) throw new Error('a count has no row');
  return progress;
}

/** A document that may be at the target though its transfer is closed. `key`: by what it is found there. */
export interface CalledOff {
  transfer: number;
  shop: string;
  connection: string;
  orderId: string;
  order: string;
  kind: string;
  reason: string;
  key: string;
}

const calledOffStatement = `
select t.id as transfer,
       t.shop_id as shop,
       t.connection_id as connection,
       t.subject_id as "orderId",
       subject.number as order,
       t.kind,
       t.reason,
       t.document_key as key
  from transfers t
  join subjects subject
    on subject.shop_id = t.shop_id
   and subject.id = t.subject_id
   and subject.kind = t.subject_kind
 where t.changed_at >= (select restored_at from bridge)
   and t.state = 'closed'
   and t.kind = 'order'
   and t.document_id is null
   and t.reason in ('cancelled.before_sending', 'rule.refunded_in_full')
   and exists (${restoreBefore('subject.created_gmt')})
 order by t.id
 limit $1`;

/**
 * Transfers that were added or closed since the restore, because the shop's order is called off, or refunded in full,
 * by now. If the order was sent after the backup, its document is at the target and nobody cancels it, so a person must
 * look. At most `limit`.
 */
export async function calledOff(database: Queryable, limit: number): Promise<CalledOff[]> {
  const { rows } = await database.query<CalledOff>(calledOffStatement, [limit]);
  return rows;
}
