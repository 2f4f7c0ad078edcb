<?php
/**
 * The bulk action in the list of orders.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Admin;

use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Shop\Alarm;

/** Sends chosen orders to the office, old ones too. WooCommerce's list has checked nonce and capability by then. */
final class BulkAction {
	private const NAME = 'kontor_send';

	/** Listens to both lists. */
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
	 * Notes the chosen orders; the sender follows at once.
	 *
	 * @param string    $back   Where the list goes on.
	 * @param string    $action What was chosen.
	 * @param list<int> $ids    The orders.
	 */
	public function perform( string $back, string $action, array $ids ): string {
		if ( self::NAME !== $action ) {
			return $back;
		}
		$ids = array_filter( array_map( 'absint', $ids ), static fn ( int $id ): bool => current_user_can( 'edit_shop_orders' ) );
		foreach ( $ids as $id ) {
			Outbox::touch( $id );
		}
		Alarm::ring();
		return add_query_arg(
			array(
				'kontor'       => 'bulk',
				'kontor_count' => count( $ids ),
			),
			$back
		);
	}
}
