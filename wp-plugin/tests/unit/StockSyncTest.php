<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Lease;
use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Settings;
use Kontor\Bridge\Shop\Alarm;
use Kontor\Bridge\Stock\StockSync;
use Kontor\Bridge\Stock\Trouble;
use WC_Order;
use WC_Order_Item_Product;
use WC_Product;
use WC_Product_Variation;

final class StockSyncTest extends StockTest {
	protected function setUp(): void {
		parent::setUp();
		Settings::change( array( 'stock_synced' => true ) );
	}

	/** A product with this stock in the shop; null if WooCommerce does not manage it. */
	private static function product( int $id, string $sku, ?int $quantity, string $backorders = 'no' ): WC_Product {
		return self::stored( new WC_Product( $id, $sku ), $quantity, $backorders );
	}

	/** Stores a product as WooCommerce does. */
	private static function stored( WC_Product $product, ?int $quantity, string $backorders = 'no' ): WC_Product {
		$product->manages_stock = null !== $quantity;
		$product->quantity      = $quantity;
		$product->backorders    = $backorders;
		$value                  = null === $quantity ? 'NULL' : (string) $quantity;
		self::database()->query( "INSERT INTO wp_wc_product_meta_lookup (product_id, sku, stock_quantity) VALUES ({$product->get_id()}, '{$product->get_sku( 'edit' )}', $value)" );
		return $product;
	}

	/** The queries of the requests that read a page of changes. */
	private static function pages(): array {
		$queries = array();
		foreach ( Site::$now->requests as $request ) {
			parse_str( (string) parse_url( $request['url'], PHP_URL_QUERY ), $query );
			if ( str_contains( $request['url'], '/articles' ) && ! isset( $query['sku'] ) ) {
				$queries[] = $query;
			}
		}
		return $queries;
	}

	/** Has the bridge answer with a page that is not the last. */
	private function tells_page( string $next, array ...$articles ): void {
		$data = array(
			'next'     => $next,
			'articles' => $articles,
		);
		$this->bridge->answers( 'GET /views/articles', $data );
	}

	public function test_the_offices_stock_becomes_that_of_the_shop_where_it_differs(): void {
		$lens      = self::product( 5, 'A', 50 );
		$lamp      = self::product( 6, 'B', 7 );
		$variation = self::stored( new WC_Product_Variation( 7, '77' ), 0 );
		$this->tells( self::article( 'A', '12.9' ), self::article( 'B', '7' ), self::article( '77', '4' ), self::article( 'not in the shop', '1' ) );
		StockSync::run();
		$this->assertEquals( array( 12, 7, 4 ), array( $lens->quantity, $lamp->quantity, $variation->quantity ) );
		$this->assertSame( array( 5, 7 ), Site::$now->stock_writes );
		StockSync::run();
		$this->assertSame( array( 5, 7 ), Site::$now->stock_writes );
		$this->assertSame( array( 'A', 'B', '77' ), self::asked_for() );
	}

	public function test_what_the_office_says_nothing_of_and_what_the_shop_does_not_manage_is_left_alone(): void {
		$service = self::product( 5, 'A', 50 );
		$loose   = self::product( 6, 'B', null );
		$other   = self::product( 7, 'c', 3 );
		$this->tells( self::article( 'A', null ), self::article( 'B', '9' ), self::article( 'C', '9' ) );
		StockSync::run();
		$this->assertSame( array( 50, null, 3 ), array( $service->quantity, $loose->quantity, $other->quantity ) );
		$this->assertSame( array(), Site::$now->stock_writes );
	}

	public function test_a_product_whose_stock_is_managed_no_longer_is_left_alone(): void {
		self::product( 5, 'A', 50 )->manages_stock = false;
		$this->tells( self::article( 'A', '1' ) );
		StockSync::run();
		$this->assertSame( array(), Site::$now->stock_writes );
	}

	/** @dataProvider owed */
	public function test_what_the_office_owes_is_nothing_unless_backorders_are_allowed( string $backorders, int $becomes ): void {
		$product = self::product( 5, 'A', 1, $backorders );
		$this->tells( self::article( 'A', '-2.5' ) );
		StockSync::run();
		$this->assertEquals( $becomes, $product->quantity );
	}

	public function owed(): array {
		return array( array( 'no', 0 ), array( 'notify', -3 ), array( 'yes', -3 ) );
	}

	public function test_what_was_sold_in_orders_that_the_office_has_not_seen_is_taken_off(): void {
		$product                      = self::product( 5, 'A', 8 );
		Site::$now->orders[31]        = new WC_Order( 31 );
		Site::$now->orders[31]->items = array( new WC_Order_Item_Product( $product, 2 ), new WC_Order_Item_Product( false, 9 ) );
		Outbox::touch( 31 );
		$this->tells( self::article( 'A', '10' ) );
		StockSync::run();
		$this->assertSame( array(), Site::$now->stock_writes );
		self::database()->query( 'UPDATE wp_kontor_outbox SET sent_generation = generation' );
		StockSync::run();
		$this->assertEquals( 10, $product->quantity );
	}

	public function test_a_sale_in_the_same_moment_is_not_undone(): void {
		$product = self::product( 5, 'A', 50 );
		$this->tells( self::article( 'A', '12' ) );
		$sell_two = static function ( WC_Product $product ): void {
			$product->quantity -= 2;
		};
		add_action( 'woocommerce_product_before_set_stock', $sell_two );
		StockSync::run();
		$this->assertEquals( 10, $product->quantity );
	}

	public function test_it_writes_nothing_that_is_sent_to_the_bridge(): void {
		self::product( 5, 'A', 50 );
		$this->tells( self::article( 'A', '12' ) );
		StockSync::run();
		$this->assertSame( array( 5 ), Site::$now->stock_writes );
		$this->assertSame( array(), self::outbox() );
		$this->assertSame( array( 'POST', 'GET', 'GET' ), array_map( static fn ( string $asked ): string => strtok( $asked, ' ' ), self::asked() ) );
	}

	public function test_after_everything_it_reads_what_has_changed_and_once_a_day_everything_again(): void {
		$this->tells();
		StockSync::run();
		StockSync::run();
		list( $whole, $changes ) = self::pages();
		$this->assertArrayNotHasKey( 'since', $whole );
		$this->assertEqualsWithDelta( time() - 300, strtotime( $changes['since'] ), 30 );
		update_option( StockSync::OPTION, array( 'whole' => time() - DAY_IN_SECONDS ) + get_option( StockSync::OPTION ) );
		StockSync::run();
		$this->assertArrayNotHasKey( 'since', self::pages()[2] );
	}

	public function test_a_run_that_was_interrupted_goes_on_where_it_was(): void {
		$this->tells_page( 'second page', self::article( 'A', '1' ) );
		$this->bridge->answers['GET /views/articles'][] = new \WP_Error( 'http_request_failed', 'cURL error 7: Failed to connect' );
		StockSync::run();
		$this->assertSame( 'bridge.unreachable', Trouble::problem()?->code );
		$this->bridge->answers['GET /views/articles'] = array();
		$this->tells();
		StockSync::run();
		$this->assertSame( array( null, 'second page', 'second page' ), array_map( static fn ( array $query ): ?string => $query['after'] ?? null, self::pages() ) );
		$this->assertNull( Trouble::problem() );
		$this->assertTrue( get_option( StockSync::OPTION )['ended'] );
	}

	public function test_a_place_in_the_list_that_the_bridge_does_not_know_begins_anew(): void {
		$begun = array(
			'begun' => time(),
			'whole' => time(),
			'since' => null,
			'after' => 'of an older bridge',
			'ended' => false,
		);
		update_option( StockSync::OPTION, $begun );
		$this->bridge->answers(
			'GET /views/articles',
			array(
				'code'  => 'request.invalid',
				'cause' => 'No such place.',
			),
			400
		);
		$this->tells();
		StockSync::run();
		StockSync::run();
		$this->assertArrayNotHasKey( 'after', self::pages()[1] );
	}

	public function test_it_does_nothing_without_the_setting_in_a_copy_or_while_another_run_works(): void {
		$lease = Lease::take( 'stock-sync', 60 );
		StockSync::run();
		$lease->end();
		update_option( 'home', 'https://copy.example' );
		StockSync::run();
		update_option( 'home', 'https://shop.example' );
		Settings::change( array( 'stock_synced' => false ) );
		update_option( StockSync::OPTION, array( 'whole' => 1 ) );
		StockSync::run();
		$this->assertSame( array(), Site::$now->requests );
		$this->assertFalse( get_option( StockSync::OPTION ) );
	}

	public function test_it_is_scheduled_while_the_setting_says_so(): void {
		( new Alarm() )->ensure();
		$this->assertSame( 300, Site::$now->alarms[ Alarm::STOCK ] );
		Settings::change( array( 'stock_synced' => false ) );
		( new Alarm() )->ensure();
		$this->assertArrayNotHasKey( Alarm::STOCK, Site::$now->alarms );
		Settings::change( array( 'stock_synced' => true ) );
		( new Alarm() )->ensure();
		Alarm::stop();
		$this->assertSame( array(), Site::$now->alarms );
	}
}
