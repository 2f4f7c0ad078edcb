<?php
/**
 * The personal data of prescriptions.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Prescription;

use WC_Order;

/** What an order says about a prescription, for WordPress's and WooCommerce's tools for personal data. */
final class PersonalData {
	/** Listens to WooCommerce. */
	public function register(): void {
		add_action( 'woocommerce_privacy_remove_order_personal_data', array( self::class, 'erase' ) );
		add_action( 'woocommerce_before_delete_order', array( $this, 'order_goes' ) );
		add_action( 'before_delete_post', array( $this, 'post_goes' ) );
	}

	/**
	 * The fields and the names of the files, for an export.
	 *
	 * @param WC_Order $order The order.
	 * @return list<array{name: string, value: string}>
	 */
	public static function of( WC_Order $order ): array {
		$data = array();
		foreach ( Fields::all() as $name => $field ) {
			$value = Fields::value( $order, $name );
			if ( '' !== $value ) {
				$data[] = array(
					'name'  => $field['label'],
					'value' => esc_html( $value ),
				);
			}
		}
		foreach ( Files::of( $order->get_id() ) as $file ) {
			$data[] = array(
				'name'  => __( 'File', 'kontor-bridge' ),
				'value' => esc_html( $file['name'] . ' (' . size_format( $file['size'] ) . ')' ),
			);
		}
		return $data;
	}

	/**
	 * Erases the fields, the files and the names of files of an order. A copied order has names without the files, and
	 * a process that was killed leaves parts of a file without its name. Returns whether the order said anything.
	 *
	 * @param WC_Order $order The order.
	 */
	public static function erase( WC_Order $order ): bool {
		$had_files = array() !== Files::of( $order->get_id() );
		Files::remove_all( $order->get_id() );
		$keys = array_map(
			static fn ( string|int $of ): string => is_int( $of ) ? Files::meta_key( $of ) : Fields::meta_key( $of ),
			array( ...array_keys( Fields::all() ), ...range( 1, Files::MOST ) )
		);
		$said = array_filter( $keys, static fn ( string $key ): bool => '' !== $order->get_meta( $key ) );
		if ( array() === $said ) {
			return $had_files;
		}
		foreach ( $said as $key ) {
			$order->delete_meta_data( $key );
		}
		$order->save();
		return true;
	}

	/**
	 * Removes the files of an order that is deleted.
	 *
	 * @param int|string $order_id The order.
	 */
	public function order_goes( int|string $order_id ): void {
		Files::remove_all( (int) $order_id );
	}

	/**
	 * Removes the files of an order that is deleted, in case orders are stored as posts.
	 *
	 * @param int $post_id The post.
	 */
	public function post_goes( int $post_id ): void {
		if ( 'shop_order' === get_post_type( $post_id ) ) {
			Files::remove_all( $post_id );
		}
	}
}
