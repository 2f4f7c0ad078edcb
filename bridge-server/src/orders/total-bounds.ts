import { decimalsOf } from '@kontor/shared/money';
import type { Queryable } from '../database/database.ts';

/** What an order comes to at least and at most, as decimal text in its own currency. */
export interface TotalRange {
  least?: string | undefined;
  most?: string | undefined;
}

/** The same in the minor units of one currency. */
export interface TotalBounds {
  currency: string;
  from: bigint;
  to: bigint;
}

/** No order comes to more: amounts are whole numbers that JavaScript holds exactly. */
const largest = BigInt(Number.MAX_SAFE_INTEGER);

// From one currency to the next by the index, since a shop has few of them and many orders.
const currenciesStatement = `
with recursive its as (
  (select currency from subjects where shop_id = $1 and currency is not null order by currency limit 1)
  union all
  select (select o.currency from subjects o where o.shop_id = $1 and o.currency > its.currency order by o.currency limit 1)
    from its where its.currency is not null
)
select currency from its where currency is not null`;

/** The bounds in each currency that the shop's orders have. */
export async function readTotalBounds(database: Queryable, shopId: string, range: TotalRange): Promise<TotalBounds[]> {
  const { rows } = await database.query<{ currency: string }>({
    name: 'orders.currencies',
    text: currenciesStatement,
    values: [shopId],
  });
  return rows.map(({ currency }) => boundsIn(currency, range));
}

/** Pure: the whole minor units that lie within the range. */
export function boundsIn(currency: string, { least, most }: TotalRange): TotalBounds {
  const decimals = decimalsOf(currency);
  return {
    currency,
    from: least === undefined ? 0n : scaled(least, decimals, 'up'),
    to: most === undefined ? largest : scaled(most, decimals, 'down'),
  };
}

function scaled(text: string, decimals: number, rounds: 'up' | 'down'): bigint {
  const [whole = '', fraction = ''] = text.split('.');
  const units = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  return rounds === 'up' && /[1-9]/.test(fraction.slice(decimals)) ? units + 1n : units;
}
