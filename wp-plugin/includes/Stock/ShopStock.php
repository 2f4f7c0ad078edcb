<?php
/**
 * WooCommerce's stock.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Stock;

use WC_Product;

/** Reads and writes the stock of products and variations whose stock WooCommerce manages. Others are left alone. */
final class ShopStock {
	/**
	 * Those SKUs of which the shop manages the stock.
	 *
	 * @param list<string> $skus SKUs of the office.
	 * @return list<string>
	 */
	public static function managed( array $skus ): array {
		return array_values( array_intersect( $skus, array_column( self::rows( $skus ), 'sku' ) ) );
	}

	/**
	 * The products and variations with these SKUs, by SKU. Those in the trash do not count. If several have a SKU, which
	 * WooCommerce does not allow, the oldest counts.
	 *
	 * @param list<string> $skus SKUs of the office.
	 * @return array<array-key, int>
	 */
	public static function ids( array $skus ): array {
		global $wpdb;
		if ( array() === $skus ) {
			return array();
		}
		$places = implode( ', ', array_fill( 0, count( $skus ), '%s' ) );
		// phpcs:disable WordPress.DB -- WooCommerce's table for finding products, and a placeholder for each SKU.
		$rows = $wpdb->get_results(
			$wpdb->prepare(
				"SELECT product.product_id, product.sku FROM {$wpdb->prefix}wc_product_meta_lookup product
				JOIN {$wpdb->posts} post ON post.ID = product.product_id AND post.post_status <> 'trash'
				WHERE product.sku IN ($places)
				ORDER BY product.product_id DESC",
				...$skus
			),
			ARRAY_A
		);
		// phpcs:enable
		$ids = array_map( 'intval', array_column( (array) $rows, 'product_id', 'sku' ) );
		// The database compares without regard to case.
		return array_intersect_key( $ids, array_flip( $skus ) );
	}

	/**
	 * Writes the offices' stock where WooCommerce has another number. Parts of a piece are not sold, so a fraction is
	 * left out, and what the office owes to customers counts as nothing unless the product may be ordered on backorder.
	 * Of an article of which the offices say nothing, WooCommerce's number stays.
	 *
	 * @param array<array-key, OfficeStock|null> $stocks The stock by SKU.
	 */
	public static function write( array $stocks ): void {
		$unseen = UnseenOrders::quantities();
		foreach ( self::rows( array_map( 'strval', array_keys( $stocks ) ) ) as $row ) {
			$id    = (int) $row['product_id'];
			$stock = $stocks[ $row['sku'] ] ?? null;
			if ( null === $stock ) {
				continue;
			}
			$free = (int) floor( $stock->quantity->floor() - ( $unseen[ $id ] ?? 0 ) );
			if ( (float) $row['stock_quantity'] === (float) $free ) {
				continue;
			}
			$product = wc_get_product( $id );
			if ( $product instanceof WC_Product && true === $product->get_manage_stock( 'edit' ) ) {
				self::change( $product, $product->backorders_allowed() ? $free : max( 0, $free ) );
			}
		}
	}

	/**
	 * Changes the stock of a product by the difference. If an order is placed in this moment, WooCommerce takes its
	 * quantity off as well; to set the number would undo that.
	 *
	 * @param WC_Product $product The product.
	 * @param int        $free    The number that it should have.
	 */
	private static function change( WC_Product $product, int $free ): void {
		$difference = $free - (float) $product->get_stock_quantity( 'edit' );
		if ( 0.0 !== $difference ) {
			// @phpstan-ignore argument.type (WooCommerce takes fractions, too, if the shop sells them.)
			wc_update_product_stock( $product, abs( $difference ), $difference > 0 ? 'increase' : 'decrease' );
		}
	}

	/**
	 * The products with these SKUs whose stock is managed. The database compares without regard to case, so there may be
	 * others among them.
	 *
	 * @param list<string> $skus The SKUs.
	 * @return list<array{product_id: string, sku: string, stock_quantity: string}>
	 */
	private static function rows( array $skus ): array {
		global $wpdb;
		if ( array() === $skus ) {
			return array();
		}
		$places = implode( ', ', array_fill( 0, count( $skus ), '%s' ) );
		// phpcs:disable WordPress.DB -- WooCommerce's table for finding products, and a placeholder for each SKU.
		$rows = $wpdb->get_results(
			$wpdb->prepare(
				"SELECT product_id, sku, stock_quantity FROM {$wpdb->prefix}wc_product_meta_lookup
				WHERE stock_quantity IS NOT NULL AND sku IN ($places)
				ORDER BY product_id",
				...$skus
			),
			ARRAY_A
		);
		// phpcs:enable
		return array_values( (array) $rows );
	}
}
