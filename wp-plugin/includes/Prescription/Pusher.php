<?php
/**
 * The pusher of files.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Prescription;

use Kontor\Bridge\Bridge\Answer;
use Kontor\Bridge\Lease;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Problem;

/**
 * Pushes files to the bridge, each in a signed request of its own, before the event that names them. So a shop that
 * cannot be reached from outside works, too. Pushing a file again does no harm.
 *
 * @phpstan-import-type Unpushed from Pushes
 */
final class Pusher {
	/** A large file takes a while. Its proof is valid for one minute. */
	private const TIMEOUT_SECONDS = 50;
	private const LEASE_SECONDS   = 120;
	/**
	 * So many failed attempts hold an order back. Then it goes without its file: the bridge says that the file is
	 * missing, and the order goes on at the bridge as soon as the file arrives.
	 */
	private const ATTEMPTS_THAT_HOLD = 3;
	private const LATE_AT_ONCE       = 20;

	/**
	 * Pushes the files that orders name and that the bridge does not have. Returns the orders that are not to be sent
	 * yet, each with the problem of its file; null: there was no time for the file.
	 *
	 * @param Pairing   $pairing   The pairing.
	 * @param Lease     $lease     The sender's lease.
	 * @param list<int> $order_ids The orders that are about to be sent.
	 * @param int       $end       When to stop, in seconds since 1970.
	 * @return array<int, Problem|null>
	 */
	public static function before_events( Pairing $pairing, Lease $lease, array $order_ids, int $end ): array {
		$held = array();
		foreach ( Pushes::missing( $order_ids ) as $file ) {
			$order = $file['order_id'];
			if ( time() >= $end || ! $lease->keep( self::LEASE_SECONDS ) ) {
				$held += array( $order => null );
				continue;
			}
			$problem = self::push( $pairing, $file );
			if ( null !== $problem && $file['attempts'] < self::ATTEMPTS_THAT_HOLD ) {
				$held[ $order ] = $problem;
			}
		}
		return $held;
	}

	/**
	 * Pushes files whose earlier attempts failed.
	 *
	 * @param Pairing $pairing The pairing.
	 * @param Lease   $lease   The sender's lease.
	 * @param int     $end     When to stop, in seconds since 1970.
	 */
	public static function late( Pairing $pairing, Lease $lease, int $end ): void {
		foreach ( Pushes::due( self::LATE_AT_ONCE ) as $file ) {
			if ( time() >= $end || ! $lease->keep( self::LEASE_SECONDS ) ) {
				return;
			}
			self::push( $pairing, $file );
		}
	}

	/**
	 * Pushes one file. Returns the problem; null if the bridge has the file.
	 *
	 * @param Pairing $pairing The pairing.
	 * @param array   $file    The file.
	 * @phpstan-param Unpushed $file
	 */
	private static function push( Pairing $pairing, array $file ): ?Problem {
		$bytes = Files::bytes( $file['order_id'], $file['sha256'] );
		if ( null === $bytes ) {
			$problem = new Problem( 'file.lost', __( 'A part of a file of this order is lost in the shop\'s database.', 'kontor-bridge' ), __( 'Remove the file on the order, and ask the customer to send it again.', 'kontor-bridge' ) );
			Pushes::failed( $file, $problem );
			return $problem;
		}
		$answer  = $pairing->put_file( $file['sha256'], $bytes, $file['media_type'], self::TIMEOUT_SECONDS );
		$problem = self::problem_of( $answer, $file['sha256'] );
		if ( null === $problem ) {
			Pushes::succeeded( $file['order_id'], $file['place'] );
		} else {
			Pushes::failed( $file, $problem, $answer->wait );
		}
		return $problem;
	}

	/**
	 * The problem of an answer; null if the bridge says that it has the file.
	 *
	 * @param Answer $answer The answer.
	 * @param string $sha256 The file's hash.
	 */
	private static function problem_of( Answer $answer, string $sha256 ): ?Problem {
		if ( null !== $answer->problem || ( $answer->data['sha256'] ?? null ) === $sha256 ) {
			return $answer->problem;
		}
		return Answer::of( array() )->problem_without( 'sha256' );
	}
}
