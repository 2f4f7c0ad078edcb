import { z } from 'zod';
import type { TransferQuery } from '../../mirror/transfer/list.ts';
import { states } from '../../mirror/transfer/states.ts';
import { connectionInput, orderInput, orderNumberInput, shopInput } from '../operation.ts';

/** The filters for transfers, as inputs of an operation. */
export const transferFilters = {
  shop: shopInput,
  connection: connectionInput.optional(),
  order: orderInput.optional(),
  number: orderNumberInput.optional(),
  state: z.enum(states).optional().meta({ description: 'Only transfers in this state.' }),
  reason: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'Only transfers whose reason begins with this, such as gap or gap.rate_unmapped.' }),
};

/** The filters as a query to the database. */
export function transferQueryOf({
  shop: shopId,
  connection: connectionId,
  order,
  number,
  state,
  reason,
  limit,
}: z.output<z.ZodObject<typeof transferFilters>> & { limit: number }): TransferQuery {
  return {
    limit,
    shopId,
    ...(connectionId === undefined ? {} : { connectionId }),
    ...(order === undefined ? {} : { orderId: order }),
    ...(number === undefined ? {} : { orderNumber: number }),
    ...(state === undefined ? {} : { state }),
    ...(reason === undefined ? {} : { reason }),
  };
}
