import { z } from 'zod';
import { knownOrderIds } from '../../orders/known.ts';
import { clientOf } from '../../orders/pull/pull.ts';
import { reasonOf } from '../../texts/say.ts';
import { readOrderList } from '../../woocommerce/list.ts';
import { secondOf } from '../../woocommerce/orders.ts';
import { sinceInput } from '../cursor.ts';
import { defineOperation, failure, limitInput, shopInput, success } from '../operation.ts';
import { pullingOf } from './opening.ts';

/** The fields of an order that the list shows. A field that a plugin of the shop left out becomes an empty text. */
const shownOrder = z.looseObject({
  id: z.int().positive(),
  number: z.string().catch(''),
  status: z.string().catch(''),
  total: z.string().catch(''),
  currency: z.string().catch(''),
  date_created_gmt: z.string().nullish(),
});

export const shopOrders = defineOperation({
  command: 'shop orders',
  summary: 'Lists the newest orders of a shop, and whether the bridge has them.',
  method: 'get',
  path: '/v1/shops/{shop}/reading/orders',
  scope: 'shops:read',
  asksSystem: true,
  input: z.strictObject({
    shop: shopInput,
    since: sinceInput.meta({ description: 'Only orders that were placed since this day or moment.' }),
    limit: limitInput(20, 100),
  }),
  answer: z.object({
    /** How many such orders the shop has; null if the shop does not say. */
    total: z.number().int().nullable(),
    orders: z.array(
      z.object({
        id: z.string(),
        number: z.string(),
        status: z.string(),
        total: z.string(),
        placedAt: z.string().nullable(),
        /** Whether the bridge has the order. */
        isKnown: z.boolean(),
      }),
    ),
  }),
  table: { list: 'orders', columns: ['id', 'number', 'status', 'total', 'placedAt', 'isKnown'] },
  hint: 'Fetch some of them with: kontor shop pull --shop … --orders 1201,1202',
  examples: ['kontor shop orders --shop s…', 'kontor shop orders --shop s… --since 2026-11-01 --limit 100'],
  async run(parts, { shop: shopId, since, limit }) {
    const opened = await pullingOf(parts, shopId);
    if (!opened.ok) return opened;
    const listed = await readOrderList(
      clientOf(opened.value.parts, opened.value.shop),
      {
        per_page: limit,
        orderby: 'date',
        order: 'desc',
        dates_are_gmt: true,
        ...(since ? { after: secondOf(since) } : {}),
        _fields: Object.keys(shownOrder.shape).join(','),
      },
      shownOrder,
    );
    if (listed.kind === 'failed') return failure(502, reasonOf(listed));
    const known = await knownOrderIds(
      parts.database.pool,
      shopId,
      listed.entries.map(({ id }) => String(id)),
    );
    return success({
      total: listed.total,
      orders: listed.entries.map(({ id, number, status, total, currency, date_created_gmt: placed }) => ({
        id: String(id),
        number,
        status,
        total: `${total} ${currency}`.trim(),
        placedAt: placed ? `${placed}Z` : null,
        isKnown: known.has(String(id)),
      })),
    });
  },
});
