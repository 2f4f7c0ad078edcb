import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { unavailability } from '../database/availability.ts';
import type { Queryable } from '../database/database.ts';
import { storableText } from '@kontor/shared/storable';
import type { Disclosure } from '../systems/contract-report.ts';
import { redactBodies, type Bodies } from './redaction.ts';

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
export interface TakenPlace extends Omit<Exchange, keyof Bodies>, Bodies {
  shopId: string;
  transferId: number;
  correlationId: string;
  disclosure: Disclosure;
}

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

export function createExchangeWriter(
  database: Queryable,
  log: Logger,
  { delayMs = 100, batch = 64, most = 2000 } = {},
): ExchangeWriter {
  const waiting: TakenPlace[] = [];
  let atOnce = batch;
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<boolean> | null = null;

  function drop(count: number, err?: unknown): void {
    const dropped = waiting.splice(0, count);
    const transfers = [...new Set(dropped.map(({ transferId }) => transferId))];
    if (dropped.length > 0)
      log.error(
        { code: 'exchanges.dropped', transfers, count: dropped.length, ...(err === undefined ? {} : { err }) },
        'exchanges could not be kept',
      );
  }
  async function writeSome(): Promise<boolean> {
    const some = waiting.slice(0, atOnce);
    if (some.length === 0) return true;
    try {
      await insert(database, some);
      waiting.splice(0, some.length);
      return true;
    } catch (err) {
      if (unavailability(err) !== null) {
        log.warn({ err, code: 'exchanges.put_off' }, 'exchanges are written later');
        return false;
      }
      // One that can never be written must not keep the others back: each goes by itself until it is found.
      if (some.length === 1) drop(1, err);
      atOnce = some.length === 1 ? batch : 1;
      return true;
    }
  }
  /** One at a time: what is written is taken from the head of the list. */
  const write = (): Promise<boolean> =>
    (writing ??= writeSome().finally(() => {
      writing = null;
    }));
  function soon(inMs = delayMs): void {
    timer ??= setTimeout(() => {
      timer = null;
      void write().then((done) => {
        if (waiting.length > 0) soon(done ? delayMs : 10 * delayMs);
      });
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
  select * from json_to_recordset($1) as given (
    at timestamptz, shop_id text, transfer_id bigint, correlation_id text, step text, method text, address text, request text, status integer, answer text, outcome text, ms integer)
  returning shop_id, transfer_id
)
delete from exchanges where id in (
  select old.id from (select distinct shop_id, transfer_id from given) g
   cross join lateral (select e.id from exchanges e where e.shop_id = g.shop_id and e.transfer_id = g.transfer_id order by e.id desc offset ${keptPerTransfer}) old)`;

async function insert(database: Queryable, some: readonly TakenPlace[]): Promise<void> {
  const rows = some.map(
    ({
      at,
      shopId,
      transferId,
      correlationId,
      step,
      method,
      address,
      request,
      status,
      answer,
      outcome,
      ms,
      disclosure,
    }) => {
      const kept = redactBodies({ request, answer }, disclosure, status !== null && status >= 400);
      return {
        at,
        shop_id: shopId,
        transfer_id: transferId,
        correlation_id: correlationId,
        step,
        method,
        address,
        request: storable(kept.request),
        status,
        answer: storable(kept.answer),
        outcome,
        ms: Math.round(ms),
      };
    },
  );
  await database.query({ name: 'exchanges.insert', text: insertStatement, values: [JSON.stringify(rows)] });
}

/** A cut may leave half of a surrogate pair. */
const storable = (text: string | null): string | null => (text === null ? null : storableText(text));

/** A transfer's exchanges, oldest first. */
export async function readExchanges(knex: Knex, shopId: string, transferId: number): Promise<Exchange[]> {
  const rows = (await knex('exchanges')
    .select('at', 'step', 'method', 'address', 'request', 'status', 'answer', 'outcome', 'ms')
    .where({ shop_id: shopId, transfer_id: transferId })
    .orderBy('id', 'desc')
    .limit(keptPerTransfer)) as Exchange[];
  return rows.reverse();
}
