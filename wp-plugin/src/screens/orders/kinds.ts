import { __ } from '@wordpress/i18n';

/** The kind of a document in words. */
export function kindInWords(kind: string): string {
  switch (kind) {
    case 'order':
      return __('Order', 'kontor-bridge');
    case 'amendment':
      return __('Change of the order', 'kontor-bridge');
    case 'refund':
      return __('Refund', 'kontor-bridge');
    case 'cancellation':
      return __('Cancellation', 'kontor-bridge');
    case 'payment':
      return __('Payment', 'kontor-bridge');
    default:
      return kind;
  }
}
