<?php
/**
 * The fields of a prescription in the classic checkout.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Prescription;

use Kontor\Bridge\Settings;
use WC_Checkout;
use WC_Order;

/** Asks customers in the classic checkout, the one with the shortcode. No answer is required. */
final class ClassicCheckout {
	/** Listens to the checkout. */
	public function register(): void {
		add_filter( 'woocommerce_checkout_fields', array( $this, 'add' ) );
		add_action( 'woocommerce_after_order_notes', array( $this, 'show' ) );
		add_action( 'woocommerce_checkout_create_order', array( $this, 'keep' ), 10, 2 );
	}

	/**
	 * Adds the fields as a set of their own, so that WooCommerce reads their values.
	 *
	 * @param array<string, mixed> $sets The checkout's fields by set.
	 * @return array<string, mixed>
	 */
	public function add( array $sets ): array {
		foreach ( Fields::at_checkout() as $name => $field ) {
			$sets['kontor'][ "kontor_$name" ] = array(
				'type'              => 'date' === $field['kind'] ? 'date' : 'text',
				'label'             => $field['label'],
				'required'          => false,
				'class'             => array( 'form-row-wide' ),
				'autocomplete'      => 'off',
				'maxlength'         => $field['longest'],
				'custom_attributes' => 'ik' === $field['kind'] ? array( 'inputmode' => 'numeric' ) : array(),
			);
		}
		return $sets;
	}

	/**
	 * Shows the fields below the customer's note.
	 *
	 * @param WC_Checkout $checkout The checkout.
	 */
	public function show( WC_Checkout $checkout ): void {
		$fields = $checkout->get_checkout_fields( 'kontor' );
		if ( array() === $fields ) {
			return;
		}
		echo '<div class="kontor-prescription"><h3>' . esc_html__( 'Prescription', 'kontor-bridge' ) . '</h3>';
		if ( Settings::takes_files() ) {
			echo '<p>' . esc_html__( 'After the order, you can send a photo or a scan of the prescription.', 'kontor-bridge' ) . '</p>';
		}
		foreach ( $fields as $key => $field ) {
			woocommerce_form_field( $key, $field, $checkout->get_value( $key ) );
		}
		echo '</div>';
		CheckoutHints::enqueue();
	}

	/**
	 * Keeps the values on the order, which WooCommerce saves afterwards.
	 *
	 * @param WC_Order             $order The order.
	 * @param array<string, mixed> $typed The checkout's values.
	 */
	public function keep( WC_Order $order, array $typed ): void {
		foreach ( array_keys( Fields::at_checkout() ) as $name ) {
			Fields::set( $order, $name, $typed[ "kontor_$name" ] ?? '' );
		}
	}
}
