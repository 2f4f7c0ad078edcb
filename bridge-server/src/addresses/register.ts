import type { Queryable } from '../database/database.ts';
import type { KnownAddresses } from '../systems/contract-addresses.ts';
import { addressKey } from './key.ts';
import { registerMarks } from './marks.ts';

const findStatement = `
select collector.mark,
       array(
         select address.id
           from addresses address
          where address.shop_id = collector.shop_id
            and address.connection_id = collector.connection_id
            and address.keys && $3
            and address.gone_at is null
       ) as ids
  from collectors collector
 where collector.shop_id = $1
   and collector.connection_id = $2
   and collector.what = 'addresses'
   and collector.confirmed_at is not null`;

/** What was collected of the addresses of a connection's office, for its system. */
export const knownAddressesOf =
  (database: Queryable) =>
  (shopId: string, connectionId: string): KnownAddresses => ({
    async find(marks) {
      const key = await addressKey(database, shopId);
      if (!key) return null;
      const hashes = registerMarks(marks).map((mark) => key.hash(mark));
      const { rows } = await database.query<{ ids: string[]; mark: unknown }>({
        name: 'addresses.find',
        text: findStatement,
        values: [shopId, connectionId, hashes],
      });
      return rows[0] ?? null;
    },
  });
