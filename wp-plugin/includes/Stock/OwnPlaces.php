<?php
/**
 * The stock in WooCommerce's own places.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Stock;

use Kontor\Bridge\Settings;
use WC_Product;

/**
 * Shows the office's stock on product, list and cart pages, if the setting says so. Where nothing is known, these pages
 * stay as WooCommerce makes them.
 */
final class OwnPlaces {
	/** Listens to WooCommerce. */
	public function register(): void {
		if ( Settings::shows_stock() ) {
			add_filter( 'woocommerce_get_availability', array( $this, 'on_product' ), 20, 2 );
			add_action( 'woocommerce_after_shop_loop_item_title', array( $this, 'on_list' ), 15 );
			add_filter( 'woocommerce_get_item_data', array( $this, 'in_cart' ), 20, 2 );
		}
	}

	/**
	 * Replaces WooCommerce's words about the stock of a product or variation. In the administration and in answers of
	 * WooCommerce's API they stay as they are.
	 *
	 * @param array<string, string> $availability WooCommerce's words, and the class of their element.
	 * @param mixed                 $product      The product.
	 * @return array<string, string>
	 */
	public function on_product( array $availability, mixed $product ): array {
		$is_page = ! wp_is_serving_rest_request() && ( ! is_admin() || wp_doing_ajax() );
		$stock   = $is_page && $product instanceof WC_Product ? Stock::of_page()->of( $product->get_sku() ) : null;
		return null === $stock ? $availability : array(
			'availability' => $stock->sentence(),
			'class'        => $stock->css_class(),
		);
	}

	/** Shows the stock below the price of a product in the shop's own lists. */
	public function on_list(): void {
		$product = $GLOBALS['product'] ?? null;
		// In a block theme, each part of a list says itself that it is small and centered.
		$classes = wp_is_block_theme() ? 'has-text-align-center has-small-font-size' : '';
		if ( $product instanceof WC_Product && in_array( wc_get_loop_prop( 'name' ), array( '', 'products' ), true ) ) {
			echo wp_kses_post( Stock::of_page()->of( $product->get_sku() )?->html( $classes ) ?? '' );
		}
	}

	/**
	 * Adds the stock to what the cart says of an item.
	 *
	 * @param list<array<string, mixed>> $said What the cart says.
	 * @param array<string, mixed>       $item The item.
	 * @return list<array<string, mixed>>
	 */
	public function in_cart( array $said, array $item ): array {
		$sku_of = static fn ( array $item ): string => ( $item['data'] ?? null ) instanceof WC_Product ? $item['data']->get_sku() : '';
		$items  = did_action( 'woocommerce_load_cart_from_session' ) > 0 ? WC()->cart->get_cart_contents() : array();
		Stock::of_page()->find( array_values( array_map( $sku_of, $items ) ) );

		$stock = Stock::of_page()->of( $sku_of( $item ) );
		if ( null !== $stock ) {
			$said[] = array(
				'key'   => __( 'Stock', 'kontor-bridge' ),
				'value' => $stock->sentence(),
			);
		}
		return $said;
	}
}
