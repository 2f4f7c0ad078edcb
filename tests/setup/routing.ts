import type { Database } from '../../bridge-server/src/database/database.ts';
import type { Rules } from '../../bridge-server/src/shops/rules.ts';
import { everydayRules } from './rules.ts';
import { until } from './until.ts';
import type { World } from './world.ts';

/** Whether every order of the shop was routed again after the shop's settings changed. */
export async function isRouted({ pool }: Pick<Database, 'pool'>, shopId: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select from subjects
       join shops on shops.id = subjects.shop_id
      where shops.id = $1
        and subjects.settings_version < shops.settings_version
      limit 1`,
    [shopId],
  );
  return rowCount === 0;
}

/** Waits until every order of the shop was routed again; a worker must be at work. */
export const untilRouted = (database: Pick<Database, 'pool'>, shopId: string): Promise<void> =>
  until(() => isRouted(database, shopId), 'the orders are routed again');

/** Has a worker at work until every order of the world's shop was routed again. */
export const routeAgain = (world: World): Promise<void> => world.workUntil(() => isRouted(world.database, world.shop));

/** Gives all connections the everyday rules with these changes. Orders that are known are not routed again by that. */
export async function setRules({ knex }: Pick<Database, 'knex'>, changes: Partial<Rules> = {}): Promise<void> {
  await knex('connections').update({ rules: JSON.stringify(everydayRules(changes)) });
}

/** Counts the shop's settings up, as the screens do with every change, so that its orders are routed again. */
export async function countSettingsUp({ knex }: Pick<Database, 'knex'>, shopId: string): Promise<void> {
  await knex('shops').where({ id: shopId }).increment('settings_version', 1);
}
