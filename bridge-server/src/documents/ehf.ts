import type { Order } from '@kontor/shared/order';
import { metaField } from './meta-field.ts';

/** Whether the order asks for invoices by EHF, the Norwegian electronic format. */
export const wantsEhf = (order: Pick<Order, 'meta'>, { ehfField }: { ehfField: string }): boolean =>
  /^(yes|true|1|ja|on)$/i.test(metaField(order, ehfField));
