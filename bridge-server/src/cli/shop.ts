import type { Knex } from 'knex';
import { isBelowShop } from '../auth/admit.ts';
import type { Operation } from '../operations/operation.ts';
import { listShops } from '../shops/shop.ts';
import { RefusedCommand } from './output.ts';
import { reason } from '../texts/reason.ts';

/** The most shops that a refusal names. */
const mostNamed = 20;

/** The inputs of a command. When the shop is left out, and the bridge has exactly one, that shop is added. */
export async function withShop(
  { path, command, positional = [] }: Pick<Operation, 'path' | 'command' | 'positional'>,
  knex: Knex,
  input: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  if (!isBelowShop(path) || input['shop'] !== undefined) return { ...input };
  const shops = await listShops(knex);
  const [first, second] = shops;
  if (!first) throw new RefusedCommand({ ...reason('shop.none'), status: 409 });
  if (!second) return { ...input, shop: first.id };
  const named = shops.slice(0, mostNamed).map(({ id, name }) => `${id} (${name})`);
  const values = {
    count: shops.length,
    shops: [...named, ...(shops.length > mostNamed ? ['…'] : [])],
    first: first.id,
  };
  throw new RefusedCommand({
    ...(positional.includes('shop')
      ? reason('shop.unclear:by_place', { ...values, command })
      : reason('shop.unclear', values)),
    status: 422,
  });
}
