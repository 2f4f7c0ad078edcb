<?php
/**
 * The fields of a prescription in the block checkout.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Prescription;

use WC_Order;

/**
 * Asks customers in the block checkout by WooCommerce's additional checkout fields (8.9 and newer). WooCommerce keeps
 * their values under its own keys, and would show them in its mails. So each value is copied, and WooCommerce's copy is
 * removed as soon as the order is placed.
 */
final class BlockCheckout {
	private const SPACE    = 'kontor/';
	private const COPY_KEY = '_wc_other/kontor/';

	/** Listens to WooCommerce. */
	public function register(): void {
		// After the plugin's languages, which are loaded at 10.
		add_action( 'init', array( $this, 'add' ), 20 );
		add_action( 'woocommerce_set_additional_field_value', array( $this, 'copy' ), 10, 4 );
		add_action( 'woocommerce_store_api_checkout_order_processed', array( $this, 'remove_copies' ) );
		add_action( 'woocommerce_blocks_enqueue_checkout_block_scripts_after', array( $this, 'add_hints' ) );
	}

	/** Registers the fields. */
	public function add(): void {
		if ( ! function_exists( 'woocommerce_register_additional_checkout_field' ) ) {
			return;
		}
		foreach ( Fields::at_checkout() as $name => $field ) {
			woocommerce_register_additional_checkout_field(
				array(
					'id'                         => self::id( $name ),
					'label'                      => $field['label'],
					'location'                   => 'order',
					'type'                       => 'text',
					'required'                   => false,
					'show_in_order_confirmation' => false,
					'attributes'                 => array(
						'autocomplete' => 'off',
						'maxLength'    => (string) $field['longest'],
					),
					'sanitize_callback'          => static fn ( mixed $typed ): string => Fields::cleaned( $name, $typed ),
				)
			);
		}
	}

	/**
	 * Copies a value to the order's own key.
	 *
	 * @param string $id    The field's id.
	 * @param mixed  $value The value.
	 * @param string $group `other` for the fields of an order.
	 * @param mixed  $order The order; a customer for fields of other plugins.
	 */
	public function copy( string $id, mixed $value, string $group, mixed $order ): void {
		foreach ( $order instanceof WC_Order ? array_keys( Fields::at_checkout() ) : array() as $name ) {
			if ( self::id( $name ) === $id ) {
				Fields::set( $order, $name, $value );
			}
		}
	}

	/**
	 * Removes WooCommerce's copies from an order that was placed.
	 *
	 * @param WC_Order $order The order.
	 */
	public function remove_copies( WC_Order $order ): void {
		$copies = array_filter( $order->get_meta_data(), static fn ( \WC_Meta_Data $meta ): bool => str_starts_with( (string) $meta->get_data()['key'], self::COPY_KEY ) );
		foreach ( $copies as $copy ) {
			$order->delete_meta_data( (string) $copy->get_data()['key'] );
		}
		if ( array() !== $copies ) {
			$order->save();
		}
	}

	/** Adds the hints to the page of the checkout. */
	public function add_hints(): void {
		if ( array() !== Fields::at_checkout() ) {
			CheckoutHints::enqueue();
		}
	}

	/**
	 * The id of a field at WooCommerce.
	 *
	 * @param string $name The field's name.
	 */
	private static function id( string $name ): string {
		return self::SPACE . str_replace( '_', '-', $name );
	}
}
