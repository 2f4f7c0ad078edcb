import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { isBadData } from '../database/availability.ts';
import type { Queryable } from '../database/database.ts';
import type { Disclosure } from '../systems/contract.ts';
import { redactBodies } from './redaction.ts';

/**
 * What transfers sent and what was answered, for support. Kept apart from the journal, which holds no payloads; people's data and
 * secrets are struck out before anything is written, and headers are never kept.
 */

/** One request and what came of it. */
export interface Exchange {
  at: Date;
  /** The kind of step, or what else it was sent for. */
  step: string;
  method: string;
  /** Host and path. */
  address: string;
  request: string | null;
  /** Null where no answer came; then `outcome` says why. */
  status: number | null;
  answer: string | null;
  outcome: string;
  /** Waiting for a place in the rate budget included. */
  ms: number;
}

/** An exchange as it took place, on its way to be kept. */
export interface TakenPlace extends Exchange { shopId: string; transferId: number; correlationId: string; disclosure: Disclosure }

/**
 * Writes exchanges down behind the back of whoever sent them: several with one statement, a moment later. What the database does
 * not take is tried again; what has to be dropped, since too many wait, is named in the log. A process that is killed loses those
 * of its last moment: the journal's line of the step is there then, and no exchange beside it.
 */
export interface ExchangeWriter {
  note(exchange: TakenPlace): void;
  /** Writes down all that waits; what cannot be written is named in the log. */
  flush(): Promise<void>;
}

const disclosesNothing: Disclosure = { harmless: [], words: [] };
export const disclosureOf = ({ disclosure = disclosesNothing }: { disclosure?: Disclosure }): Disclosure => disclosure;

/** Of one transfer so many are kept, the newest. */
export const keptPerTransfer = 20;

export function createExchangeWriter(database: Queryable, log: Logger, { delayMs = 100, batch = 64, most = 2000 } = {}): ExchangeWriter {
  const waiting: TakenPlace[] = [];
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<boolean> | null = null;

  function drop(count: number, err?: unknown): void {
    const dropped = waiting.splice(0, count);
    const transfers = [...new Set(dropped.map(({ transferId }) => transferId))];
    if (dropped.length > 0) log.error({ code: 'exchanges.dropped', transfers, count: dropped.length, ...(err === undefined ? {} : { err }) }, 'exchanges could not be kept');
  }
  async function writeSome(): Promise<boolean> {
    const some = waiting.slice(0, batch);
    if (some.length === 0) return true;
    try {
      await insert(database, some);
      waiting.splice(0, some.length);
      return true;
    } catch (err) {
      // Data that PostgreSQL will never take must not keep the others back.
      if (isBadData(err)) drop(some.length, err);
      else log.warn({ err, code: 'exchanges.put_off' }, 'exchanges are written later');
      return isBadData(err);
    }
  }
  /** One at a time: what is written is taken from the head of the list. */
  const write = (): Promise<boolean> => writing ??= writeSome().finally(() => { writing = null; });
  function soon(inMs = delayMs): void {
    timer ??= setTimeout(() => {
      timer = null;
      void write().then((done) => { if (waiting.length > 0) soon(done ? delayMs : 10 * delayMs); });
    }, inMs);
  }
  return {
    note(exchange) {
      waiting.push(exchange);
      if (waiting.length > most && !writing) drop(1);
      soon();
    },
    async flush() {
      if (timer) clearTimeout(timer);
      timer = null;
      await writing;
      while (waiting.length > 0) if (!(await write())) drop(waiting.length);
    },
  };
}

// What the statement inserts is not seen by the rest of it: of a transfer at most so many stay besides.
const insertStatement = `
with given as (
  insert into exchanges (at, shop_id, transfer_id, correlation_id, step, method, address, request, status, answer, outcome, ms)
  select * from unnest($1::timestamptz[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::integer[], $10::text[], $11::text[], $12::integer[])
  returning shop_id, transfer_id
)
delete from exchanges where id in (
  select old.id from (select distinct shop_id, transfer_id from given) g
   cross join lateral (select e.id from exchanges e where e.shop_id = g.shop_id and e.transfer_id = g.transfer_id order by e.id desc offset ${keptPerTransfer}) old)`;

async function insert(database: Queryable, some: readonly TakenPlace[]): Promise<void> {
  const bodies = some.map(({ request, answer, disclosure, status }) => redactBodies({ request, answer }, disclosure, status !== null && status >= 400));
  const all = <Value>(of: (exchange: TakenPlace) => Value): Value[] => some.map(of);
  await database.query({
    name: 'exchanges.insert', text: insertStatement,
    values: [
      all(({ at }) => at), all(({ shopId }) => shopId), all(({ transferId }) => transferId), all(({ correlationId }) => correlationId), all(({ step }) => step),
      all(({ method }) => method), all(({ address }) => address), bodies.map(({ request }) => storable(request)), all(({ status }) => status),
      bodies.map(({ answer }) => storable(answer)), all(({ outcome }) => outcome), all(({ ms }) => Math.round(ms)),
    ],
  });
}

/** PostgreSQL takes no NUL in a text. */
const storable = (text: string | null): string | null => text?.replaceAll('\0', '') ?? null;

/** A transfer's exchanges, oldest first. */
export async function readExchanges(knex: Knex, shopId: string, transferId: number): Promise<Exchange[]> {
  const rows = await knex('exchanges').select('at', 'step', 'method', 'address', 'request', 'status', 'answer', 'outcome', 'ms')
    .where({ shop_id: shopId, transfer_id: transferId }).orderBy('id', 'desc').limit(keptPerTransfer) as Exchange[];
  return rows.reverse();
}
