<?php
/**
 * The bulk action in the list of orders.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Admin;

use Kontor\Bridge\Office\Verbs;
use Kontor\Bridge\Shop\Alarm;

/**
 * Sends chosen orders to the office, old ones too. WooCommerce's list has already checked the nonce and its own
 * capability.
 */
final class BulkAction {
	private const NAME = 'kontor_send';

	/** Listens to the lists of both order stores. */
	public function register(): void {
		foreach ( array( 'woocommerce_page_wc-orders', 'edit-shop_order' ) as $screen ) {
			add_filter( "bulk_actions-$screen", array( $this, 'add' ) );
			add_filter( "handle_bulk_actions-$screen", array( $this, 'perform' ), 10, 3 );
		}
	}

	/**
	 * Adds the action.
	 *
	 * @param array<string, string> $actions The list's actions.
	 * @return array<string, string>
	 */
	public function add( array $actions ): array {
		return $actions + array( self::NAME => __( 'Send to the office', 'kontor-bridge' ) );
	}

	/**
	 * Notes the chosen orders, and wakes the sender.
	 *
	 * @param string    $back   The address to which the list redirects.
	 * @param string    $action The chosen action.
	 * @param list<int> $ids    The chosen orders.
	 */
	public function perform( string $back, string $action, array $ids ): string {
		if ( self::NAME !== $action ) {
			return $back;
		}
		$ids   = current_user_can( 'edit_shop_orders' ) ? array_map( 'absint', $ids ) : array();
		$noted = array_filter( $ids, static fn ( int $id ): bool => null === Verbs::send_again( $id ) );
		Alarm::ring();
		return add_query_arg(
			array(
				'kontor'       => 'bulk',
				'kontor_count' => count( $noted ),
			),
			$back
		);
	}
}
