import type { OfConnection, ReadingTurn } from '../collecting/runs.ts';
import { stagingOf } from '../collecting/staging.ts';
import type { Queryable } from '../database/database.ts';
import type { CollectedAddress } from '../systems/contract-collect.ts';
import { contentText, sealAddress } from './content.ts';
import { ensureAddressKey } from './key.ts';
import { marksOf } from './marks.ts';

/** The addresses that a run has read, and those that the shop knows. */
export const addressStaging = stagingOf({
  what: 'addresses',
  columns: { number: 'text', archived: 'boolean', content: 'text', print: 'text', keys: 'text[]' },
  // A content is sealed anew each time, so that its print tells whether it changed.
  compared: ['number', 'archived', 'print'],
  // What the office has erased is erased here as well.
  erased: { content: 'null', print: 'null', keys: `'{}'` },
});

/** Keeps the addresses of a page, sealed. `readAt`: before the office was asked. */
export async function stageAddresses(
  client: Queryable,
  of: OfConnection,
  addresses: readonly CollectedAddress[],
  readAt: Date,
): Promise<void> {
  if (addresses.length === 0) return;
  const { shopId, connectionId } = of;
  const key = await ensureAddressKey(client, shopId);
  const rows: object[] = [];
  for (const { id, number, archived, ...content } of addresses) {
    const text = contentText(content);
    rows.push({
      id,
      number,
      archived,
      content: await sealAddress(client, text, { shopId, connectionId, id }),
      print: key.hash(text),
      keys: marksOf(content, number).map((mark) => key.hash(mark)),
    });
  }
  await addressStaging.stage(client, of, rows, readAt);
}

const countsStatement = `
select count(*) as known,
       count(*) filter (where read.id is not null) as "readAgain"
  from addresses known
  left join collected_addresses read
    on read.shop_id = known.shop_id
   and read.connection_id = known.connection_id
   and read.id = known.id
 where known.shop_id = $1
   and known.connection_id = $2
   and known.gone_at is null`;

/** How many addresses were known before, and how many of them the run has read. */
export async function countStagedAddresses(
  client: Queryable,
  { shopId, connectionId }: ReadingTurn,
): Promise<{ known: number; readAgain: number }> {
  const { rows } = await client.query<{ known: number; readAgain: number }>({
    name: 'addresses.counts',
    text: countsStatement,
    values: [shopId, connectionId],
  });
  return rows[0] ?? { known: 0, readAgain: 0 };
}
