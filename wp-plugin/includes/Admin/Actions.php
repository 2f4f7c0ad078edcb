<?php
/**
 * The actions of the plugin's forms and links.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Admin;

use Kontor\Bridge\Office\Verbs;
use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Orders\Sender;
use Kontor\Bridge\Pairing\Pair;
use Kontor\Bridge\Prescription\Fields;
use Kontor\Bridge\Prescription\Files;
use Kontor\Bridge\Problem;
use Kontor\Bridge\Settings;
use Kontor\Bridge\Shop\Alarm;

/**
 * Handles the plugin's forms and links. Each action has its own capability and nonce, and redirects to the page it came
 * from.
 */
final class Actions {
	/** The actions, each with the capability that the user needs. */
	public const CAPABILITIES = array(
		'pair'        => 'manage_woocommerce',
		'test'        => 'manage_woocommerce',
		'unpair'      => 'manage_woocommerce',
		'rotate-key'  => 'manage_woocommerce',
		'copied'      => 'manage_woocommerce',
		'moved'       => 'manage_woocommerce',
		'settings'    => 'manage_woocommerce',
		'send-now'    => 'edit_shop_orders',
		'send'        => 'edit_shop_orders',
		'retry'       => 'edit_shop_orders',
		'elsewhere'   => 'edit_shop_orders',
		'resend'      => 'edit_shop_orders',
		'remove-file' => 'edit_shop_orders',
	);

	/** Listens to admin-post.php. */
	public function register(): void {
		foreach ( array_keys( self::CAPABILITIES ) as $action ) {
			add_action( "admin_post_kontor_$action", fn () => $this->answer( $action ) );
		}
	}

	/**
	 * The address of an action, for a link.
	 *
	 * @param string               $action One of `CAPABILITIES`, or `file`.
	 * @param array<string, mixed> $more   Further parameters.
	 */
	public static function url( string $action, array $more = array() ): string {
		$url = add_query_arg( array( 'action' => "kontor_$action" ) + $more, admin_url( 'admin-post.php' ) );
		return wp_nonce_url( $url, "kontor_$action" );
	}

	/**
	 * Checks capability and nonce, does an action, and redirects.
	 *
	 * @param string $action One of `CAPABILITIES`.
	 */
	private function answer( string $action ): void {
		if ( ! current_user_can( self::CAPABILITIES[ $action ] ) ) {
			wp_die( esc_html__( 'You may not do this.', 'kontor-bridge' ), '', array( 'response' => 403 ) );
		}
		check_admin_referer( "kontor_$action" );
		$problem = $this->perform( $action );
		$back    = wp_get_referer() ?: ConnectPage::url();
		if ( null !== $problem ) {
			set_transient( 'kontor_said_' . get_current_user_id(), $problem->stored(), 60 );
		}
		$result = null === $problem ? $action : 'problem';
		wp_safe_redirect( add_query_arg( 'kontor', $result, remove_query_arg( 'kontor', $back ) ) );
		exit;
	}

	/**
	 * Does an action. Returns the problem if it failed.
	 *
	 * @param string $action One of `CAPABILITIES`.
	 */
	private function perform( string $action ): ?Problem {
		// phpcs:disable WordPress.Security.NonceVerification -- `answer` has verified it.
		$order_id    = isset( $_REQUEST['order'] ) ? absint( $_REQUEST['order'] ) : 0;
		$is_of_order = in_array( $action, array( 'send', 'retry', 'elsewhere', 'resend', 'remove-file' ), true );
		if ( $is_of_order && ! current_user_can( 'edit_shop_orders' ) ) {
			return new Problem( 'order.not_yours', __( 'You may not edit this order.', 'kontor-bridge' ), __( 'Ask whoever manages the shop.', 'kontor-bridge' ) );
		}
		switch ( $action ) {
			case 'pair':
				// The checklist shows what is wrong, beside the failed step.
				Pair::with( isset( $_POST['code'] ) ? sanitize_textarea_field( wp_unslash( $_POST['code'] ) ) : '' );
				( new Alarm() )->ensure();
				return null;
			case 'test':
				Pair::test();
				return null;
			case 'unpair':
				$problem = Pair::end();
				if ( null === $problem ) {
					Alarm::stop();
				}
				return $problem;
			case 'rotate-key':
				return Pair::rotate();
			case 'copied':
				Pair::is_copy();
				Alarm::stop();
				return null;
			case 'moved':
				Pair::has_moved();
				Outbox::hurry();
				return Sender::run( 20 );
			case 'settings':
				$seconds = isset( $_POST['stock_seconds'] ) ? absint( $_POST['stock_seconds'] ) : Settings::stock_seconds();
				$hours   = isset( $_POST['alert_after_hours'] ) ? absint( $_POST['alert_after_hours'] ) : 0;
				$address = isset( $_POST['alert_address'] ) ? sanitize_email( wp_unslash( $_POST['alert_address'] ) ) : '';
				$groups  = isset( $_POST['prescription'] ) ? array_map( 'sanitize_key', (array) wp_unslash( $_POST['prescription'] ) ) : array();
				Settings::change(
					array(
						'keep'              => isset( $_POST['keep'] ),
						'alert_after_hours' => $hours,
						'alert_address'     => $address,
						'prescription'      => array_values( array_intersect( Fields::GROUPS, $groups ) ),
						'files'             => isset( $_POST['files'] ),
						'stock_shown'       => isset( $_POST['stock_shown'] ),
						'stock_synced'      => isset( $_POST['stock_synced'] ),
						'stock_seconds'     => $seconds,
					)
				);
				( new Alarm() )->ensure();
				return null;
			case 'send-now':
				Outbox::hurry();
				return Sender::run( 20 );
			case 'remove-file':
				$order = wc_get_order( $order_id );
				if ( $order instanceof \WC_Order ) {
					Files::remove( $order, isset( $_REQUEST['place'] ) ? absint( $_REQUEST['place'] ) : 0 );
				}
				return null;
			case 'resend':
				return Verbs::send_again( $order_id ) ?? Sender::run( 20 );
			default:
				$transfer = isset( $_REQUEST['transfer'] ) ? absint( $_REQUEST['transfer'] ) : null;
				return Verbs::say( $order_id, $action, $transfer );
		}
		// phpcs:enable
	}
}
