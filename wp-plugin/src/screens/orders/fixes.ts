import { __ } from '@wordpress/i18n';
import type { Place } from '../address.ts';
import type { Section } from '../connections/connection.tsx';

/** Where a gap is mended: in a section of its connection, or in the order itself. */
type FixPlace = { at: 'section'; section: Section } | { at: 'order' };

/** By the beginning of a code; the first that fits counts. What the office mends in its own program has no place here. */
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

/** Whether all that is missing is an entry that says what a VAT rate becomes. */
export const isUnmapped = (code: string): boolean => code.startsWith('gap.rate');

/** The way to where something is mended: a place of these screens, or the order in WooCommerce. Null where neither mends it. */
export type WayToFix = { label: string; to: Place } | { label: string; order: true };

export function wayToFix(code: string, connection: string): WayToFix | null {
  const fixPlace = places.find(([beginning]) => code.startsWith(beginning))?.[1];
  if (!fixPlace) return null;
  if (fixPlace.at === 'order') return { label: __('Open the order', 'kontor-bridge'), order: true };
  const labels: Readonly<Record<Section, string>> = {
    access:
      code === 'held.unauthorized' ? __('Enter the key', 'kontor-bridge') : __('Look at the access', 'kontor-bridge'),
    products: isUnmapped(code) ? __('Map it', 'kontor-bridge') : __('Look at the products', 'kontor-bridge'),
    payments: __('Choose the account', 'kontor-bridge'),
    customers: __('Set the customers', 'kontor-bridge'),
    sending: __('Look at the rules', 'kontor-bridge'),
    more: __('Look at the settings', 'kontor-bridge'),
  };
  return {
    label: labels[fixPlace.section],
    to: { tab: 'connections', params: { connection, section: fixPlace.section } },
  };
}
