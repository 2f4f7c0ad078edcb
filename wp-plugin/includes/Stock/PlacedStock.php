<?php
/**
 * The stock where an author placed it.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Stock;

use Kontor\Bridge\Admin\Script;
use WC_Product;

/** The block `kontor/stock` and the shortcode `[kontor_stock]`. Both show the article of a SKU, or else the page's product. */
final class PlacedStock {
	public const BLOCK     = 'kontor/stock';
	public const SHORTCODE = 'kontor_stock';

	/** Listens to WordPress. */
	public function register(): void {
		// After the plugin's languages, which are loaded at 10.
		add_action( 'init', array( $this, 'add' ), 20 );
		add_shortcode( self::SHORTCODE, array( $this, 'show_shortcode' ) );
	}

	/** Adds the block. */
	public function add(): void {
		register_block_type(
			self::BLOCK,
			// @phpstan-ignore argument.type (WordPress's own documentation calls the version a text.)
			array(
				'api_version'           => 3,
				'title'                 => __( 'Stock at the office', 'kontor-bridge' ),
				'description'           => __( 'Shows how much of an article the office has.', 'kontor-bridge' ),
				'category'              => 'woocommerce',
				'icon'                  => 'archive',
				'attributes'            => array(
					'sku' => array(
						'type'    => 'string',
						'default' => '',
					),
				),
				'uses_context'          => array( 'postId' ),
				'supports'              => array( 'html' => false ),
				'example'               => array(),
				'editor_script_handles' => null === Script::register( 'stock' ) ? array() : array( 'kontor-stock' ),
				'render_callback'       => array( $this, 'show_block' ),
			)
		);
	}

	/**
	 * Shows the block.
	 *
	 * @param array<string, mixed> $attributes The block's attributes.
	 * @param string               $content    What the block encloses, which is nothing.
	 * @param \WP_Block|null       $block      The block, whose context names the product of a list.
	 */
	public function show_block( array $attributes, string $content = '', ?\WP_Block $block = null ): string {
		$html = self::html( (string) ( $attributes['sku'] ?? '' ), (int) ( $block->context['postId'] ?? 0 ) );
		return '' === $html ? '' : sprintf( '<div %s>%s</div>', get_block_wrapper_attributes(), $html );
	}

	/**
	 * Shows the shortcode.
	 *
	 * @param array<string, string>|string $attributes The shortcode's attributes; an empty text if it has none.
	 */
	public function show_shortcode( array|string $attributes ): string {
		return self::html( is_array( $attributes ) ? (string) ( $attributes['sku'] ?? '' ) : '' );
	}

	/**
	 * The stock of a SKU, or else of the product that is shown.
	 *
	 * @param string $sku     The SKU; empty for none.
	 * @param int    $post_id The id of a product; 0 for the product of the page.
	 */
	private static function html( string $sku, int $post_id = 0 ): string {
		if ( '' !== $sku ) {
			return StockHtml::of_sku( $sku );
		}
		$product = wc_get_product( $post_id > 0 ? $post_id : (int) get_the_ID() );
		return $product instanceof WC_Product ? StockHtml::of_product( $product ) : '';
	}
}
