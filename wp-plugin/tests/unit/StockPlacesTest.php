<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Settings;
use Kontor\Bridge\Stock\OwnPlaces;
use Kontor\Bridge\Stock\PageSkus;
use Kontor\Bridge\Stock\PlacedStock;
use WC_Product;
use WC_Product_Variable;
use WC_Product_Variation;
use WP_Block;
use WP_Post;

final class StockPlacesTest extends StockTest {
	private const TWELVE = '<p class="stock in-stock kontor-stock">12 in stock at the office, as of 14:05</p>';
	private const NONE   = '<p class="stock out-of-stock kontor-stock">Not in stock at the office, as of 14:05</p>';

	protected function setUp(): void {
		parent::setUp();
		( new PageSkus() )->register();
		$placed = new PlacedStock();
		$placed->register();
		$placed->add();
		$this->tells( self::article( 'A', '12' ), self::article( 'B', '0' ), self::article( 'S', '3' ) );
	}

	/** Switches WooCommerce's own places on. */
	private static function with_own_places(): void {
		Settings::change( array( 'stock_shown' => true ) );
		( new OwnPlaces() )->register();
	}

	/** What a shortcode shows. */
	private static function shortcode( array|string $attributes = '' ): string {
		return ( Site::$now->shortcodes['kontor_stock'] )( $attributes );
	}

	/** What a block shows. */
	private static function block( array $attributes = array(), array $context = array() ): string {
		return ( Site::$now->blocks['kontor/stock']['render_callback'] )( $attributes, '', new WP_Block( $context ) );
	}

	/** What WooCommerce says of a product's stock after the plugin. */
	private static function availability( WC_Product $product ): array {
		$said = array(
			'availability' => '50 in stock',
			'class'        => 'in-stock',
		);
		return apply_filters( 'woocommerce_get_availability', $said, $product );
	}

	/** A variable product with two variations, of which the office knows one. */
	private static function stocking(): WC_Product_Variable {
		$product           = new WC_Product_Variable( 20, 'P' );
		$product->children = array( 21, 22 );
		foreach ( array(
			21 => 'S',
			22 => 'M',
		) as $id => $size ) {
			$variation         = new WC_Product_Variation( $id, $size );
			$variation->name   = "Size: $size";
			$variation->parent = $product;
		}
		return $product;
	}

	public function test_block_and_shortcode_show_the_stock_of_a_sku(): void {
		$this->assertSame( self::TWELVE, self::shortcode( array( 'sku' => 'A' ) ) );
		$this->assertSame( self::NONE, self::shortcode( array( 'sku' => 'B' ) ) );
		$this->assertSame( '<div class="wp-block-kontor-stock">' . self::TWELVE . '</div>', self::block( array( 'sku' => 'A' ) ) );
	}

	public function test_without_a_sku_they_show_the_product_of_the_page_or_of_the_list(): void {
		new WC_Product( 5, 'A' );
		new WC_Product( 6, 'B' );
		Site::$now->page = new WP_Post( 5, 'product' );
		$this->assertSame( self::TWELVE, self::shortcode() );
		$this->assertStringContainsString( self::TWELVE, self::block() );
		$this->assertStringContainsString( self::NONE, self::block( array(), array( 'postId' => 6 ) ) );
	}

	public function test_where_the_office_says_nothing_they_show_the_shops_own_stock(): void {
		new WC_Product( 5, 'unknown' );
		Site::$now->page = new WP_Post( 5, 'product' );
		$this->assertSame( '<p class="stock">WooCommerce says 5</p>', self::shortcode() );
		$this->assertSame( '<p class="stock">WooCommerce says 5</p>', self::shortcode( array( 'sku' => 'unknown' ) ) );
		$this->assertSame( '', self::shortcode( array( 'sku' => 'nobody knows it' ) ) );
		$this->assertSame( '', self::block( array( 'sku' => 'nobody knows it' ) ) );
	}

	public function test_on_a_page_without_a_product_they_show_nothing(): void {
		Site::$now->page = new WP_Post( 9 );
		$this->assertSame( '', self::shortcode() );
	}

	public function test_of_a_variable_product_they_show_each_variation_that_is_known(): void {
		self::stocking();
		Site::$now->page = new WP_Post( 20, 'product' );
		$this->assertSame( '<ul class="kontor-stock"><li>Size: S: <span class="in-stock">3 in stock at the office, as of 14:05</span></li></ul>', self::shortcode() );
		$this->assertSame( array( 'S', 'M', 'P' ), self::asked_for() );
	}

	public function test_a_page_asks_for_everything_in_its_text_at_once(): void {
		$blocks          = array(
			array(
				'blockName'   => 'core/group',
				'innerBlocks' => array(
					array(
						'blockName' => 'kontor/stock',
						'attrs'     => array( 'sku' => 'B' ),
					),
				),
			),
			array(
				'blockName' => 'kontor/stock',
				'attrs'     => array(),
			),
		);
		Site::$now->page = new WP_Post( 9, 'page', (string) json_encode( $blocks ) );
		self::shortcode( array( 'sku' => 'A' ) );
		self::block( array( 'sku' => 'B' ) );
		$this->assertSame( array( 'A', 'B' ), self::asked_for() );
		Site::$now->page = new WP_Post( 10, 'page', 'Text [kontor_stock sku="T"] and [kontor_stock] and [other sku="X"]' );
		$this->assertNull( self::on_page( 'C' ) );
		$this->assertSame( array( 'C', 'T' ), self::asked_for() );
		$this->assertCount( 3, Site::$now->requests );
	}

	public function test_before_the_page_is_known_a_question_is_about_its_sku_alone(): void {
		Site::$now->did  = array();
		Site::$now->page = new WP_Post( 10, 'page', '[kontor_stock sku="T"]' );
		self::on_page( 'A' );
		$this->assertSame( array( 'A' ), self::asked_for() );
	}

	public function test_a_list_asks_for_all_its_products_at_once(): void {
		self::with_own_places();
		$posts = array( new WP_Post( 5, 'product' ), new WP_Post( 6, 'product' ), new WP_Post( 7, 'post' ) );
		$this->assertSame( $posts, apply_filters( 'the_posts', $posts ) );
		apply_filters( 'woocommerce_shortcode_products_query_results', (object) array( 'ids' => array( '8' ) ) );
		foreach ( array(
			5 => 'A',
			6 => 'B',
			7 => 'not a product',
			8 => 'unknown',
		) as $id => $sku ) {
			new WC_Product( $id, $sku );
		}
		$this->expectOutputString( self::TWELVE . self::NONE );
		foreach ( array( 5, 6, 8 ) as $id ) {
			$GLOBALS['product'] = wc_get_product( $id );
			do_action( 'woocommerce_after_shop_loop_item_title' );
		}
		unset( $GLOBALS['product'] );
		$this->assertSame( array( 'A', 'B', 'unknown' ), self::asked_for() );
		$this->assertCount( 2, Site::$now->requests );
	}

	public function test_lists_beside_a_product_stay_as_they_are(): void {
		self::with_own_places();
		Site::$now->loop    = 'related';
		$GLOBALS['product'] = new WC_Product( 5, 'A' );
		$this->expectOutputString( '' );
		do_action( 'woocommerce_after_shop_loop_item_title' );
		unset( $GLOBALS['product'] );
		$this->assertSame( array(), Site::$now->requests );
	}

	public function test_a_product_page_says_what_the_office_has_of_the_product_and_its_variations(): void {
		self::with_own_places();
		self::stocking();
		Site::$now->page = new WP_Post( 20, 'product' );
		$said            = array(
			'availability' => '3 in stock at the office, as of 14:05',
			'class'        => 'in-stock',
		);
		$this->assertSame( $said, self::availability( wc_get_product( 21 ) ) );
		$this->assertSame( '50 in stock', self::availability( wc_get_product( 22 ) )['availability'] );
		$this->assertSame( '50 in stock', self::availability( wc_get_product( 20 ) )['availability'] );
		$this->assertCount( 2, Site::$now->requests );
		$this->assertSame( 'out-of-stock', self::availability( new WC_Product( 6, 'B' ) )['class'] );
	}

	public function test_a_variation_without_a_sku_has_the_stock_of_its_products(): void {
		self::with_own_places();
		$variation         = new WC_Product_Variation( 21 );
		$variation->parent = new WC_Product( 20, 'A' );
		$this->assertSame( '12 in stock at the office, as of 14:05', self::availability( $variation )['availability'] );
	}

	/** @dataProvider elsewhere */
	public function test_administration_and_api_keep_the_shops_own_words( string $where ): void {
		self::with_own_places();
		Site::$now->$where = true;
		$this->assertSame( '50 in stock', self::availability( new WC_Product( 5, 'A' ) )['availability'] );
		$this->assertSame( array(), Site::$now->requests );
	}

	public function elsewhere(): array {
		return array( array( 'is_admin' ), array( 'is_rest' ) );
	}

	public function test_the_cart_says_what_the_office_has_of_each_item(): void {
		self::with_own_places();
		foreach ( array( 'A', 'B', 'unknown' ) as $number => $sku ) {
			Site::$now->cart[ "item-$sku" ] = array( 'data' => new WC_Product( $number + 5, $sku ) );
		}
		do_action( 'woocommerce_load_cart_from_session' );
		$size = array(
			'key'   => 'Size',
			'value' => 'M',
		);
		$said = array();
		foreach ( Site::$now->cart as $item ) {
			$said[] = array_column( apply_filters( 'woocommerce_get_item_data', array( $size ), $item ), 'value', 'key' );
		}
		$m = array( 'Size' => 'M' );
		$this->assertSame( array( $m + array( 'Stock' => '12 in stock at the office, as of 14:05' ), $m + array( 'Stock' => 'Not in stock at the office, as of 14:05' ), $m ), $said );
		$this->assertSame( array( 'A', 'B', 'unknown' ), self::asked_for() );
		$this->assertCount( 2, Site::$now->requests );
	}

	public function test_without_the_setting_woocommerces_places_stay_as_they_are(): void {
		( new OwnPlaces() )->register();
		$this->assertSame( '50 in stock', self::availability( new WC_Product( 5, 'A' ) )['availability'] );
		$this->assertSame( array(), Site::$now->requests );
	}

	public function test_the_function_for_themes_takes_a_product_or_a_sku(): void {
		$this->assertSame( '12', kontor_stock( new WC_Product( 5, 'A' ) )['quantity'] );
		$this->assertSame( '0', kontor_stock( 'B' )['quantity'] );
		$this->assertNull( kontor_stock( 'unknown' ) );
		$this->assertNull( kontor_stock( new WC_Product( 6 ) ) );
	}
}
