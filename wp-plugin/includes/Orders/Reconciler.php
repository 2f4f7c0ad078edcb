<?php
/**
 * The reconciler, which finds changes that were never noted.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Orders;

use Automattic\WooCommerce\Utilities\OrderUtil;
use Kontor\Bridge\Pairing\Pairing;

/**
 * Compares recently modified orders with the outbox, without network. An order may have changed without being noted,
 * because a process was killed after saving the order, or because the plugin was inactive.
 */
final class Reconciler {
	private const OPTION          = 'kontor_reconciled';
	private const OVERLAP_SECONDS = 7200;
	private const PAGE            = 200;
	/** The longest time that a process takes to write an order, counted from the order's date of modification. */
	private const WRITING_SECONDS = 60;

	/**
	 * Notes the orders that were modified since the last run and after their content was read. Returns how many there
	 * were. Changes from before the pairing do not count: old orders are sent only when somebody chooses them.
	 */
	public static function run(): int {
		if ( null === Pairing::current() ) {
			return 0;
		}
		$started = time();
		$last    = (int) get_option( self::OPTION, 0 );
		$since   = max( $last - self::OVERLAP_SECONDS, (int) get_option( 'kontor_paired_at', $started ) );
		$found   = 0;
		$page    = 1;
		do {
			$orders = wc_get_orders(
				array(
					'type'          => 'shop_order',
					'status'        => array_merge( array_keys( wc_get_order_statuses() ), array( 'trash' ) ),
					'date_modified' => '>=' . $since,
					'orderby'       => 'ID',
					'order'         => 'ASC',
					'limit'         => self::PAGE,
					'paged'         => $page++,
					'return'        => 'ids',
				)
			);
			/**
			 * The stubs declare orders only. With `return` = `ids`, WooCommerce returns ids.
			 *
			 * @var list<int|string> $ids
			 */
			$ids   = is_array( $orders ) ? $orders : array();
			$count = count( $ids );
			foreach ( $ids as $id ) {
				if ( self::is_missing( (int) $id ) ) {
					Outbox::touch( (int) $id );
					++$found;
				}
			}
		} while ( self::PAGE === $count );
		update_option( self::OPTION, $started, false );
		return $found + self::gone( $started );
	}

	/**
	 * Notes the orders that were sent in the last 30 days and that the shop no longer has. Returns how many there were.
	 *
	 * @param int $now Seconds since 1970.
	 */
	private static function gone( int $now ): int {
		$found = 0;
		$after = 0;
		do {
			$ids   = Outbox::known_since( $now - 30 * DAY_IN_SECONDS, $after, self::PAGE );
			$count = count( $ids );
			foreach ( $ids as $id ) {
				$after = $id;
				if ( OrderUtil::get_order_type( $id ) !== 'shop_order' && ! wc_get_order( $id ) instanceof \WC_Order ) {
					Outbox::touch( $id );
					++$found;
				}
			}
		} while ( self::PAGE === $count );
		return $found;
	}

	/**
	 * Whether the bridge lacks the order's present content, and the order is not waiting to be sent. That is so if the
	 * order was modified after its content was read. WooCommerce sets the date of modification first, and then writes
	 * the rows one by one. So content that was read soon after that date may be old or half-written; then the content
	 * itself is compared.
	 *
	 * @param int $id The order.
	 */
	public static function is_missing( int $id ): bool {
		$order = wc_get_order( $id );
		// The checkout block adds its drafts to WooCommerce's list of statuses.
		if ( ! $order instanceof \WC_Order || ! OrderChanges::is_placed( $order ) ) {
			return false;
		}
		$modified = $order->get_date_modified();
		if ( null === $modified ) {
			return false;
		}
		$read = Outbox::last_read( $id );
		$age  = null === $read ? 0 : $read['at'] - $modified->getTimestamp();
		if ( null === $read || $age <= 0 ) {
			return true;
		}
		return $age <= self::WRITING_SECONDS && '' !== $read['content'] && OrderBody::fingerprint_of( $id ) !== $read['content'];
	}
}
