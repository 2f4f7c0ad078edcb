import { decimalsOf } from '@kontor/shared/money';
import type { Queryable } from '../database/database.ts';

/** The least and the most that an order's total may be, as decimal texts in the order's own currency. */
export interface TotalRange {
  least?: string | undefined;
  most?: string | undefined;
}

/** A range of totals in the minor units of one currency, both ends included. */
export interface TotalBounds {
  currency: string;
  from: bigint;
  to: bigint;
}

/** The largest possible total: amounts are whole numbers that JavaScript holds exactly. */
const largest = BigInt(Number.MAX_SAFE_INTEGER);

// Steps from one currency to the next in the index, since a shop has many orders and few currencies.
const currenciesStatement = `
with recursive currencies as (
  (
    select currency
      from subjects
     where shop_id = $1 and currency is not null
     order by currency
     limit 1
  )
  union all
  select (
           select subject.currency
             from subjects subject
            where subject.shop_id = $1 and subject.currency > currencies.currency
            order by subject.currency
            limit 1
         )
    from currencies
   where currencies.currency is not null
)
select currency from currencies where currency is not null`;

/** The bounds in each currency that the shop's orders have. */
export async function readTotalBounds(database: Queryable, shopId: string, range: TotalRange): Promise<TotalBounds[]> {
  const { rows } = await database.query<{ currency: string }>({
    name: 'orders.currencies',
    text: currenciesStatement,
    values: [shopId],
  });
  return rows.map(({ currency }) => boundsIn(currency, range));
}

/** The whole minor units that lie within the range. */
export function boundsIn(currency: string, { least, most }: TotalRange): TotalBounds {
  const decimals = decimalsOf(currency);
  return {
    currency,
    from: least === undefined ? 0n : scaled(least, decimals, 'up'),
    to: most === undefined ? largest : scaled(most, decimals, 'down'),
  };
}

/** The amount in minor units. Digits beyond the currency's decimals are cut off, or round the amount up. */
function scaled(text: string, decimals: number, rounds: 'up' | 'down'): bigint {
  const [whole = '', fraction = ''] = text.split('.');
  const units = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  return rounds === 'up' && /[1-9]/.test(fraction.slice(decimals)) ? units + 1n : units;
}
