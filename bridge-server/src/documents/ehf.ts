import type { Order } from '@kontor/shared/order';

/** Whether the order asks for invoices by EHF, the Norwegian electronic format. */
export const wantsEhf = ({ meta }: Pick<Order, 'meta'>, { ehfField }: { ehfField: string }): boolean =>
  /^(yes|true|1|ja|on)$/i.test(meta[ehfField]?.trim() ?? '');

/** What should be known of an order whose wish for EHF cannot be met. */
export const ehfNotes = (target: string) => ({
  noNumber:
    'The order asks for EHF but names no organisation number, so its customer was created with invoices by e-mail.',
  refused: `The order asks for EHF, which ${target} refused for the customer: most likely its organisation number is not registered in ELMA. Its invoices go by e-mail.`,
  otherDelivery: (delivery: string): string =>
    `The order asks for EHF, but its customer in ${target} is set to ${delivery}. Change that in ${target} if the customer can receive EHF.`,
});
