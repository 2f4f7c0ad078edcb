import type { UnreadOrder } from '@kontor/shared/order';
import { officeState } from '@kontor/shared/office';
import { resultsPerAnswer, type DocumentResult, type ResultsAnswer } from '@kontor/shared/api/results';
import type pg from 'pg';
import type { Logger } from 'pino';
import { z } from 'zod';
import { unavailability } from '../../database/availability.ts';
import { tellingOf } from './telling.ts';
import { detail } from './transfer.ts';
import type { Speaker } from '../../texts/say.ts';

export type ResultsRead =
  | { kind: 'answer'; answer: ResultsAnswer }
  | { kind: 'bad_cursor' }
  /** The database could not be asked now. */
  | { kind: 'unavailable'; cause: string };

export interface ResultsReader {
  /** The shop's transfers that changed after the cursor, oldest change first. `after` null: from the beginning. */
  read(shopId: string, after: string | null, speaker: Speaker): Promise<ResultsRead>;
}

/**
 * Where a cursor stands: microseconds since 1970 by the database's clock and, among changes of one instant, the
 * transfer's id.
 */
const position = z.tuple([z.number().int().min(0), z.number().int().min(0)]);
type Position = z.infer<typeof position>;

const start: Position = [0, 0];
const writeCursor = (at: Position): string => Buffer.from(JSON.stringify(at)).toString('base64url');

function readCursor(text: string): Position | null {
  try {
    return position.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString())).data ?? null;
  } catch {
    return null;
  }
}

/**
 * The time up to which every change is known, in microseconds. A change bears the time at which its transaction began,
 * and becomes visible when that transaction ends. So changes that are younger than the oldest open transaction wait,
 * even if that transaction has written nothing yet. One second more is for a transaction that does not show as open
 * yet, and for clocks that are set.
 */
const settledStatement = `
select (extract(epoch from least(min(xact_start), now() - interval '1 second')) * 1000000)::bigint as settled,
       (select restored_at from bridge) as restored_at,
       (select restored_from from bridge) as restored_from
  from pg_stat_activity
 where datname = current_database()
   and usename = current_user
   and pid <> pg_backend_pid()`;

const time = (parameter: string) => `timestamptz 'epoch' + ${parameter}::float8 * interval '1 microsecond'`;

const changesStatement = `
select t.id,
       t.subject_id,
       subject.number as order_number,
       subject.unread,
       t.connection_id,
       t.system,
       t.kind,
       t.reference,
       t.about_kind,
       t.about_reference,
       t.state,
       t.reason,
       t.detail,
       t.document_id,
       t.document_number,
       t.target_total,
       t.currency,
       t.office,
       t.changed_at,
       (extract(epoch from t.changed_at) * 1000000)::bigint as changed_micros
  from transfers t
  join subjects subject on subject.shop_id = t.shop_id and subject.id = t.subject_id and subject.kind = t.subject_kind
 where t.shop_id = $1
   and t.subject_kind = 'order'
   and (t.changed_at, t.id) > (${time('$2')}, $3)
   and t.changed_at < ${time('$4')}
 order by t.changed_at, t.id
 limit $5`;

interface SettledRow {
  settled: number;
  restored_at: Date | null;
  restored_from: Date | null;
}

interface ChangedRow {
  id: number;
  subject_id: string;
  order_number: string;
  unread: UnreadOrder | null;
  connection_id: string;
  system: string;
  kind: string;
  reference: string;
  about_kind: string;
  about_reference: string;
  state: string;
  reason: string;
  detail: unknown;
  document_id: string | null;
  document_number: string | null;
  target_total: number | null;
  currency: string | null;
  office: unknown;
  changed_at: Date;
  changed_micros: number;
}

/**
 * Reads what goes back to shops. A cursor misses no change, in whatever order transactions end. A row that the code
 * cannot read, such as a row of a newer version, is named in the log and left out: it must not stop the shop's cursor
 * for good.
 */
export function createResultsReader(pool: pg.Pool, log: Logger): ResultsReader {
  return {
    async read(shopId, after, speaker) {
      const from = after === null ? start : readCursor(after);
      if (from === null) return { kind: 'bad_cursor' };
      try {
        return { kind: 'answer', answer: await readAfter(pool, log, shopId, from, speaker) };
      } catch (fault) {
        const cause = unavailability(fault);
        if (cause === null) throw fault;
        return { kind: 'unavailable', cause };
      }
    },
  };
}

async function readAfter(
  pool: pg.Pool,
  log: Logger,
  shopId: string,
  from: Position,
  speaker: Speaker,
): Promise<ResultsAnswer> {
  // Not part of the second statement, which must see the transactions that end in between.
  const bound = await pool.query<SettledRow>({ name: 'results.settled', text: settledStatement });
  const { settled = 0, restored_at: at = null, restored_from: since = null } = bound.rows[0] ?? {};
  const { rows } = await pool.query<ChangedRow>({
    name: 'results.changes',
    text: changesStatement,
    values: [shopId, ...from, settled, resultsPerAnswer + 1],
  });
  const page = rows.slice(0, resultsPerAnswer);
  const last = page.at(-1);
  const restored = at && since ? { restored: { at: at.toISOString(), since: since.toISOString() } } : {};
  return {
    ...restored,
    results: page.flatMap((row) => {
      try {
        return [resultOf(row, speaker)];
      } catch (err) {
        log.error(
          { code: 'results.unreadable', shop: shopId, transfer: row.id, err },
          'a document cannot be told to its shop',
        );
        return [];
      }
    }),
    cursor: writeCursor(last ? [last.changed_micros, last.id] : from),
    more: rows.length > page.length,
  };
}

function resultOf(row: ChangedRow, speaker: Speaker): DocumentResult {
  const { reason, unread } = row;
  return {
    transfer: row.id,
    orderId: row.subject_id,
    orderNumber: row.order_number,
    connection: row.connection_id,
    system: row.system,
    kind: row.kind,
    reference: row.reference,
    about: { kind: row.about_kind, reference: row.about_reference },
    state: row.state,
    reason,
    ...tellingOf({ reason, detail: detail.parse(row.detail), unread }, speaker),
    document:
      row.document_id === null
        ? null
        : { id: row.document_id, number: row.document_number, total: row.target_total, currency: row.currency },
    office: officeState.parse(row.office),
    changedAt: row.changed_at.toISOString(),
  };
}
