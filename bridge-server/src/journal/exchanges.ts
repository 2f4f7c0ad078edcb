import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { unavailability } from '../database/availability.ts';
import type { Queryable } from '../database/database.ts';
import { storableText } from '@kontor/shared/storable';
import type { Disclosure } from '../systems/contract-report.ts';
import { redactBodies, type Bodies } from './redaction.ts';

/**
 * Stores the requests of transfers and their answers, for support. People's data and secrets are removed before
 * anything is written, and headers are never stored. Exchanges are no part of the journal, which has no content at all.
 */

/** One request to a system, with its answer. */
export interface Exchange {
  at: Date;
  /** The kind of step, or another purpose of the request. */
  step: string;
  method: string;
  /** Host and path. */
  address: string;
  request: string | null;
  /** Null if no answer came; `outcome` then says why. */
  status: number | null;
  answer: string | null;
  outcome: string;
  /** How long it took, with the wait for a place in the rate budget. */
  ms: number;
}

/** An exchange that just took place, with its bodies as they were sent. */
export interface NewExchange extends Omit<Exchange, keyof Bodies>, Bodies {
  shopId: string;
  transferId: number;
  correlationId: string;
  disclosure: Disclosure;
}

/**
 * Writes exchanges in the background, so that no transfer waits for it. Several exchanges are written by one statement
 * a moment later, and tried again while the database is unavailable. If too many wait, the oldest is dropped, and the
 * log says so. A process that is killed loses the exchanges of its last moment; the journal's lines of the steps
 * remain.
 */
export interface ExchangeWriter {
  note(exchange: NewExchange): void;
  /** Writes all exchanges that wait. Those that cannot be written are dropped, and the log says so. */
  flush(): Promise<void>;
}

const disclosesNothing: Disclosure = { harmless: [], words: [] };
export const disclosureOf = ({ disclosure = disclosesNothing }: { disclosure?: Disclosure }): Disclosure => disclosure;

/** How many exchanges are stored for one transfer. Older ones are deleted. */
export const keptPerTransfer = 20;

export function createExchangeWriter(
  database: Queryable,
  log: Logger,
  { delayMs = 100, batch = 64, most = 2000 } = {},
): ExchangeWriter {
  const waiting: NewExchange[] = [];
  let batchSize = batch;
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
  /** False: the database is not available at the moment. */
  async function writeBatch(): Promise<boolean> {
    const exchanges = waiting.slice(0, batchSize);
    if (exchanges.length === 0) return true;
    try {
      await insert(database, exchanges);
      waiting.splice(0, exchanges.length);
      return true;
    } catch (err) {
      if (unavailability(err) !== null) {
        log.warn({ err, code: 'exchanges.put_off' }, 'exchanges are written later');
        return false;
      }
      // An exchange that can never be written must not hold the others back: they are written one by one until it is
      // found and dropped.
      if (exchanges.length === 1) drop(1, err);
      batchSize = exchanges.length === 1 ? batch : 1;
      return true;
    }
  }
  /** Runs one write at a time, since each removes what it wrote from the head of the list. */
  const write = (): Promise<boolean> =>
    (writing ??= writeBatch().finally(() => {
      writing = null;
    }));
  function schedule(inMs = delayMs): void {
    timer ??= setTimeout(() => {
      timer = null;
      void write().then((isAvailable) => {
        if (waiting.length > 0) schedule(isAvailable ? delayMs : 10 * delayMs);
      });
    }, inMs);
  }
  return {
    note(exchange) {
      waiting.push(exchange);
      if (waiting.length > most && !writing) drop(1);
      schedule();
    },
    async flush() {
      if (timer) clearTimeout(timer);
      timer = null;
      await writing;
      while (waiting.length > 0) if (!(await write())) drop(waiting.length);
    },
  };
}

// The `delete` does not see the rows that the same statement inserts, so a transfer may keep these besides.
const insertStatement = `
with inserted as (
  insert into exchanges (
    at,
    shop_id,
    transfer_id,
    correlation_id,
    step,
    method,
    address,
    request,
    status,
    answer,
    outcome,
    ms
  )
  select *
    from json_to_recordset($1) as exchange (
      at timestamptz,
      shop_id text,
      transfer_id bigint,
      correlation_id text,
      step text,
      method text,
      address text,
      request text,
      status integer,
      answer text,
      outcome text,
      ms integer
    )
  returning shop_id, transfer_id
)
delete from exchanges
 where id in (
   select old.id
     from (select distinct shop_id, transfer_id from inserted) transfer
    cross join lateral (
      select exchange.id
        from exchanges exchange
       where exchange.shop_id = transfer.shop_id
         and exchange.transfer_id = transfer.transfer_id
       order by exchange.id desc
      offset ${keptPerTransfer}
    ) old
 )`;

async function insert(database: Queryable, exchanges: readonly NewExchange[]): Promise<void> {
  const rows = exchanges.map((exchange) => {
    const { request, answer, disclosure, status } = exchange;
    const bodies = redactBodies({ request, answer }, disclosure, status !== null && status >= 400);
    return {
      at: exchange.at,
      shop_id: exchange.shopId,
      transfer_id: exchange.transferId,
      correlation_id: exchange.correlationId,
      step: exchange.step,
      method: exchange.method,
      address: exchange.address,
      request: storable(bodies.request),
      status,
      answer: storable(bodies.answer),
      outcome: exchange.outcome,
      ms: Math.round(exchange.ms),
    };
  });
  await database.query({ name: 'exchanges.insert', text: insertStatement, values: [JSON.stringify(rows)] });
}

/** Cutting a body may have left half of a surrogate pair. */
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
