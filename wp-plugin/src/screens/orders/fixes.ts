import { __ } from '@wordpress/i18n';
import type { Place } from '../address.ts';
import type { Section } from '../connections/connection.tsx';

/** Where a problem is fixed: in a section of the connection, or in the order itself. */
type FixPlace = { at: 'section'; section: Section } | { at: 'order' };

/**
 * The place by the beginning of a code; the first entry that fits counts. Problems that are fixed in the office's own
 * program are missing here.
 */
const places: readonly (readonly [beginning: string, mended: FixPlace])[] = [
  ['gap.rate', { at: 'section', section: 'products' }],
  ['gap.product', { at: 'section', section: 'products' }],
  ['gap.several_rates', { at: 'section', section: 'products' }],
  ['gap.vat_code', { at: 'section', section: 'products' }],
  ['gap.account', { at: 'section', section: 'payments' }],
  ['gap.number_series', { at: 'section', section: 'more' }],
  ['rule.no_account', { at: 'section', section: 'payments' }],
  ['rule.before_active', { at: 'section', section: 'sending' }],
  ['rule.status', { at: 'section', section: 'sending' }],
  ['rule.source', { at: 'section', section: 'sending' }],
  ['rule.draft', { at: 'section', section: 'sending' }],
  ['gap.no_customer_name', { at: 'order' }],
  ['gap.no_email', { at: 'order' }],
  ['gap.organisation_number', { at: 'order' }],
  ['gap.customer', { at: 'section', section: 'customers' }],
  ['gap.collective_customer', { at: 'section', section: 'customers' }],
  ['gap.order_unreadable', { at: 'order' }],
  ['gap.no_lines', { at: 'order' }],
  ['gap.total_differs', { at: 'order' }],
  ['gap.refund', { at: 'order' }],
  ['order.', { at: 'order' }],
  ['held.', { at: 'section', section: 'access' }],
];

/** Whether the code says that no product is set for a VAT rate. */
export const isUnmapped = (code: string): boolean => code.startsWith('gap.rate');

/** The link to where a problem is fixed: a place in these screens, or the order in WooCommerce. */
export type WayToFix = { label: string; to: Place } | { label: string; order: true };

/** The link for a code; null if the problem is fixed in neither of the two places. */
export function wayToFix(code: string, connection: string): WayToFix | null {
  const fixPlace = places.find(([beginning]) => code.startsWith(beginning))?.[1];
  if (!fixPlace) return null;
  if (fixPlace.at === 'order') return { label: __('Open the order', 'kontor-bridge'), order: true };
  const labels: Readonly<Record<Section, string>> = {
    access:
      code === 'held.unauthorized' ? __('Enter the key', 'kontor-bridge') : __('Check the access', 'kontor-bridge'),
    fetching: __('Look at the fetching', 'kontor-bridge'),
    products: isUnmapped(code) ? __('Map it', 'kontor-bridge') : __('Check the products', 'kontor-bridge'),
    payments: __('Choose the account', 'kontor-bridge'),
    customers: __('Check the customer settings', 'kontor-bridge'),
    sending: __('Check the rules', 'kontor-bridge'),
    more: __('Check the settings', 'kontor-bridge'),
  };
  return {
    label: labels[fixPlace.section],
    to: { tab: 'connections', params: { connection, section: fixPlace.section } },
  };
}
