<?php
/**
 * The SKUs of a page.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Stock;

use WC_Product;
use WP_Post;

/**
 * Gathers the SKUs that a page may show, so that they are asked for at once: those of the products that the page lists,
 * of the product that it is about, with its variations, and of the blocks and shortcodes in its text. To gather costs
 * nothing on a page that shows no stock. A SKU that is gathered nowhere, such as one in a theme's template, is asked for
 * when it is shown.
 */
final class PageSkus {
	/** The most products whose SKUs are read. A longer list is asked for in further requests. */
	private const MOST_PRODUCTS = 100;

	/**
	 * Products that the page has read, and that `all` has not returned yet.
	 *
	 * @var array<int, true>
	 */
	private static array $listed = array();

	/**
	 * The id of the page whose own SKUs `all` has returned.
	 *
	 * @var int
	 */
	private static int $page = 0;

	/** Listens to WordPress. */
	public function register(): void {
		add_filter( 'the_posts', array( $this, 'posts_read' ) );
		add_filter( 'woocommerce_shortcode_products_query_results', array( $this, 'products_read' ) );
	}

	/**
	 * Remembers the products among posts that were read.
	 *
	 * @param mixed $posts The posts, which are returned unchanged.
	 */
	public function posts_read( mixed $posts ): mixed {
		foreach ( is_array( $posts ) && ! is_admin() ? $posts : array() as $post ) {
			if ( $post instanceof WP_Post && 'product' === $post->post_type ) {
				self::$listed[ $post->ID ] = true;
			}
		}
		return $posts;
	}

	/**
	 * Remembers the products of WooCommerce's own lists in a page's text.
	 *
	 * @param mixed $results The results, which are returned unchanged.
	 */
	public function products_read( mixed $results ): mixed {
		foreach ( is_object( $results ) && is_array( $results->ids ?? null ) ? $results->ids : array() as $id ) {
			self::$listed[ (int) $id ] = true;
		}
		return $results;
	}

	/**
	 * The SKUs that have been gathered since the last call.
	 *
	 * @return list<string>
	 */
	public static function all(): array {
		$ids          = array_slice( array_keys( self::$listed ), 0, self::MOST_PRODUCTS );
		self::$listed = array();
		$skus         = array();
		foreach ( $ids as $id ) {
			$product = wc_get_product( $id );
			$skus[]  = $product instanceof WC_Product ? $product->get_sku() : '';
		}
		// Before WordPress knows which page it shows, there is none to gather from.
		$page = did_action( 'wp' ) > 0 ? get_queried_object() : null;
		if ( $page instanceof WP_Post && $page->ID !== self::$page ) {
			self::$page = $page->ID;
			array_push( $skus, ...self::of_product( $page ), ...self::in_blocks( parse_blocks( $page->post_content ) ), ...self::in_shortcodes( $page->post_content ) );
		}
		return array_values( array_filter( $skus ) );
	}

	/** Forgets the page, as a new request does. */
	public static function forget_page(): void {
		self::$listed = array();
		self::$page   = 0;
	}

	/**
	 * The SKUs of the product that a page is about, and of its variations.
	 *
	 * @param WP_Post $page The page.
	 * @return list<string>
	 */
	private static function of_product( WP_Post $page ): array {
		$product = 'product' === $page->post_type ? wc_get_product( $page->ID ) : null;
		return $product instanceof WC_Product ? array( $product->get_sku(), ...array_column( self::variations( $product ), 'sku' ) ) : array();
	}

	/**
	 * The variations of a product that a visitor may choose; none if it is not a variable product.
	 *
	 * @param WC_Product $product The product.
	 * @return list<array{sku: string, product: \WC_Product_Variation}>
	 */
	public static function variations( WC_Product $product ): array {
		$variations = array();
		foreach ( $product instanceof \WC_Product_Variable ? $product->get_visible_children() : array() as $id ) {
			$variation = wc_get_product( $id );
			if ( $variation instanceof \WC_Product_Variation ) {
				$variations[] = array(
					'sku'     => $variation->get_sku(),
					'product' => $variation,
				);
			}
		}
		return $variations;
	}

	/**
	 * The SKUs that blocks name.
	 *
	 * @param array<array<string, mixed>> $blocks The blocks.
	 * @return list<string>
	 */
	private static function in_blocks( array $blocks ): array {
		$skus = array();
		foreach ( $blocks as $block ) {
			if ( PlacedStock::BLOCK === ( $block['blockName'] ?? null ) ) {
				$skus[] = (string) ( $block['attrs']['sku'] ?? '' );
			}
			array_push( $skus, ...self::in_blocks( $block['innerBlocks'] ?? array() ) );
		}
		return $skus;
	}

	/**
	 * The SKUs that shortcodes name.
	 *
	 * @param string $text The text of a page.
	 * @return list<string>
	 */
	private static function in_shortcodes( string $text ): array {
		preg_match_all( '/' . get_shortcode_regex( array( PlacedStock::SHORTCODE ) ) . '/', $text, $found );
		$skus = array();
		foreach ( $found[3] as $attributes ) {
			// WordPress may answer with a text if there are no attributes.
			$skus[] = (string) ( ( (array) shortcode_parse_atts( $attributes ) )['sku'] ?? '' );
		}
		return $skus;
	}
}
