<?php
/**
 * Whether WooCommerce's scheduled actions run.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Shop;

use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Problem;

/** Checks Action Scheduler. If it does not run, orders are sent only while an admin works in the shop. */
final class Scheduler {
	private const LATE_SECONDS = 900;

	/** The problem if the actions do not run; null if they do, or if the shop is not paired. */
	public static function problem(): ?Problem {
		$due = as_next_scheduled_action( Alarm::SEND );
		if ( null === Pairing::current() || true === $due || ( is_int( $due ) && $due > time() - self::LATE_SECONDS ) ) {
			return null;
		}
		return new Problem( 'scheduler.past_due', __( 'Action Scheduler has not run for more than 15 minutes, so orders are sent only while an admin works in the shop.', 'kontor-bridge' ), __( 'Ask your host to call wp-cron.php every minute. WooCommerce → Status → Scheduled Actions shows which actions are past due.', 'kontor-bridge' ) );
	}
}
