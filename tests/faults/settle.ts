import { setTimeout as sleep } from 'node:timers/promises';
import { listTasks, type Task } from '../../bridge-server/src/desk/tasks.ts';
import { applyVerb } from '../../bridge-server/src/mirror/person/apply-verb.ts';
import type { ListedTransfer } from '../../bridge-server/src/mirror/transfer/list.ts';
import { holdsLaneSql } from '../../bridge-server/src/mirror/transfer/states.ts';
import { readStanding } from '../setup/standing.ts';
import type { Stage } from './stage.ts';

/** Gives up once nothing has moved for so long. */
const quietSeconds = 250;

/** How many transfers are not at their end, or wait to be looked at again; while PostgreSQL is away, the last number that was known. */
export function openTransfersOf({ bridge }: Stage): () => Promise<number> {
  let last = 0;
  return async () => {
    const read = bridge.database.pool.query<{ open: number }>(
      `select count(*)::integer as open from transfers t where review_at is not null or (${holdsLaneSql('t')} and state <> 'blocked')`,
    );
    last = (await read.catch(() => null))?.rows[0]?.open ?? last;
    return last;
  };
}

export interface Settled {
  transfers: readonly ListedTransfer[];
  /** All that people were told to do, whatever became of it. */
  tasks: readonly Task[];
  /** How many transfers a person tried again, since workers had been killed over them too often. */
  triedAgain: number;
  /** What did not come to rest. */
  stuck: string | null;
}

/** Waits until everything is worked off: every transfer at rest, no review to come, no connection held back. */
export async function untilSettled(stage: Stage, signal: AbortSignal): Promise<Settled> {
  const {
    bridge: { database, timing },
    shop: { shop: shopId },
  } = stage;
  let triedAgain = 0;
  let before = '';
  for (let changed = Date.now(); ; await sleep(250)) {
    signal.throwIfAborted();
    const { transfers, open } = await readStanding(database.knex, shopId);
    const worn = transfers.filter(({ state, reason }) => state === 'blocked' && reason === 'gave_up.crashed_worker');
    for (const { id } of worn)
      if ((await applyVerb(database, 'retry', { shopId, id }, timing, 'operator')).ok) triedAgain += 1;
    if (worn.length === 0 && open.length === 0 && !(await isHeldBack(stage)))
      return { transfers, tasks: await tasksOf(stage), triedAgain, stuck: null };
    const now = transfers.map(({ id, state, reason, attempts }) => `${id} ${state} ${reason} ${attempts}`).join();
    if (now !== before) changed = Date.now();
    before = now;
    if (Date.now() - changed > quietSeconds * 1000)
      return {
        transfers,
        tasks: await tasksOf(stage),
        triedAgain,
        stuck: `${open.length} transfers never came to rest`,
      };
  }
}

const tasksOf = ({ bridge: { database }, shop: { shop: shopId } }: Stage): Promise<Task[]> =>
  listTasks(database.pool, { shopId, limit: 1_000_000 });

async function isHeldBack({ bridge: { database } }: Stage): Promise<boolean> {
  const { rowCount } = await database.pool.query('select from connections where breaker_code is not null limit 1');
  return rowCount !== 0;
}
