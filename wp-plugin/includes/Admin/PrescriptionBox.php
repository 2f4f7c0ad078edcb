<?php
/**
 * The box about the prescription on an order.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Admin;

use Automattic\WooCommerce\Utilities\OrderUtil;
use Kontor\Bridge\Prescription\Fields;
use Kontor\Bridge\Prescription\Files;
use Kontor\Bridge\Settings;
use WC_Order;
use WP_Post;

/** Shows on an order what it says about the prescription, lets a clerk correct it, and lists the files. */
final class PrescriptionBox {
	private const NONCE = 'kontor_prescription_nonce';
	private const INPUT = 'kontor_prescription';

	/** Listens to the screen of an order. */
	public function register(): void {
		// After WooCommerce's own boxes, to stand below the order's items.
		add_action( 'add_meta_boxes', array( $this, 'add' ), 40, 2 );
		// After WooCommerce has saved what was changed in its own boxes.
		add_action( 'woocommerce_process_shop_order_meta', array( $this, 'save' ), 60 );
	}

	/**
	 * Adds the box, for both order stores, if there is anything to show.
	 *
	 * @param string $type  The type of the post, or the id of the screen.
	 * @param mixed  $shown The order, or its post.
	 */
	public function add( string $type, mixed $shown ): void {
		$in_tables = OrderUtil::custom_orders_table_usage_is_enabled();
		$screen    = $in_tables ? wc_get_page_screen_id( 'shop-order' ) : 'shop_order';
		$order     = $type === $screen ? self::order_of( $shown ) : null;
		if ( null !== $order && ( array() !== Fields::on_order( $order ) || Settings::takes_files() || array() !== Files::of( $order->get_id() ) ) ) {
			add_meta_box( 'kontor-prescription', __( 'Prescription', 'kontor-bridge' ), array( $this, 'show' ), $screen, 'normal', 'high' );
		}
	}

	/**
	 * Shows the box.
	 *
	 * @param WC_Order|WP_Post $shown The order, or its post.
	 */
	public function show( WC_Order|WP_Post $shown ): void {
		$order = self::order_of( $shown );
		if ( null === $order ) {
			return;
		}
		wp_nonce_field( 'kontor_prescription_' . $order->get_id(), self::NONCE, false );
		echo '<div class="kontor-prescription-fields">';
		foreach ( Fields::on_order( $order ) as $name => $field ) {
			self::show_field( $name, $field['label'], $field['longest'], Fields::value( $order, $name ) );
		}
		echo '</div>';
		$files = Files::of( $order->get_id() );
		if ( array() === $files && ! Settings::takes_files() ) {
			return;
		}
		echo '<h4>' . esc_html__( 'Files', 'kontor-bridge' ) . '</h4>';
		if ( array() === $files ) {
			echo '<p>' . esc_html__( 'The customer has not sent a file.', 'kontor-bridge' ) . '</p>';
			return;
		}
		echo '<ul class="kontor-file-list">';
		foreach ( $files as $file ) {
			self::show_file( $file );
		}
		echo '</ul>';
	}

	/**
	 * Keeps what a clerk has typed. WooCommerce has checked that the user may edit the order.
	 *
	 * @param int $order_id The order.
	 */
	public function save( int $order_id ): void {
		$nonce = isset( $_POST[ self::NONCE ] ) ? sanitize_key( wp_unslash( $_POST[ self::NONCE ] ) ) : '';
		$order = wc_get_order( $order_id );
		if ( ! $order instanceof WC_Order || ! wp_verify_nonce( $nonce, "kontor_prescription_$order_id" ) ) {
			return;
		}
		// phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Each field cleans its value.
		$typed = isset( $_POST[ self::INPUT ] ) ? (array) wp_unslash( $_POST[ self::INPUT ] ) : array();
		$known = array_intersect_key( $typed, Fields::all() );
		foreach ( $known as $name => $value ) {
			Fields::set( $order, $name, $value );
		}
		if ( array() !== $known ) {
			$order->save();
		}
	}

	/**
	 * Shows one field.
	 *
	 * @param string $name    Its name.
	 * @param string $label   Its label.
	 * @param int    $longest How many characters are kept.
	 * @param string $value   Its value.
	 */
	private static function show_field( string $name, string $label, int $longest, string $value ): void {
		$warning = Fields::warning( $name, $value );
		printf(
			'<p><label for="kontor-%1$s">%2$s</label><input type="text" id="kontor-%1$s" name="%3$s[%1$s]" value="%4$s" maxlength="%5$d" autocomplete="off">',
			esc_attr( $name ),
			esc_html( $label ),
			esc_attr( self::INPUT ),
			esc_attr( $value ),
			(int) $longest
		);
		if ( '' !== $warning ) {
			printf( '<span class="kontor-warning">%s</span>', esc_html( $warning ) );
		}
		echo '</p>';
	}

	/**
	 * Shows one file.
	 *
	 * @param array<string, mixed> $file The file.
	 */
	private static function show_file( array $file ): void {
		$params = array(
			'order' => $file['order_id'],
			'place' => $file['place'],
		);
		printf( '<li>%s <span class="kontor-size">(%s)</span> ', esc_html( $file['name'] ), esc_html( (string) size_format( $file['size'] ) ) );
		printf( '<a class="button" href="%s">%s</a> ', esc_url( Actions::url( 'file', $params ) ), esc_html__( 'Download', 'kontor-bridge' ) );
		printf( '<a class="button button-link-delete" href="%s">%s</a>', esc_url( Actions::url( 'remove-file', $params ) ), esc_html__( 'Remove', 'kontor-bridge' ) );
		if ( null !== $file['problem'] ) {
			/* translators: 1: cause, 2: what to do */
			printf( '<span class="kontor-warning">%s <code>%s</code></span>', esc_html( sprintf( __( 'Not yet at the bridge. %1$s %2$s', 'kontor-bridge' ), $file['problem']->cause, $file['problem']->remedy ) ), esc_html( $file['problem']->code ) );
		} elseif ( ! $file['is_pushed'] ) {
			echo ' <span class="kontor-size">' . esc_html__( 'Waiting to be sent', 'kontor-bridge' ) . '</span>';
		}
		echo '</li>';
	}

	/**
	 * The order that is shown; null if it is none.
	 *
	 * @param mixed $shown The order, or its post.
	 */
	private static function order_of( mixed $shown ): ?WC_Order {
		$order = $shown instanceof WP_Post ? wc_get_order( $shown->ID ) : $shown;
		return $order instanceof WC_Order ? $order : null;
	}
}
