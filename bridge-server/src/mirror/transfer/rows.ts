import type { Logger } from 'pino';
import type { Queryable } from '../../database/database.ts';
import type { TransferId } from '../../ids.ts';
import { withOpenPlan } from './plans.ts';
import { transfer, transferFields, type Transfer } from './transfer.ts';

/** A transfer's columns as PostgreSQL gives them. */
export interface TransferRow extends Record<string, unknown> {
  frozen: string | null;
}

export type TransferField = keyof typeof transferFields;

const fields = Object.keys(transferFields) as TransferField[];
/** The fields that every transition writes. */
export const movedFields: readonly TransferField[] = fields.filter((field) => transferFields[field].isMoved);

/** The columns by their fields: `shopId` is `shop_id`. */
const columns = Object.fromEntries(
  fields.map((field) => [field, field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]),
) as Readonly<Record<TransferField, string>>;

const lines = (parts: readonly string[]): string => parts.join(',\n  ');

/** SQL: the columns that make up a `Transfer`, for every statement that reads one. `alias`: the table's. */
export const transferColumns = (alias: string): string => lines(fields.map((field) => `${alias}.${columns[field]}`));

/** SQL: the columns of a new transfer, in the order in which every insert has its values. */
export const newTransferColumns = lines(
  (
    [
      'shopId',
      'connectionId',
      'system',
      'account',
      'subjectKind',
      'subjectId',
      'kind',
      'reference',
      'aboutKind',
      'aboutReference',
      'documentKey',
      'state',
      'reason',
      'currency',
      'total',
      'correlationId',
    ] as const
  ).map((field) => columns[field]),
);

/** SQL: some columns, each named as its field: `shop_id as "shopId"`. */
export const namedColumns = (some: readonly TransferField[]): string =>
  lines(some.map((field) => `${columns[field]} as "${field}"`));

/** SQL: the columns with their types, as `json_to_recordset` wants them. `recordOf` makes the JSON. */
export const recordColumns = (some: readonly TransferField[]): string =>
  lines(some.map((field) => `${columns[field]} ${transferFields[field].type}`));

/** SQL: gives each column the value that `source` has for it. */
export const assignments = (some: readonly TransferField[], source: string): string =>
  lines(some.map((field) => `${columns[field]} = ${source}.${columns[field]}`));

/** The values of some fields by their columns, as JSON for `json_to_recordset`. */
export const recordOf = (values: Transfer, some: readonly TransferField[]): Record<string, unknown> =>
  Object.fromEntries(some.map((field) => [columns[field], values[field]]));

/** Reads the columns into a `Transfer`; throws when the table holds what the code does not know. The plan stays sealed. */
export function toTransfer(row: TransferRow): Transfer {
  const values = Object.fromEntries(fields.map((field) => [field, row[columns[field]]]));
  return transfer.parse({ ...values, frozen: row.frozen === null ? null : { stored: row.frozen } });
}

const readStatement = `
select ${transferColumns('t')}
  from transfers t
 where t.shop_id = $1
   and t.id = $2`;

/** One transfer as it stands, or null. */
export async function readTransfer(database: Queryable, shopId: string, id: TransferId): Promise<Transfer | null> {
  const { rows } = await database.query<TransferRow>(readStatement, [shopId, id]);
  return rows[0] ? toTransfer(rows[0]) : null;
}

const putOffStatement = `
update transfers
   set due_at = now() + interval '5 minutes',
       lease_until = case when lease_until is null then null else now() + interval '5 minutes' end
 where shop_id = $1
   and id = $2`;

/**
 * Reads a row and opens its plan. A row that the code cannot read, or whose plan this process cannot open, is put off for
 * five minutes, so that it does not hold up the others.
 */
export async function readOrPutOff(database: Queryable, row: TransferRow, log: Logger): Promise<Transfer | null> {
  try {
    return await withOpenPlan(database, toTransfer(row));
  } catch (fault) {
    const { shop_id: shopId, id } = row;
    log.error({ err: fault, shop: shopId, transfer: id }, 'a transfer cannot be read and is put off');
    await database.query(putOffStatement, [shopId, id]);
    return null;
  }
}
