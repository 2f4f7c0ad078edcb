<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Screens\ProductRoutes;
use WC_Order;
use WC_Order_Item_Product;
use WC_Product;
use WC_Product_Variation;
use WP_REST_Request;

final class ProductRoutesTest extends PluginTest {
	/** Stores a product as WordPress and WooCommerce do. */
	private static function stored( WC_Product $product, ?int $quantity, string $status = 'publish' ): WC_Product {
		$product->manages_stock = null !== $quantity;
		$product->quantity      = $quantity;
		$value                  = null === $quantity ? 'NULL' : (string) $quantity;
		self::database()->query( "INSERT INTO wp_wc_product_meta_lookup (product_id, sku, stock_quantity) VALUES ({$product->get_id()}, '{$product->get_sku( 'edit' )}', $value)" );
		self::database()->query( "INSERT INTO wp_posts (ID, post_status) VALUES ({$product->get_id()}, '$status')" );
		return $product;
	}

	/** What the route tells of these SKUs, by SKU. */
	private static function told( string ...$skus ): array {
		Site::$now->capabilities = array( 'edit_shop_orders', 'edit_products' );
		$request                 = new WP_REST_Request( 'POST', '/kontor/v1/products' );
		$request->set_param( 'skus', $skus );
		return array_column( ( new ProductRoutes() )->tell( $request )['products'], null, 'sku' );
	}

	public function test_each_product_is_told_with_its_stock_and_where_it_is_edited(): void {
		self::stored( new WC_Product( 5, 'A' ), 12 )->backorders = 'notify';
		self::stored( new WC_Product( 6, '77' ), null );
		$told = self::told( 'A', '77', 'not here' );
		$this->assertSame(
			array(
				'sku'        => 'A',
				'id'         => 5,
				'edit'       => 'https://shop.example/wp-admin/post.php?post=5&action=edit',
				'stock'      => 12,
				'counts'     => 'own',
				'backorders' => true,
				'unseen'     => 0.0,
			),
			$told['A']
		);
		$this->assertSame( array( '77', null, 'none', false ), array( $told['77']['sku'], $told['77']['stock'], $told['77']['counts'], $told['77']['backorders'] ) );
		$this->assertCount( 2, $told );
	}

	public function test_a_variation_is_edited_at_its_product_which_may_count_for_it(): void {
		$product           = self::stored( new WC_Product( 5, 'A' ), 40 );
		$variation         = new WC_Product_Variation( 7, 'A-S' );
		$variation->parent = $product;
		self::stored( $variation, null );
		$variation->quantity = 40;
		$told                = self::told( 'A-S' )['A-S'];
		$this->assertSame( array( 7, 40, 'parent' ), array( $told['id'], $told['stock'], $told['counts'] ) );
		$this->assertStringContainsString( 'post=5&', $told['edit'] );
	}

	public function test_a_product_in_the_trash_or_with_another_case_is_not_told(): void {
		self::stored( new WC_Product( 5, 'A' ), 1, 'trash' );
		self::stored( new WC_Product( 6, 'b' ), 1 );
		$this->assertSame( array(), self::told( 'A', 'B' ) );
	}

	public function test_of_two_products_with_the_same_sku_the_older_is_told(): void {
		self::stored( new WC_Product( 6, 'A' ), 2 );
		self::stored( new WC_Product( 5, 'A' ), 1 );
		$this->assertSame( 5, self::told( 'A' )['A']['id'] );
	}

	public function test_what_the_bridge_has_not_heard_of_is_told_beside_the_stock(): void {
		$product                      = self::stored( new WC_Product( 5, 'A' ), 8 );
		Site::$now->orders[31]        = new WC_Order( 31 );
		Site::$now->orders[31]->items = array( new WC_Order_Item_Product( $product, 2 ) );
		Outbox::touch( 31 );
		$this->assertSame( 2.0, self::told( 'A' )['A']['unseen'] );
	}

	public function test_no_sku_asks_the_database_nothing(): void {
		$this->assertSame( array(), self::told() );
	}

	/** @dataProvider users */
	public function test_only_who_may_see_the_screens_and_edit_products_is_told( array $capabilities, bool|string $may ): void {
		( new ProductRoutes() )->open();
		Site::$now->capabilities = $capabilities;
		$said                    = Site::$now->routes['kontor/v1/products']['permission_callback']();
		$this->assertSame( $may, is_wp_error( $said ) ? $said->get_error_code() : $said );
	}

	public function users(): array {
		return array(
			array( array(), false ),
			array( array( 'edit_products' ), false ),
			array( array( 'edit_shop_orders' ), 'products.may_not_edit' ),
			array( array( 'manage_woocommerce' ), 'products.may_not_edit' ),
			array( array( 'edit_shop_orders', 'edit_products' ), true ),
			array( array( 'manage_woocommerce', 'edit_products' ), true ),
		);
	}
}
