<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Orders\OrderChanges;
use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Orders\Reconciler;
use Kontor\Bridge\Prescription\Fields;
use Kontor\Bridge\Prescription\Files;
use Kontor\Bridge\Prescription\PersonalData;
use Kontor\Bridge\Shop\Privacy;
use WC_Order;

final class PrescriptionPrivacyTest extends PluginTest {
	/** An order that says something about a prescription. */
	private static function order(): WC_Order {
		$order                = new WC_Order( 1 );
		Site::$now->orders[1] = $order;
		Fields::set( $order, 'insurance_number', 'A123456780' );
		Files::store( $order, 'rezept.pdf', "%PDF-1.4\nfile" );
		return $order;
	}

	public function test_an_export_has_the_fields_and_the_files_even_if_the_shop_is_not_paired(): void {
		self::order();
		$exported = ( new Privacy() )->export( 'kari@example.test' );
		$this->assertTrue( $exported['done'] );
		$this->assertSame( array( 'kontor-prescription-1' ), array_column( $exported['data'], 'item_id' ) );
		$this->assertSame( array( '1', 'A123456780', 'rezept.pdf (13 B)' ), array_column( $exported['data'][0]['data'], 'value' ) );
	}

	public function test_an_erasure_leaves_nothing_of_a_prescription_and_does_not_send_the_order_again(): void {
		$this->paired();
		$this->bridge->answers( 'POST /orders/1/forget', array( 'order' => '1' ) );
		( new OrderChanges() )->register();
		$order = self::order();
		Outbox::touch( 1 );
		Outbox::sent( 1, (int) self::outbox()[1]['generation'], time(), false );
		do_action( 'shutdown' );
		$generation = self::outbox()[1]['generation'];
		Outbox::sent( 1, (int) $generation, time(), false );
		$erased = ( new Privacy() )->erase( 'kari@example.test' );
		do_action( 'shutdown' );
		$this->assertTrue( $erased['items_removed'] );
		$this->assertFalse( $erased['items_retained'] );
		$this->assertSame( array(), $order->get_meta_data() );
		$this->assertSame( array(), self::database()->get_results( 'SELECT * FROM wp_kontor_files' ) );
		$this->assertSame( array(), self::database()->get_results( 'SELECT * FROM wp_kontor_file_parts' ) );
		$this->assertFalse( Outbox::of( 1 )['waits'] );
		$this->assertSame( $generation, self::outbox()[1]['generation'] );
		$this->assertFalse( Reconciler::is_missing( 1 ) );
	}

	public function test_an_erasure_in_a_shop_that_is_not_paired_says_whether_there_was_anything(): void {
		self::order();
		$this->assertTrue( ( new Privacy() )->erase( 'kari@example.test' )['items_removed'] );
		$this->assertFalse( ( new Privacy() )->erase( 'kari@example.test' )['items_removed'] );
	}

	public function test_the_files_go_with_their_order(): void {
		( new PersonalData() )->register();
		foreach ( array( 'woocommerce_before_delete_order', 'before_delete_post' ) as $hook ) {
			self::order();
			do_action( $hook, 1 );
			$this->assertSame( array(), Files::of( 1 ), $hook );
		}
	}

	public function test_woocommerces_own_erasure_and_its_time_limit_for_orders_erase_the_same(): void {
		( new PersonalData() )->register();
		$order = self::order();
		do_action( 'woocommerce_privacy_remove_order_personal_data', $order );
		$this->assertSame( array(), PersonalData::of( $order ) );
	}

	public function test_an_erasure_takes_the_names_of_files_that_a_copied_order_has_from_the_first_one(): void {
		$copy                 = new WC_Order( 2 );
		Site::$now->orders[2] = $copy;
		$copy->update_meta_data( '_kontor_file_1', self::order()->get_meta( '_kontor_file_1' ) );
		$this->assertTrue( PersonalData::erase( $copy ) );
		$this->assertSame( array(), $copy->get_meta_data() );
		$this->assertCount( 1, Files::of( 1 ), 'the first order keeps its file' );
	}

	public function test_an_erasure_takes_the_parts_of_a_file_that_a_killed_process_has_begun(): void {
		$order = new WC_Order( 3 );
		Files::store( $order, 'rezept.pdf', "%PDF-1.4\nfile" );
		$order->delete_meta_data( '_kontor_file_1' );
		self::database()->query( 'DELETE FROM wp_kontor_files' );
		$this->assertFalse( PersonalData::erase( $order ) );
		$this->assertSame( array(), self::database()->get_results( 'SELECT * FROM wp_kontor_file_parts' ) );
	}
}
