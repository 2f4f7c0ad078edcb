import type { Order } from '@kontor/shared/order';
import type { Settings } from '../settings/connection.ts';

/** Whether the order asks for invoices by EHF, the Norwegian electronic format. */
export const wantsEhf = ({ meta }: Order, { ehfField }: Settings): boolean =>
  /^(yes|true|1|ja|on)$/i.test(meta[ehfField]?.trim() ?? '');

/** What should be known of an order whose wish for EHF cannot be met. */
export const ehfNotes = {
  noNumber:
    'The order asks for EHF but names no organisation number, so its customer was created with invoices by e-mail.',
  refused:
    'The order asks for EHF, which Go refused for the customer: most likely its organisation number is not registered in ELMA. Its invoices go by e-mail.',
  otherDelivery: (delivery: string): string =>
    `The order asks for EHF, but its customer in Go is set to ${delivery}. Change that in Go if the customer can receive EHF.`,
} as const;
