import type { Order } from '@kontor/shared/order';

/** Whether the order asks for invoices by EHF, the Norwegian electronic format. */
export const wantsEhf = ({ meta }: Pick<Order, 'meta'>, { ehfField }: { ehfField: string }): boolean =>
  /^(yes|true|1|ja|on)$/i.test(meta[ehfField]?.trim() ?? '');
