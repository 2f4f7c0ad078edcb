import type pg from 'pg';
import type { Logger } from 'pino';
import { inTransaction } from '../../database/database.ts';
import type { EventOf } from '../transfer/event.ts';
import { readOrPutOff, transferColumns, type TransferRow } from '../transfer/rows.ts';
import { storeTransition } from '../transfer/store.ts';
import { applyEvent, type Timing } from '../transfer/transition.ts';

const lostStatement = `
select ${transferColumns('t')},
       extract(epoch from now() - intent_at)::float8 as intent_age
  from transfers t
 where state = 'sending'
   and lease_until <= now()
 order by lease_until
 limit 100
   for update skip locked`;

/**
 * Takes transfers back from workers whose lease is over. A transfer with an open intent is in doubt, and its target is
 * asked no earlier than intent + call time-out + settling time: until then the lost worker's call may still arrive.
 * Returns how many it took back.
 */
export async function takeBackLost(pool: pg.Pool, timingOf: (system: string) => Timing, log: Logger): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<TransferRow & { intent_age: number | null }>({
      name: 'janitor.lost',
      text: lostStatement,
    });
    for (const row of rows) {
      const lost = await readOrPutOff(client, row, log);
      if (!lost) continue;
      const timing = timingOf(lost.system);
      const event = lostEvent(timing, row.intent_age ?? 0);
      await storeTransition(client, lost, event, applyEvent(lost, event, timing, 0), 'janitor');
    }
    return rows.length;
  });
}

/** Pure: the event of a transfer whose worker was lost. `intentAge`: seconds since its last intent was recorded. */
export function lostEvent(timing: Timing, intentAge: number): EventOf<'lease_over'> {
  const afterSeconds = Math.max(0, timing.callTimeoutSeconds + timing.settleSeconds - intentAge);
  return { name: 'lease_over', afterSeconds };
}

/** A pairing code is kept for a day after its time, so that whoever tries it is told that it is too old, or used. */
export const pairingIsOver = `expires_at < now() - interval '1 day'`;

/** Forgets pairing codes whose time is long over, used or not. */
export async function forgetPairings(pool: pg.Pool): Promise<void> {
  await pool.query(`delete from pairings where ${pairingIsOver}`);
}

/** Forgets proofs that have expired. Replaying one is refused because of its time. */
export async function forgetProofs(pool: pg.Pool): Promise<void> {
  await pool.query('delete from proofs where expires_at < now()');
}
