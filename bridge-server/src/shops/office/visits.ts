import type pg from 'pg';
import { note } from '../../journal/note.ts';

/** The connection whose documents an office asks for. */
export interface VisitedConnection {
  shopId: string;
  connectionId: string;
}

/** How exactly the bridge knows when an office last asked. An office that asks more often writes nothing meanwhile. */
const exactMilliseconds = 60_000;

const askedStatement = `
insert into office_fetching (shop_id, connection_id, asked_at)
values ($1, $2, now())
    on conflict (shop_id, connection_id) do update set
       asked_at = now()`;

/**
 * A computer that goes on asking is noted once an hour. Several computers that take turns are noted once a minute
 * together, so that nobody fills the journal.
 */
const refusedStatement = `
insert into office_fetching as known (shop_id, connection_id, refused_at, refused_address)
values ($1, $2, now(), $3)
    on conflict (shop_id, connection_id) do update set
       refused_at = now(),
       refused_address = excluded.refused_address
 where known.refused_at is null
    or known.refused_at < now() - interval '1 hour'
    or (known.refused_address <> excluded.refused_address and known.refused_at < now() - interval '1 minute')`;

/** Notes when offices ask, and from which computers they were refused. */
export class OfficeVisits {
  readonly #pool: pg.Pool;
  /** When this process last noted that the office of a connection asked, in milliseconds since 1970. */
  readonly #noted = new Map<string, number>();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** The office asks for its documents. `now`: milliseconds since 1970. */
  async noteAsked({ shopId, connectionId }: VisitedConnection, now: number): Promise<void> {
    const key = `${shopId}/${connectionId}`;
    if (now - (this.#noted.get(key) ?? -Infinity) < exactMilliseconds) return;
    await this.#pool.query({ name: 'office.asked', text: askedStatement, values: [shopId, connectionId] });
    this.#noted.set(key, now);
  }

  /** A request with a right key came from a computer that the connection does not allow. */
  async noteRefused({ shopId, connectionId }: VisitedConnection, address: string, actor: string): Promise<void> {
    const { rowCount } = await this.#pool.query(refusedStatement, [shopId, connectionId, address.slice(0, 100)]);
    if (rowCount === 0) return;
    await note(this.#pool, {
      shopId,
      connectionId,
      orderId: null,
      correlationId: null,
      actor,
      code: 'office.computer_refused',
      detail: { address: address.slice(0, 100) },
    });
  }
}
