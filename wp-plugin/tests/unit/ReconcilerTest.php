<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Orders\OrderBody;
use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Orders\Reconciler;
use WC_Order;

final class ReconcilerTest extends PluginTest {
	protected function setUp(): void {
		parent::setUp();
		$this->paired();
		update_option( 'kontor_paired_at', time() - 3600 );
	}

	private static function order( int $id, int $ago, string $status = 'processing' ): void {
		Site::$now->orders[ $id ] = new WC_Order( $id, $status, 0, time() - $ago );
	}

	public function test_an_order_that_was_never_noted_is_found(): void {
		self::order( 1, 60 );
		$this->assertSame( 1, Reconciler::run() );
		$this->assertTrue( Outbox::of( 1 )['waits'] );
		$this->assertSame( 0, Reconciler::run(), 'it is waiting already' );
	}

	public function test_orders_from_before_the_pairing_and_drafts_are_left_alone(): void {
		self::order( 1, 7200 );
		self::order( 2, 60, 'checkout-draft' );
		self::order( 3, 60, 'auto-draft' );
		$this->assertSame( 0, Reconciler::run() );
		$this->assertSame( array(), self::outbox() );
	}

	public function test_an_order_that_changed_after_it_was_read_is_found(): void {
		foreach ( array(
			1 => 30,
			2 => 90,
		) as $id => $ago ) {
			self::order( $id, $ago );
			Outbox::touch( $id );
			Outbox::sent( $id, (int) self::outbox()[ $id ]['generation'], time() - 60, false );
		}
		$this->assertSame( 1, Reconciler::run() );
		$this->assertTrue( Outbox::of( 1 )['waits'], 'changed after it was read' );
		$this->assertFalse( Outbox::of( 2 )['waits'], 'changed before it was read' );
	}

	public function test_content_that_was_read_while_the_order_was_being_written_is_compared(): void {
		foreach ( array( 1, 2 ) as $id ) {
			self::order( $id, 60, 'pending' );
			Outbox::touch( $id );
			Outbox::sent( $id, (int) self::outbox()[ $id ]['generation'], time() - 58, false, null, OrderBody::fingerprint_of( $id ) );
		}
		// A process set the date, wrote the status after the sender had read the order, and was killed before it noted
		// the order.
		self::order( 2, 60, 'processing' );
		$this->assertSame( 1, Reconciler::run() );
		$this->assertFalse( Outbox::of( 1 )['waits'], 'its content is the same' );
		$this->assertTrue( Outbox::of( 2 )['waits'], 'its content differs' );
	}

	public function test_deleted_orders_are_found_page_after_page(): void {
		for ( $id = 1; $id <= 450; $id++ ) {
			Outbox::touch( $id );
			Outbox::sent( $id, (int) self::outbox()[ $id ]['generation'], time(), false );
		}
		$this->assertSame( 450, Reconciler::run() );
		$this->assertSame( 0, Reconciler::run() );
	}

	public function test_an_import_is_compared_page_after_page(): void {
		for ( $id = 1; $id <= 450; $id++ ) {
			self::order( $id, 60 );
		}
		$this->assertSame( 450, Reconciler::run() );
	}
}
