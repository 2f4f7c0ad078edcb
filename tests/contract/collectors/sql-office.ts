import type { System } from '../../../bridge-server/src/systems/contract.ts';
import type { CollectedOffice, OfficeRow } from '../../kit/collecting-bench.ts';

/** An office whose database the superuser can change. */
export interface SqlOffice extends CollectedOffice {
  run(statement: string, values?: readonly string[]): Promise<unknown>;
}

/** What differs between the databases that an office may have. */
interface Database {
  system: System;
  operator: unknown;
  settings: Record<string, unknown>;
  /** Those of a role that can only read. */
  credentials: unknown;
  run(statement: string, values: readonly string[]): Promise<unknown>;
  value(index: number): string;
  table: string;
  /** Makes the view endless. */
  endless: string;
  close(): Promise<void>;
}

/** An office whose articles are in a view with columns of odd names. Only changed rows get a new time of change. */
export function sqlOffice({
  system,
  operator,
  settings,
  credentials,
  run,
  value,
  table,
  endless,
  close,
}: Database): SqlOffice {
  let held: readonly OfficeRow[] = [];
  const isHeld = (row: OfficeRow) => held.some((other) => JSON.stringify(other) === JSON.stringify(row));
  const hold = async (rows: readonly OfficeRow[]) => {
    for (const { sku, name } of held.filter(
      (row) => !rows.some((other) => JSON.stringify(other) === JSON.stringify(row)),
    ))
      await run(`delete from ${table} where number = ${value(1)} and name = ${value(2)}`, [sku, name]);
    for (const row of rows.filter((one) => !isHeld(one)))
      await run(`insert into ${table} (number, name, stock) values (${value(1)}, ${value(2)}, ${value(3)})`, [
        row.sku,
        row.name,
        row.stock,
      ]);
    held = rows;
  };
  return {
    system,
    operator,
    settings: {
      tls: false,
      skuColumn: 'Art.Nr',
      stockColumn: 'Lager?',
      changedColumn: 'geändert',
      ...settings,
    },
    credentials,
    wrongCredentials: { user: 'nobody', password: 'wrong' },
    hold,
    run: (statement, values = []) => run(statement, values),
    answerNothing: () => hold([]),
    answerTooMuch: async () => void (await run(endless, [])),
    close,
  };
}
