<?php
/**
 * The command line.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Shop;

use Kontor\Bridge\Office\Documents;
use Kontor\Bridge\Office\Verbs;
use Kontor\Bridge\Office\Words;
use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Orders\Reconciler;
use Kontor\Bridge\Orders\Sender;
use Kontor\Bridge\Pairing\Checklist;
use Kontor\Bridge\Pairing\Pair;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Problem;
use WP_CLI;

/** Pairs this shop with Kontor's bridge, and sends its orders. */
final class Cli {
	/**
	 * Shows the shop's bridge and how many orders wait. With an order's id, shows how that order stands.
	 *
	 * ## OPTIONS
	 *
	 * [<order>]
	 * : The id of an order.
	 *
	 * @param list<string> $args The arguments.
	 */
	public function status( array $args ): void {
		if ( isset( $args[0] ) ) {
			$this->order_status( (int) $args[0] );
			return;
		}
		$pairing = Pairing::current();
		if ( null === $pairing ) {
			self::stop( Pair::unpaired() );
		}
		$waiting = Outbox::waiting();
		WP_CLI::line( "Bridge: {$pairing->bridge}" );
		WP_CLI::line( "Shop: {$pairing->shop}" );
		WP_CLI::line( "Waiting: {$waiting['count']}" );
		if ( null !== $waiting['problem'] ) {
			WP_CLI::line( 'Last problem: ' . self::words( $waiting['problem'] ) );
		}
		if ( $pairing->is_elsewhere() ) {
			self::stop( Pairing::elsewhere() );
		}
	}

	/** Checks the pairing step by step. */
	public function test(): void {
		$this->show( Pair::test() );
	}

	/**
	 * Pairs this shop.
	 *
	 * ## OPTIONS
	 *
	 * <code>
	 * : The code that kontor pair prints.
	 *
	 * @param list<string> $args The arguments.
	 */
	public function pair( array $args ): void {
		$this->show( Pair::with( $args[0] ?? '' ) );
		( new Alarm() )->ensure();
	}

	/**
	 * Sends what is due now. With ids of orders, sends those orders again, old ones too.
	 *
	 * ## OPTIONS
	 *
	 * [<order>...]
	 * : Ids of orders.
	 *
	 * @param list<string> $args The arguments.
	 */
	public function send( array $args ): void {
		if ( null === Pairing::current() ) {
			self::stop( Pair::unpaired() );
		}
		foreach ( $args as $id ) {
			$problem = Verbs::send_again( (int) $id );
			if ( null !== $problem ) {
				self::stop( $problem );
			}
		}
		Outbox::hurry();
		$problem = Sender::run( 3600 );
		if ( null !== $problem ) {
			self::stop( $problem );
		}
		WP_CLI::success( sprintf( 'Everything that was due has been sent. Still waiting: %d.', Outbox::waiting()['count'] ) );
	}

	/**
	 * Tells the bridge to try an order's documents again.
	 *
	 * ## OPTIONS
	 *
	 * <order>
	 * : The id of an order.
	 *
	 * @param list<string> $args The arguments.
	 */
	public function retry( array $args ): void {
		$problem = Verbs::say( (int) ( $args[0] ?? 0 ), 'retry' );
		if ( null !== $problem ) {
			self::stop( $problem );
		}
		WP_CLI::success( 'The bridge is trying again.' );
	}

	/** Finds orders that changed without being noted, and sends them. */
	public function reconcile(): void {
		if ( null === Pairing::current() ) {
			self::stop( Pair::unpaired() );
		}
		WP_CLI::line( sprintf( 'Orders that had changed without being noted: %d.', Reconciler::run() ) );
		$this->send( array() );
	}

	/**
	 * Replaces the shop's signing key by a new one.
	 *
	 * @subcommand rotate-key
	 */
	public function rotate_key(): void {
		$problem = Pair::rotate();
		if ( null !== $problem ) {
			self::stop( $problem );
		}
		WP_CLI::success( 'The new key is in use. The former key is no longer valid.' );
	}

	/**
	 * Shows how one order stands.
	 *
	 * @param int $id The order.
	 */
	private function order_status( int $id ): void {
		$sending = Outbox::of( $id );
		if ( null === $sending ) {
			WP_CLI::line( 'The order was never noted. Send it with: wp kontor send ' . $id );
			return;
		}
		WP_CLI::line( $sending['waits'] ? 'The order is waiting to be sent to the bridge.' : 'The bridge has the order.' );
		if ( null !== $sending['problem'] ) {
			WP_CLI::line( self::words( $sending['problem'] ) );
		}
		foreach ( Documents::of( $id ) as $document ) {
			WP_CLI::line( sprintf( '%s · %s · %s (%s) %s', Words::system( $document['system_key'] ), Words::kind( $document['kind'] ), Words::state( $document ), $document['reason'], $document['cause'] ) );
		}
	}

	/**
	 * Shows a checklist. Exits with 1 if a failed step keeps the shop from sending.
	 *
	 * @param Checklist $checklist The checklist.
	 */
	private function show( Checklist $checklist ): void {
		$marks = array(
			'done'  => '✓',
			'wrong' => '✗',
			'note'  => '!',
			'open'  => '·',
		);
		foreach ( $checklist->lines() as $line ) {
			WP_CLI::line( $marks[ $line['state'] ] . ' ' . $line['label'] );
			if ( null !== $line['problem'] ) {
				WP_CLI::line( '  ' . self::words( $line['problem'] ) );
			}
		}
		$problem = $checklist->first_problem();
		if ( null !== $problem ) {
			self::stop( $problem );
		}
	}

	/**
	 * A problem in one line.
	 *
	 * @param Problem $problem The problem.
	 */
	private static function words( Problem $problem ): string {
		return "{$problem->cause} {$problem->remedy} ({$problem->code})";
	}

	/**
	 * Prints a problem and exits with 1.
	 *
	 * @param Problem $problem The problem.
	 * @return never
	 */
	private static function stop( Problem $problem ): void {
		WP_CLI::error( self::words( $problem ) );
	}
}
