<?php
/**
 * Orders that the office has not seen.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Stock;

use WC_Order;
use WC_Product;

/** Counts what was sold in orders that have not reached the bridge. The office's stock still has these goods. */
final class UnseenOrders {
	/**
	 * How much WooCommerce has taken off for such orders, by the id of the product or variation.
	 *
	 * @return array<int, float>
	 */
	public static function quantities(): array {
		$quantities = array();
		foreach ( self::ids() as $id ) {
			$order = wc_get_order( (int) $id );
			foreach ( $order instanceof WC_Order ? $order->get_items() : array() as $item ) {
				$product = $item instanceof \WC_Order_Item_Product ? $item->get_product() : null;
				if ( $product instanceof WC_Product ) {
					$managed = $product->get_stock_managed_by_id();

					$quantities[ $managed ] = ( $quantities[ $managed ] ?? 0.0 ) + (float) $item->get_meta( '_reduced_stock' );
				}
			}
		}
		return $quantities;
	}

	/**
	 * The ids of the orders in the outbox that were never sent, the oldest first.
	 *
	 * @return array<string|null>
	 */
	private static function ids(): array {
		global $wpdb;
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		return $wpdb->get_col(
			"SELECT order_id FROM {$wpdb->prefix}kontor_outbox
			WHERE sent_generation = 0 AND tombstone = 0
			ORDER BY order_id
			LIMIT 1000"
		);
		// phpcs:enable
	}
}
