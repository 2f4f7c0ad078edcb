import type { Queryable } from '../../database/database.ts';
import type { StepDeclaration, System } from '../../systems/contract.ts';
import type { Row } from './states.ts';
import type { Looked, SubjectAt, Transfer } from './transfer.ts';

/**
 * What follows from a database that was restored from a backup: it is older than the targets. The documents of an order
 * from before the restore may be at the target already, so the target is asked before each of them is made, until
 * somebody ends the verification.
 */

/**
 * SQL: the restore that an order is older than, as a row of `bridge`. There is no row where nothing was restored, or
 * where the order is younger. `createdGmt`: the column with the time at which the order was made. An order without
 * content, or without a time, counts as old. Times are compared as texts of one form, since the shop's text may hold
 * anything. The clocks of shop and bridge may differ by minutes.
 */
export const restoreBefore = (createdGmt: string): string => `
  select bridge.restored_from
    from bridge
   where bridge.restored_at is not null
     and coalesce(
           ${createdGmt}
           <= to_char((bridge.restored_at + interval '10 minutes') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS'),
           true
         )`;

/**
 * Whether the target must be asked about a step before it is done, when its order is older than a restore. If the
 * vendor refuses our key for good, the step itself asks: sent again, it brings what is there, by one call in place of
 * two look-ups. An amendment is planned from what the document says now, so its plan has no step that was done already.
 */
export function looksFirst(
  { kind, looked }: Pick<Transfer, 'kind' | 'looked'>,
  declared: Omit<StepDeclaration, 'does'>,
): boolean {
  const isAnswered = looked === 'absent' || looked === 'partly';
  return !isAnswered && kind !== 'amendment' && !isItsOwnLookup(declared);
}

/** Whether doing the step again can only bring what is there, however long ago it was done. */
export const isItsOwnLookup = ({ guard, freesKey }: Omit<StepDeclaration, 'does'>): boolean =>
  guard === 'refuses_duplicates' && freesKey !== true;

/** What the target is known to have after an event of the state table. If a step is not there, no later step is. */
export function lookedAfter({ looked }: Pick<Transfer, 'looked'>, row: Row): Looked | null {
  switch (row.looked) {
    case 'asking':
      return looked ?? 'asking';
    case 'found':
      return looked === 'asking' ? 'found' : looked;
    case 'absent':
      return looked === 'asking' ? 'absent' : looked === 'found' ? 'partly' : looked;
    default:
      return looked;
  }
}

const newContentStatement = `
select 1
  from subjects subject, bridge
 where subject.shop_id = $1
   and subject.id = $2
   and subject.kind = $3
   and subject.received_at >= bridge.restored_at
   and subject.unread is null`;

/**
 * Whether a document is to be compared with its order: it was found after a restore, the shop has sent the order's
 * content since, and the system can amend it. Nobody knows from which revision such a document was made. Without new,
 * readable content from the shop the document is left alone, since it may be newer than the order that is stored.
 */
export async function isToCompare(
  database: Queryable,
  system: Pick<System, 'capabilities'>,
  transfer: SubjectAt & Pick<Transfer, 'kind' | 'looked'>,
): Promise<boolean> {
  const { shopId, subjectKind, subjectId, kind, looked } = transfer;
  if (kind !== 'order' || (looked !== 'found' && looked !== 'partly') || !system.capabilities.includes('amendment'))
    return false;
  const { rowCount } = await database.query(newContentStatement, [shopId, subjectId, subjectKind]);
  return rowCount === 1;
}
