import { until } from '../../setup/until.ts';
import type { Stage } from '../stage.ts';

/** How the reading of the shop stands. */
interface Standing {
  isDue: boolean;
  isLeased: boolean;
  isFailed: boolean;
  /** When the shop was last read to its end. */
  readAt: Date | null;
  isCompared: boolean;
  /** How many orders webhooks told of that are not read yet. */
  hints: number;
}

/** The bridge reads every five minutes and compares at night. This moves those times, so that nobody waits for them. */
export interface ReadingProgress {
  standing(): Promise<Standing>;
  /** The next regular reading is due now, with or without a comparison. */
  makeDue(options: { comparison: boolean }): Promise<void>;
  /** No regular reading is due, so that only webhooks lead to orders. */
  leaveToWebhooks(): Promise<void>;
  /** The lease of a killed worker is over. */
  endLease(): Promise<void>;
  /** Has the shop read to its end, and compared if asked to. Waits until this is over. */
  readToEnd(options: { comparison: boolean }): Promise<void>;
}

const standingStatement = `
select due_at <= now() as "isDue",
       coalesce(lease_until > now(), false) as "isLeased",
       failed_since is not null as "isFailed",
       read_at as "readAt",
       compare_at > now() as "isCompared",
       (select count(*)::integer from order_hints where shop_id = $1) as hints
  from shop_readings
 where shop_id = $1`;

export function progressOf({ bridge: { database }, shop: { shop } }: Stage): ReadingProgress {
  const readings = () => database.knex('shop_readings').where({ shop_id: shop });
  const now = () => database.knex.fn.now();
  const standing = async (): Promise<Standing> => {
    const { rows } = await database.pool.query<Standing>({ text: standingStatement, values: [shop] });
    if (!rows[0]) throw new Error('the bridge does not read the shop');
    return rows[0];
  };
  const makeDue: ReadingProgress['makeDue'] = async ({ comparison }) => {
    await readings().update({ due_at: now(), ...(comparison ? { compare_at: now() } : {}) });
  };
  const never = { due_at: 'infinity', compare_at: 'infinity' };
  return {
    standing,
    makeDue,
    leaveToWebhooks: async () => void (await readings().update(never)),
    endLease: async () => void (await readings().update({ lease_until: now() })),
    async readToEnd({ comparison }) {
      // A reading that goes on now may have looked at an order before its last change.
      await until(async () => !(await standing()).isLeased, 'the reading before has ended');
      await readings().update({ ...never, read_at: null });
      await makeDue({ comparison });
      await until(async () => {
        const { readAt, isFailed, isLeased, isCompared } = await standing();
        // The shop may have failed at the end of the storm; the pause after it is over.
        if (isFailed && !isLeased) await makeDue({ comparison: comparison && !isCompared });
        return readAt !== null && isCompared && !isLeased;
      }, 'the shop was read to its end');
      await readings().update(never);
    },
  };
}
