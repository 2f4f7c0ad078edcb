import { __ } from '@wordpress/i18n';
import type { OrderRow } from './answers.ts';

/** The order's number as people know it. */
export const numberOf = ({ id, shop, standing }: OrderRow): string => shop?.number ?? standing?.order ?? id;

/** When the order was placed. If the shop no longer has the order: when the bridge received it. */
export const placedAt = ({ shop, standing }: OrderRow): string | null =>
  shop?.date_created_gmt ? `${shop.date_created_gmt.replace(/Z$/, '')}Z` : (standing?.receivedAt ?? null);

/** The order's total as the bridge writes amounts, such as `349.00 NOK`. */
export const totalOf = ({ shop, standing }: OrderRow): string | null =>
  shop ? `${shop.total} ${shop.currency}` : (standing?.total ?? null);

export function customerOf({ shop }: OrderRow): string {
  if (!shop) return __('No longer in the shop', 'kontor-bridge');
  const { first_name, last_name, company } = shop.billing;
  return `${first_name} ${last_name}`.trim() || company || __('Guest', 'kontor-bridge');
}
