import { z } from 'zod';
import type { TransferQuery } from '../../mirror/transfer/list.ts';
import { states } from '../../mirror/transfer/states.ts';
import { connectionInput, orderInput, shopInput } from '../operation.ts';

/** By what transfers are found, as inputs of an operation. */
export const transferFilters = {
  shop: shopInput,
  connection: connectionInput.optional(),
  order: orderInput.optional(),
  number: z.string().min(1).optional().meta({ description: "The order's number as people know it." }),
  state: z.enum(states).optional().meta({ description: 'In one state.' }),
  reason: z.string().min(1).optional().meta({ description: 'With one reason, or a group such as gap.' }),
};

/** The inputs as the database is asked. */
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
