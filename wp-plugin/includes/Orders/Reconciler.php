<?php
/**
 * Finds changes that were never noted.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Orders;

use Automattic\WooCommerce\Utilities\OrderUtil;
use Kontor\Bridge\Pairing\Pairing;

/**
 * Compares the orders that were modified lately with the outbox, without network: a process may have been killed between saving an
 * order and noting it, or the plugin may have been switched off meanwhile.
 */
final class Reconciler {
	private const OPTION          = 'kontor_reconciled';
	private const OVERLAP_SECONDS = 7200;
	private const PAGE            = 200;
	/** The longest that a process takes to write an order, from the moment that it notes as the order's modification. */
	private const WRITING_SECONDS = 60;

	/**
	 * Notes every order that was modified since the last comparison and later than it was read. Answers how many there were.
	 * Nothing older than the pairing counts: old orders are sent only when somebody chooses them.
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
			 * The stubs know of orders only; asked for `ids` WooCommerce gives ids.
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
	 * Notes every order of the last month that the bridge has and the shop has not any more.
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
	 * Whether an order was modified after, or while, its content was read, so that the bridge lacks it and nothing is on its way.
	 * WooCommerce chooses the date of a modification before it writes the first row and writes the others one by one. So content
	 * that was read soon after that date may be the former one, or half of the new one; then the content itself is compared.
	 *
	 * @param int $id The order.
	 */
	public static function is_missing( int $id ): bool {
		$order = wc_get_order( $id );
		// The checkout block counts its drafts among the statuses of orders.
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
