import type { Queryable } from '../../database/database.ts';
import type { StepDeclaration, System } from '../../systems/contract.ts';
import type { Row } from './states.ts';
import type { Looked, SubjectAt, Transfer } from './transfer.ts';

/**
 * What follows from a database that was restored from a backup: it is older than the targets. Whatever an order from before
 * the restore makes may be there already, so it is asked about before it is made, until somebody ends the verifying.
 */

/**
 * SQL for the restore that an order is older than, as a row of `bridge`; none where nothing was restored, or the order is
 * younger. `snapshot`: the column with the order's content. An order without content, or without a time, counts as old. Times
 * are compared as texts of one form, since the shop's may hold anything; the clocks of shop and bridge may differ by minutes.
 */
export const restoreBefore = (snapshot: string): string => `
  select b.restored_from from bridge b
   where b.restored_at is not null
     and coalesce(${snapshot}::json ->> 'createdGmt' <= to_char((b.restored_at + interval '10 minutes') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS'), true)`;

/**
 * Whether a step must be asked about first when its order is older than a restore. Where the vendor refuses our key for good,
 * the step asks by itself: sent again it brings what is there, with one call in place of two look-ups. An amendment is planned
 * from what the document says now, so that what was done already is no step of its plan.
 */
export function looksFirst(
  { kind, looked }: Pick<Transfer, 'kind' | 'looked'>,
  declared: Omit<StepDeclaration, 'does'>,
): boolean {
  const over = looked === 'absent' || looked === 'partly';
  return !over && kind !== 'amendment' && !isItsOwnLookup(declared);
}

/** Whether doing the step again can only bring what is there, however long ago it was done. */
export const isItsOwnLookup = ({ guard, freesKey }: Omit<StepDeclaration, 'does'>): boolean =>
  guard === 'refuses_duplicates' && freesKey !== true;

/** What is known after an event of the state table. Steps follow each other: where one is not there, none behind it is. */
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

/**
 * Whether the document was found after a restore and the shop has sent the order's content since: then nobody knows from which
 * revision the document was made, and where the system amends, it is compared with the order and mended. Without new content
 * from the shop that can be read it is left alone: the document may be the newer of the two.
 */
export async function isToCompare(
  database: Queryable,
  system: Pick<System, 'capabilities'>,
  transfer: SubjectAt & Pick<Transfer, 'kind' | 'looked'>,
): Promise<boolean> {
  const { shopId, subjectKind, subjectId, kind, looked } = transfer;
  if (kind !== 'order' || (looked !== 'found' && looked !== 'partly') || !system.capabilities.includes('amendment'))
    return false;
  const { rowCount } = await database.query(
    'select 1 from subjects o, bridge b where o.shop_id = $1 and o.id = $2 and o.kind = $3 and o.received_at >= b.restored_at and o.unread is null',
    [shopId, subjectId, subjectKind],
  );
  return rowCount === 1;
}
