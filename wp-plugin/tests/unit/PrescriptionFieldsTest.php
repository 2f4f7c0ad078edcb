<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Admin\PrescriptionBox;
use Kontor\Bridge\Prescription\BlockCheckout;
use Kontor\Bridge\Prescription\ClassicCheckout;
use Kontor\Bridge\Prescription\Fields;
use Kontor\Bridge\Prescription\InsurerNumber;
use Kontor\Bridge\Settings;
use WC_Order;

final class PrescriptionFieldsTest extends PluginTest {
	private static function ask_for( string ...$groups ): void {
		Settings::change( array( 'prescription' => $groups ) );
	}

	private static function order( int $id = 1 ): WC_Order {
		$order                    = new WC_Order( $id );
		Site::$now->orders[ $id ] = $order;
		return $order;
	}

	public function test_a_shop_asks_for_nothing_until_it_chooses_groups(): void {
		$this->assertSame( array(), Fields::at_checkout() );
		$this->assertSame( array(), Fields::on_order( self::order() ) );
		$this->assertSame( array( 'billing' => array() ), ( new ClassicCheckout() )->add( array( 'billing' => array() ) ) );
		( new BlockCheckout() )->add();
		$this->assertSame( array(), Site::$now->checkout_fields );
	}

	public function test_customers_are_asked_for_fewer_fields_than_clerks_can_fill(): void {
		self::ask_for( 'doctor', 'insurance_number' );
		$this->assertSame( array( 'doctor_name', 'insurance_number' ), array_keys( Fields::at_checkout() ) );
		$this->assertSame( array( 'doctor_name', 'doctor_lanr', 'doctor_bsnr', 'insurance_number', 'insurance_status' ), array_keys( Fields::on_order( self::order() ) ) );
	}

	public function test_no_field_is_required_in_either_checkout(): void {
		self::ask_for( ...Fields::GROUPS );
		( new BlockCheckout() )->add();
		$classic = ( new ClassicCheckout() )->add( array() )['kontor'];
		$this->assertCount( 9, $classic );
		$this->assertCount( 9, Site::$now->checkout_fields );
		foreach ( array( ...array_values( $classic ), ...array_values( Site::$now->checkout_fields ) ) as $field ) {
			$this->assertFalse( $field['required'] );
			$this->assertArrayNotHasKey( 'validate_callback', $field );
		}
	}

	public function test_the_classic_checkout_keeps_what_was_typed_under_the_agreed_keys(): void {
		self::ask_for( ...Fields::GROUPS );
		$order = self::order();
		( new ClassicCheckout() )->keep(
			$order,
			array(
				'kontor_patient_birth_date' => '24.12.1980',
				'kontor_insurer_ik'         => '101 575 519',
				'kontor_doctor_name'        => " Dr. <b>Weiß</b>\nPraxis ",
				'kontor_insurance_number'   => 'a123456780',
				'kontor_doctor_lanr'        => '123456789',
			)
		);
		$this->assertSame( '1980-12-24', $order->get_meta( '_kontor_patient_birth_date' ) );
		$this->assertSame( '101575519', $order->get_meta( '_kontor_insurer_ik' ) );
		$this->assertSame( 'Dr. Weiß Praxis', $order->get_meta( '_kontor_doctor_name' ) );
		$this->assertSame( 'A123456780', $order->get_meta( '_kontor_insurance_number' ) );
		$this->assertSame( '', $order->get_meta( '_kontor_doctor_lanr' ), 'customers are not asked for it' );
		$this->assertCount( 4, $order->get_meta_data(), 'an empty field leaves nothing behind' );
	}

	public function test_the_block_checkouts_values_are_copied_and_its_own_copies_removed_once_the_order_is_placed(): void {
		self::ask_for( 'insurer' );
		$order    = self::order();
		$checkout = new BlockCheckout();
		$checkout->copy( 'kontor/insurer-name', 'TK', 'other', $order );
		$order->update_meta_data( '_wc_other/kontor/insurer-name', 'TK' );
		$order->update_meta_data( '_wc_other/another/field', 'stays' );
		$checkout->copy( 'another/field', 'x', 'other', $order );
		$checkout->copy( 'kontor/insurer-name', 'DAK', 'other', new \stdClass() );
		$checkout->remove_copies( $order );
		$this->assertSame( 'TK', $order->get_meta( '_kontor_insurer_name' ) );
		$this->assertSame( '', $order->get_meta( '_wc_other/kontor/insurer-name' ) );
		$this->assertSame( 'stays', $order->get_meta( '_wc_other/another/field' ) );
	}

	/** @dataProvider numbers */
	public function test_the_last_digit_of_an_insurers_number_checks_the_others( string $number, bool $is_valid ): void {
		$this->assertSame( $is_valid, InsurerNumber::is_valid( $number ) );
	}

	public function numbers(): array {
		return array(
			'Techniker Krankenkasse'  => array( '101575519', true ),
			'AOK Bayern'              => array( '108310400', true ),
			'one wrong digit'         => array( '101575518', false ),
			'two digits swapped'      => array( '101755519', false ),
			'eight digits'            => array( '10157551', false ),
			'letters'                 => array( '10157551X', false ),
			'a line break at its end' => array( "101575519\n", false ),
		);
	}

	public function test_a_wrong_value_is_kept_and_the_order_says_what_is_wrong_with_it(): void {
		$order = self::order();
		Fields::set( $order, 'insurer_ik', '101575518' );
		Fields::set( $order, 'prescription_date', 'last week' );
		$this->assertSame( '101575518', Fields::value( $order, 'insurer_ik' ) );
		ob_start();
		( new PrescriptionBox() )->show( $order );
		$box = (string) ob_get_clean();
		$this->assertStringContainsString( 'value="101575518"', $box );
		$this->assertStringContainsString( 'This is not an insurer&#039;s number (IK)', $box );
		$this->assertStringContainsString( 'This is not a date.', $box );
		$this->assertStringNotContainsString( 'patient_first_name', $box, 'its group is off, and the order says nothing' );
	}

	public function test_no_value_is_longer_than_its_field(): void {
		foreach ( Fields::all() as $name => $field ) {
			$this->assertSame( $field['longest'], mb_strlen( Fields::cleaned( $name, str_repeat( 'ø', 1000000 ) ) ), $name );
			$this->assertSame( '', Fields::cleaned( $name, array( 'a' ) ) );
		}
	}

	public function test_a_clerks_changes_are_kept_only_with_the_boxs_own_nonce(): void {
		self::ask_for( 'doctor' );
		$order = self::order( 5 );
		Fields::set( $order, 'doctor_name', 'Dr. A' );
		$_POST['kontor_prescription'] = array(
			'doctor_name' => '',
			'doctor_lanr' => '123456789',
			'unknown'     => 'x',
		);
		( new PrescriptionBox() )->save( 5 );
		$this->assertSame( 'Dr. A', Fields::value( $order, 'doctor_name' ) );
		$_POST['kontor_prescription_nonce'] = 'kontor_prescription_5';
		( new PrescriptionBox() )->save( 5 );
		$this->assertSame( '', Fields::value( $order, 'doctor_name' ) );
		$this->assertSame( '123456789', Fields::value( $order, 'doctor_lanr' ) );
		$this->assertCount( 1, $order->get_meta_data() );
	}

	public function test_an_order_has_the_box_if_the_shop_or_the_order_has_something_to_show(): void {
		$box   = new PrescriptionBox();
		$order = self::order();
		$box->add( 'woocommerce_page_wc-orders', $order );
		$box->add( 'dashboard', 'no order' );
		$this->assertSame( array(), Site::$now->boxes );
		Fields::set( $order, 'insurance_number', 'A1' );
		$box->add( 'woocommerce_page_wc-orders', $order );
		$this->assertSame( array( 'kontor-prescription' ), Site::$now->boxes );
	}
}
