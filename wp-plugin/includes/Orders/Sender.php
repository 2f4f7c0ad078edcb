<?php
/**
 * The sender of changed orders.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Orders;

use Kontor\Bridge\Bridge\Answer;
use Kontor\Bridge\Lease;
use Kontor\Bridge\Office\Documents;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Prescription\Pusher;
use Kontor\Bridge\Problem;

/**
 * Sends changed orders to the bridge, batch by batch, until none is due. An order counts as sent once the bridge has
 * confirmed its generation. After any other answer, or none, it stays in the outbox.
 *
 * @phpstan-type ReadOrder array{
 *   order_id: int,
 *   generation: int,
 *   attempts: int,
 *   text: string,
 *   read_at: int,
 *   gone: bool,
 *   content: string
 * }
 */
final class Sender {
	private const BATCH         = 100;
	private const LARGEST_BYTES = 3000000;
	private const LEASE_SECONDS = 120;
	/**
	 * Enough halvings to find one refused order among a hundred, but few requests if a firewall refuses all of them.
	 */
	private const MOST_SPLITS = 10;
	private const OUTCOMES    = array( 'accepted', 'duplicate', 'stale', 'refused' );
	private const JSON_FLAGS  = JSON_UNESCAPED_SLASHES
		| JSON_UNESCAPED_UNICODE
		| JSON_PRESERVE_ZERO_FRACTION
		| JSON_INVALID_UTF8_SUBSTITUTE
		| JSON_THROW_ON_ERROR;

	/**
	 * Sends the orders that are due, and then asks the bridge for news about documents. Returns the problem if
	 * something failed; null if all went well, or if another process is sending.
	 *
	 * @param int $seconds The time limit.
	 */
	public static function run( int $seconds = 40 ): ?Problem {
		$pairing = Pairing::current();
		if ( null === $pairing ) {
			return null;
		}
		if ( $pairing->is_elsewhere() ) {
			return Pairing::elsewhere();
		}
		$lease = Lease::take( 'sender', self::LEASE_SECONDS );
		if ( null === $lease ) {
			return null;
		}
		$end = time() + $seconds;
		try {
			do {
				$rows = Outbox::due( self::BATCH );
				if ( array() === $rows || ! $lease->keep( self::LEASE_SECONDS ) ) {
					break;
				}
				$problem = self::send( $pairing, self::with_their_files( $pairing, $lease, $rows, $end ) );
				if ( null !== $problem ) {
					return $problem;
				}
			} while ( time() < $end );
			Pusher::late( $pairing, $lease, $end );
			return Documents::pull( $pairing, $end );
		} finally {
			$lease->end();
		}
	}

	/**
	 * Pushes the files that orders name. Returns the orders that may be sent now.
	 *
	 * @param Pairing                                                    $pairing The pairing.
	 * @param Lease                                                      $lease   The lease.
	 * @param list<array{order_id: int, generation: int, attempts: int}> $rows    The orders that are due.
	 * @param int                                                        $end     When to stop, in seconds since 1970.
	 * @return list<array{order_id: int, generation: int, attempts: int}>
	 */
	private static function with_their_files( Pairing $pairing, Lease $lease, array $rows, int $end ): array {
		$held = Pusher::before_events( $pairing, $lease, array_column( $rows, 'order_id' ), $end );
		$free = array();
		foreach ( $rows as $row ) {
			if ( ! array_key_exists( $row['order_id'], $held ) ) {
				$free[] = $row;
			} elseif ( null !== $held[ $row['order_id'] ] ) {
				Outbox::failed( array( $row ), $held[ $row['order_id'] ] );
			}
		}
		return $free;
	}

	/**
	 * Sends one batch, in requests of at most 3 MB.
	 *
	 * @param Pairing                                                    $pairing The pairing.
	 * @param list<array{order_id: int, generation: int, attempts: int}> $rows    The orders that are due.
	 */
	private static function send( Pairing $pairing, array $rows ): ?Problem {
		$batch  = array();
		$bytes  = 0;
		$splits = self::MOST_SPLITS;
		foreach ( $rows as $row ) {
			$read = self::read( $row );
			if ( null === $read ) {
				continue;
			}
			$text = $read['text'];
			if ( array() !== $batch && $bytes + strlen( $text ) > self::LARGEST_BYTES ) {
				$problem = self::post( $pairing, $batch, $splits );
				if ( null !== $problem ) {
					return $problem;
				}
				$batch = array();
				$bytes = 0;
			}
			$batch[] = $row + $read;
			$bytes  += strlen( $text );
		}
		return array() === $batch ? null : self::post( $pairing, $batch, $splits );
	}

	/**
	 * Reads an order's present content: the event as JSON, when it was read, whether the order is gone, and the
	 * content's fingerprint. Null if there is nothing to send. If the body of an order cannot be made, the other orders
	 * are still sent.
	 *
	 * @param array{order_id: int, generation: int, attempts: int} $row The order.
	 * @return array{text: string, read_at: int, gone: bool, content: string}|null
	 */
	private static function read( array $row ): ?array {
		$read_at = time();
		try {
			$event   = OrderBody::event( $row['order_id'], $row['generation'] );
			$is_gone = isset( $event['tombstone'] );
			// The bridge need not hear that an order is gone which it never had.
			if ( null === $event || ( $is_gone && ( Outbox::of( $row['order_id'] )['sent'] ?? false ) === false ) ) {
				Outbox::sent( $row['order_id'], $row['generation'], $read_at, $is_gone );
				return null;
			}
			return array(
				'text'    => (string) wp_json_encode( $event, self::JSON_FLAGS ),
				'read_at' => $read_at,
				'gone'    => $is_gone,
				'content' => OrderBody::fingerprint( $event ),
			);
		} catch ( \Throwable $fault ) {
			/* translators: %s: the error as PHP tells it */
			$cause = sprintf( __( 'The plugin cannot put the order\'s content together: %s', 'kontor-bridge' ), $fault->getMessage() );
			Outbox::failed( array( $row ), new Problem( 'order.no_body', $cause, __( 'Another plugin changes what WooCommerce says about orders, or uses the filter kontor_order_body. The maker of that plugin can mend it. Other orders are still sent.', 'kontor-bridge' ) ) );
			return null;
		}
	}

	/**
	 * Sends one request, and stores the outcome of each event.
	 *
	 * @param Pairing         $pairing The pairing.
	 * @param list<ReadOrder> $rows    The orders with their content.
	 * @param int             $splits  How often a batch may still be halved.
	 */
	private static function post( Pairing $pairing, array $rows, int &$splits ): ?Problem {
		$body      = '{"events":[' . implode( ',', array_column( $rows, 'text' ) ) . ']}';
		$answer    = $pairing->ask_with_body( 'POST', '/events', $body );
		$problem   = $answer->problem ?? self::store_outcomes( $rows, $answer );
		$may_split = count( $rows ) > 1 && $splits > 0;
		if ( null !== $problem && $may_split && self::one_may_be_the_reason( $answer, $problem ) ) {
			--$splits;
			$half   = intdiv( count( $rows ), 2 );
			$first  = self::post( $pairing, array_slice( $rows, 0, $half ), $splits );
			$second = self::post( $pairing, array_slice( $rows, $half ), $splits );
			return null === $first || null === $second ? null : $problem;
		}
		if ( null !== $problem ) {
			Outbox::failed( $rows, $problem, $answer->wait );
		}
		return $problem;
	}

	/**
	 * Whether one of the orders may be the reason of a refusal, for example because a firewall found SQL in a
	 * customer's note, or because the request is too large. Then the batch is halved until that order is alone, and the
	 * others are sent.
	 *
	 * @param Answer  $answer  The answer.
	 * @param Problem $problem The problem with it.
	 */
	private static function one_may_be_the_reason( Answer $answer, Problem $problem ): bool {
		$is_refusal     = $answer->status >= 400 && $answer->status < 500 && 429 !== $answer->status;
		$is_of_the_shop = preg_match( '/^(proof|shop|caller)\./', $problem->code ) === 1;
		return $is_refusal && ! $is_of_the_shop;
	}

	/**
	 * Stores the outcomes. If the plugin does not know one of them, it stores none, and returns a problem.
	 *
	 * @param list<ReadOrder> $rows   The orders with their content.
	 * @param Answer          $answer The bridge's answer.
	 */
	private static function store_outcomes( array $rows, Answer $answer ): ?Problem {
		$outcomes = $answer->data['outcomes'] ?? null;
		if ( ! is_array( $outcomes ) || count( $outcomes ) !== count( $rows ) ) {
			return self::other_version();
		}
		$outcomes = array_values( $outcomes );
		foreach ( $rows as $place => $row ) {
			if ( ! self::is_known( $outcomes[ $place ], $row['order_id'] ) ) {
				return self::other_version();
			}
		}
		foreach ( $rows as $place => $row ) {
			$refused = 'refused' === $outcomes[ $place ]['outcome'] ? Problem::of( $outcomes[ $place ] ) : null;
			Outbox::sent( $row['order_id'], $row['generation'], $row['read_at'], $row['gone'], $refused, $row['content'] );
		}
		if ( get_option( 'kontor_first_event' ) === false ) {
			update_option( 'kontor_first_event', time(), false );
		}
		return null;
	}

	/**
	 * Whether the plugin knows the outcome, and it belongs to this order. A refusal must have a reason: without it, the
	 * order would be neither at the bridge nor in the outbox, and nobody would notice.
	 *
	 * @param mixed $outcome  One outcome, as the bridge sent it.
	 * @param int   $order_id The order at the same position.
	 */
	private static function is_known( mixed $outcome, int $order_id ): bool {
		if ( ! is_array( $outcome ) || ! in_array( $outcome['outcome'] ?? null, self::OUTCOMES, true ) ) {
			return false;
		}
		if ( is_string( $outcome['id'] ?? null ) && (string) $order_id !== $outcome['id'] ) {
			return false;
		}
		return 'refused' !== $outcome['outcome'] || null !== Problem::of( $outcome );
	}

	/** The problem of an answer in an unknown form. */
	private static function other_version(): Problem {
		return new Problem( 'bridge.other_version', __( 'This version of the plugin does not understand what the bridge answered about each order.', 'kontor-bridge' ), __( 'Update the plugin and the bridge. The orders are kept and sent again.', 'kontor-bridge' ) );
	}
}
