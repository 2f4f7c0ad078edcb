<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Orders\OrderChanges;
use WC_Order;
use WC_Order_Refund;

/** The tests fire the hooks in WooCommerce's own order. */
final class OrderChangesTest extends PluginTest {
	private OrderChanges $changes;

	protected function setUp(): void {
		parent::setUp();
		$this->changes = new OrderChanges();
		$this->changes->register();
	}

	private static function order( int $id, string $status = 'processing' ): WC_Order {
		$order                    = new WC_Order( $id, $status );
		Site::$now->orders[ $id ] = $order;
		return $order;
	}

	private static function refund( int $id, int $order ): WC_Order_Refund {
		$refund                   = new WC_Order_Refund( $id, 'completed', $order );
		Site::$now->orders[ $id ] = $refund;
		return $refund;
	}

	private static function generation( int $id ): int {
		return (int) ( self::outbox()[ $id ]['generation'] ?? 0 );
	}

	public function test_an_order_is_noted_at_the_first_hook_and_again_at_the_end_if_more_hooks_fired(): void {
		$order = self::order( 1 );
		do_action( 'woocommerce_new_order', 1, $order );
		$first = self::generation( 1 );
		$this->assertGreaterThan( 0, $first, 'noted at once, in case the process dies' );
		do_action( 'woocommerce_update_order', 1, $order );
		do_action( 'woocommerce_after_order_object_save', $order );
		$this->assertSame( $first, self::generation( 1 ), 'further hooks do not write' );
		do_action( 'shutdown' );
		$second = self::generation( 1 );
		$this->assertGreaterThan( $first, $second );
		do_action( 'shutdown' );
		$this->assertSame( $second, self::generation( 1 ) );
	}

	public function test_an_order_with_a_single_hook_is_noted_once(): void {
		do_action( 'woocommerce_after_order_object_save', self::order( 1 ) );
		do_action( 'shutdown' );
		$this->assertSame( 1, self::database()->writes['kontor_outbox'] );
	}

	/** @dataProvider drafts */
	public function test_a_draft_is_not_noted_until_it_becomes_an_order( string $status ): void {
		$order                = self::order( 1, $status );
		Site::$now->items[10] = 1;
		do_action( 'woocommerce_new_order', 1, $order );
		do_action( 'woocommerce_new_order_item', 10, null, 1 );
		do_action( 'woocommerce_after_order_object_save', $order );
		apply_filters( 'woocommerce_pre_delete_order', null, $order );
		do_action( 'woocommerce_before_delete_order', 1 );
		do_action( 'before_delete_post', 1 );
		do_action( 'shutdown' );
		$this->assertSame( array(), self::outbox() );
		do_action( 'woocommerce_update_order', 1, self::order( 1, 'pending' ) );
		$this->assertSame( array( 1 ), array_keys( self::outbox() ) );
	}

	public function drafts(): array {
		return array( array( 'auto-draft' ), array( 'checkout-draft' ), array( 'draft' ), array( 'new' ) );
	}

	public function test_a_refund_notes_its_order(): void {
		self::order( 1 );
		$refund = self::refund( 2, 1 );
		do_action( 'woocommerce_after_order_refund_object_save', $refund );
		do_action( 'woocommerce_new_order_item', 20, null, 2 );
		do_action( 'shutdown' );
		$this->assertSame( array( 1 ), array_keys( self::outbox() ) );
	}

	public function test_a_refund_with_a_changed_item_notes_its_order(): void {
		self::order( 1 );
		self::refund( 2, 1 );
		Site::$now->items[20] = 2;
		do_action( 'woocommerce_update_order_item', 20 );
		$this->assertSame( array(), self::outbox(), 'its order is looked up at the end' );
		do_action( 'shutdown' );
		$this->assertSame( array( 1 ), array_keys( self::outbox() ) );
	}

	public function test_a_refund_that_is_deleted_notes_its_order(): void {
		self::order( 1 );
		$refund = self::refund( 2, 1 );
		$this->assertFalse( apply_filters( 'woocommerce_pre_delete_order_refund', false, $refund ), 'the result of other plugins is passed on' );
		do_action( 'woocommerce_refund_deleted', 2, 1 );
		do_action( 'before_delete_post', 2 );
		do_action( 'shutdown' );
		$this->assertSame( array( 1 ), array_keys( self::outbox() ) );
	}

	public function test_an_order_that_is_deleted_is_noted_before_and_after(): void {
		$order = self::order( 1 );
		apply_filters( 'woocommerce_pre_delete_order', null, $order );
		$before = self::generation( 1 );
		unset( Site::$now->orders[1] );
		do_action( 'shutdown' );
		$this->assertGreaterThan( $before, self::generation( 1 ) );
	}

	public function test_a_deleted_item_notes_its_order_at_the_end(): void {
		self::order( 1 );
		Site::$now->items[10] = 1;
		do_action( 'woocommerce_before_delete_order_item', 10 );
		do_action( 'woocommerce_before_delete_order_item', 99 );
		do_action( 'shutdown' );
		$this->assertSame( array( 1 ), array_keys( self::outbox() ) );
	}

	public function test_other_posts_are_not_noted(): void {
		do_action( 'wp_trash_post', 77 );
		do_action( 'shutdown' );
		$this->assertSame( array(), self::outbox() );
	}

	public function test_an_import_of_a_thousand_orders_notes_each_twice_and_remembers_few(): void {
		for ( $id = 1; $id <= 1000; $id++ ) {
			$order = self::order( $id );
			do_action( 'woocommerce_new_order', $id, $order );
			do_action( 'woocommerce_new_order_item', 10000 + $id, null, $id );
			do_action( 'woocommerce_after_order_object_save', $order );
			$this->assertLessThanOrEqual( 500, $this->remembered() );
		}
		do_action( 'shutdown' );
		$this->assertCount( 1000, self::outbox() );
		$this->assertSame( 2000, self::database()->writes['kontor_outbox'] );
	}

	public function test_a_thousand_orders_with_changed_items_are_all_noted(): void {
		for ( $id = 1; $id <= 1000; $id++ ) {
			self::order( $id );
			do_action( 'woocommerce_update_order_item', 10000 + $id, null, $id );
		}
		do_action( 'shutdown' );
		$this->assertCount( 1000, self::outbox() );
	}

	private function remembered(): int {
		$noted = new \ReflectionProperty( $this->changes, 'noted' );
		$noted->setAccessible( true );
		return count( $noted->getValue( $this->changes ) );
	}
}
