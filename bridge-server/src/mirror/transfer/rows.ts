import type { Logger } from 'pino';
import type { Queryable } from '../../database/database.ts';
import { frozen, transfer, type Transfer } from './transfer.ts';

/** A transfer's columns as PostgreSQL gives them. */
export interface TransferColumns extends Record<string, unknown> {
  frozen: string | null;
}

/** The columns that make up a `Transfer`, for every statement that reads one. */
export const transferColumns = (alias: string): string => columns.map((column) => `${alias}.${column}`).join(', ');

const columns = [
  'shop_id',
  'id',
  'connection_id',
  'system',
  'account',
  'subject_kind',
  'subject_id',
  'kind',
  'reference',
  'about_kind',
  'about_reference',
  'document_key',
  'state',
  'reason',
  'detail',
  'priority',
  'attempts',
  'claims',
  'lane_waits',
  'absences',
  'looked',
  'lease_token',
  'frozen',
  'planned_revision',
  'results',
  'intent',
  'intent_at',
  'intent_open',
  'maker',
  'asks',
  'insisted',
  'replayed_from',
  'doubt_since',
  'document_id',
  'document_number',
  'currency',
  'total',
  'target_total',
  'vat',
  'target_vat',
  'fetched',
  'office',
  'correlation_id',
  'due_at',
  'created_at',
  'changed_at',
] as const;

const fields = columns.map(
  (column) => [column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), column] as const,
);

/** Reads the columns into a `Transfer`; throws when the table holds what the code does not know. */
export function toTransfer(row: TransferColumns): Transfer {
  const named = Object.fromEntries(fields.map(([field, column]) => [field, row[column]]));
  return transfer.parse({ ...named, frozen: row.frozen === null ? null : frozen.parse(JSON.parse(row.frozen)) });
}

/** Reads a row; one that the code cannot read is put off for five minutes, so that it does not hold up the others. */
export async function readOrPutOff(
  database: Queryable,
  columns: TransferColumns,
  log: Logger,
): Promise<Transfer | null> {
  try {
    return toTransfer(columns);
  } catch (fault) {
    log.error(
      { err: fault, shop: columns['shop_id'], transfer: columns['id'] },
      'a transfer cannot be read and is put off',
    );
    await database.query(
      `update transfers set due_at = now() + interval '5 minutes',
        lease_until = case when lease_until is null then null else now() + interval '5 minutes' end where shop_id = $1 and id = $2`,
      [columns['shop_id'], columns['id']],
    );
    return null;
  }
}
