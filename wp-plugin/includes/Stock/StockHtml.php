<?php
/**
 * The stock as HTML.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Stock;

use WC_Product;

/** Shows what the office has; where nothing is known of it, WooCommerce's own stock. */
final class StockHtml {
	/**
	 * The stock of a product. A variable product has a line for each variation of which something is known.
	 *
	 * @param WC_Product $product The product.
	 */
	public static function of_product( WC_Product $product ): string {
		$lines      = '';
		$variations = PageSkus::variations( $product );
		Stock::of_page()->find( array_column( $variations, 'sku' ) );
		foreach ( $variations as $variation ) {
			$stock = Stock::of_page()->of( $variation['sku'] );
			if ( null !== $stock ) {
				$name   = wp_strip_all_tags( wc_get_formatted_variation( $variation['product'], true, false ) );
				$lines .= sprintf( '<li>%s: <span class="%s">%s</span></li>', esc_html( $name ), esc_attr( $stock->css_class() ), esc_html( $stock->sentence() ) );
			}
		}
		if ( '' !== $lines ) {
			return '<ul class="kontor-stock">' . $lines . '</ul>';
		}
		return Stock::of_page()->of( $product->get_sku() )?->html() ?? wc_get_stock_html( $product );
	}

	/**
	 * The stock of an article.
	 *
	 * @param string $sku Its SKU.
	 */
	public static function of_sku( string $sku ): string {
		$stock = Stock::of_page()->of( $sku );
		if ( null !== $stock ) {
			return $stock->html();
		}
		$product = wc_get_product( wc_get_product_id_by_sku( $sku ) );
		return $product instanceof WC_Product ? wc_get_stock_html( $product ) : '';
	}
}
