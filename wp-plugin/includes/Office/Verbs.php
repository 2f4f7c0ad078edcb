<?php
/**
 * Actions of a person on an order's documents.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Office;

use Kontor\Bridge\Browser\User;
use Kontor\Bridge\Orders\OrderChanges;
use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Pairing\Pair;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Problem;

/** Tells the bridge which action a person has chosen, and then asks it for the new state. */
final class Verbs {
	/** The states of a document in which each verb is possible. */
	public const STATES = array(
		'retry'     => array( 'waiting', 'blocked' ),
		'send'      => array( 'waiting', 'closed' ),
		'elsewhere' => array( 'waiting', 'blocked', 'in_doubt' ),
	);

	/**
	 * Notes an unchanged order, so that it is sent again. Returns a problem if the shop has no such order: otherwise
	 * the sender would tell the bridge that the order is gone.
	 *
	 * @param int $order_id The order.
	 */
	public static function send_again( int $order_id ): ?Problem {
		$order = wc_get_order( $order_id );
		if ( ! $order instanceof \WC_Order || ! OrderChanges::is_placed( $order ) ) {
			/* translators: %d: id of an order */
			return new Problem( 'order.not_here', sprintf( __( 'This shop has no order with the id %d.', 'kontor-bridge' ), $order_id ), __( 'Look the order up in the list of orders.', 'kontor-bridge' ) );
		}
		Outbox::touch( $order_id );
		return null;
	}

	/**
	 * Does an action on one document of an order, or on all its documents whose state allows it. Returns the problem if
	 * it was refused; null if it was done.
	 *
	 * @param int      $order_id The order.
	 * @param string   $verb     One of `STATES`.
	 * @param int|null $transfer The document's transfer; null: all documents.
	 */
	public static function say( int $order_id, string $verb, ?int $transfer = null ): ?Problem {
		$pairing = Pairing::current();
		if ( null === $pairing ) {
			return Pair::unpaired();
		}
		$is_done = false;
		// The bridge's journal names the user. If nobody is logged in, it names the shop.
		$act = User::current()?->act();
		foreach ( Documents::of( $order_id ) as $document ) {
			$is_meant = null === $transfer || (int) $document['transfer'] === $transfer;
			if ( ! $is_meant || ! in_array( $document['state'], self::STATES[ $verb ], true ) ) {
				continue;
			}
			$is_done = true;
			$problem = $pairing->ask( 'POST', '/transfers/' . (int) $document['transfer'] . '/' . $verb, array(), $act )->problem;
			if ( null !== $problem ) {
				return $problem;
			}
		}
		if ( ! $is_done ) {
			return new Problem( 'order.nothing_to_say', __( 'None of this order\'s documents is in a state in which this can be done.', 'kontor-bridge' ), __( 'Reload the order to see how its documents stand.', 'kontor-bridge' ) );
		}
		return Documents::pull( $pairing, time() + 10 );
	}
}
