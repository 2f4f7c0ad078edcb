import type { Knex } from 'knex';
import { isBelowShop } from '../auth/admit.ts';
import type { Operation } from '../operations/operation.ts';
import { listShops } from '../shops/shop.ts';
import { Refusal } from './output.ts';

/** The most shops that a refusal names. */
const mostNamed = 20;

/** What was typed, with the shop where it was left out: that of a bridge which has exactly one. */
export async function withShop(
  { path, command, positional = [] }: Pick<Operation, 'path' | 'command' | 'positional'>,
  knex: Knex,
  given: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  if (!isBelowShop(path) || given['shop'] !== undefined) return { ...given };
  const shops = await listShops(knex);
  const [first, another] = shops;
  if (!first)
    throw new Refusal({
      status: 409,
      code: 'shop.none',
      cause: 'The bridge has no shop yet.',
      remedy: 'Add one with: kontor shop add.',
    });
  if (!another) return { ...given, shop: first.id };
  const named = shops.slice(0, mostNamed).map(({ id, name }) => `${id} (${name})`);
  throw new Refusal({
    status: 422,
    code: 'shop.unclear',
    cause: `The bridge has ${shops.length} shops: ${named.join(', ')}${shops.length > mostNamed ? ', …' : ''}.`,
    remedy: positional.includes('shop')
      ? `Name one of them: kontor ${command} ${first.id}.`
      : `Name one of them with: --shop ${first.id}.`,
  });
}
