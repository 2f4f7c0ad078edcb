<?php
/**
 * What a person says about an order's documents.
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

/** Tells the bridge what a person says, and takes in what became of it. */
final class Verbs {
	/** In which states each verb makes sense. */
	public const STATES = array(
		'retry'     => array( 'waiting', 'blocked' ),
		'send'      => array( 'waiting', 'closed' ),
		'elsewhere' => array( 'waiting', 'blocked', 'in_doubt' ),
	);

	/**
	 * Notes an order to be sent again, though it has not changed. Answers why not, where the shop has no such order: the bridge
	 * would be told that it is gone.
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
	 * Says a verb of the documents of an order that it makes sense for: of one of them, or of all. Answers why it was refused; null
	 * where it was not.
	 *
	 * @param int      $order_id The order.
	 * @param string   $verb     One of `STATES`.
	 * @param int|null $transfer The transfer of the one document; null: all.
	 */
	public static function say( int $order_id, string $verb, ?int $transfer = null ): ?Problem {
		$pairing = Pairing::current();
		if ( null === $pairing ) {
			return Pair::unpaired();
		}
		$said = false;
		// The bridge's journal names who said it; without anybody logged in, the shop says it.
		$act = User::current()?->act();
		foreach ( Documents::of( $order_id ) as $document ) {
			$is_meant = null === $transfer || (int) $document['transfer'] === $transfer;
			if ( ! $is_meant || ! in_array( $document['state'], self::STATES[ $verb ], true ) ) {
				continue;
			}
			$said    = true;
			$problem = $pairing->ask( 'POST', '/transfers/' . (int) $document['transfer'] . '/' . $verb, array(), $act )->problem;
			if ( null !== $problem ) {
				return $problem;
			}
		}
		if ( ! $said ) {
			return new Problem( 'order.nothing_to_say', __( 'None of this order\'s documents is in a state in which this can be done.', 'kontor-bridge' ), __( 'Reload the order to see how its documents stand.', 'kontor-bridge' ) );
		}
		return Documents::pull( $pairing, time() + 10 );
	}
}
