<?php
/**
 * E-mails about orders that need somebody.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Shop;

use Kontor\Bridge\Office\Documents;
use Kontor\Bridge\Office\Words;
use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Settings;

/**
 * Writes an e-mail when orders have been blocked or waiting for too long: one mail for all of them, and each order only
 * once.
 */
final class Alert {
	/** Writes an e-mail if there is something new to tell. */
	public static function run(): void {
		$hours = Settings::alert_after_hours();
		if ( 0 === $hours ) {
			return;
		}
		$before    = time() - $hours * HOUR_IN_SECONDS;
		$documents = Documents::unfinished_before( $before );
		$waiting   = Outbox::waiting();
		$late      = null !== $waiting['since'] && $waiting['since'] <= $before;
		$told      = (int) get_option( 'kontor_told_waiting', 0 );
		if ( ! $late ) {
			delete_option( 'kontor_told_waiting' );
		}
		$tell_waiting = $late && $told < time() - DAY_IN_SECONDS;
		if ( array() === $documents && ! $tell_waiting ) {
			return;
		}
		$lines = array();
		if ( $tell_waiting ) {
			/* translators: 1: number of orders, 2: number of hours */
			$lines[] = sprintf( _n( '%1$d order has not reached the bridge for more than %2$d hours.', '%1$d orders have not reached the bridge, the first for more than %2$d hours.', $waiting['count'], 'kontor-bridge' ), $waiting['count'], $hours );
			if ( null !== $waiting['problem'] ) {
				$lines[] = $waiting['problem']->cause . ' ' . $waiting['problem']->remedy;
			}
			$lines[] = '';
		}
		foreach ( $documents as $document ) {
			$order   = wc_get_order( (int) $document['order_id'] );
			$number  = $order instanceof \WC_Order ? $order->get_order_number() : $document['order_id'];
			$lines[] = sprintf( '#%s · %s · %s · %s', $number, Words::kind( $document['kind'] ), Words::system( $document['system_key'] ), Words::state( $document ) );
			$lines[] = trim( $document['cause'] . ' ' . $document['remedy'] );
			$lines[] = $order instanceof \WC_Order ? $order->get_edit_order_url() : '';
			$lines[] = '';
		}
		$count = count( $documents );
		/* translators: 1: number of orders, 2: name of the shop */
		$subject = sprintf( _n( '%1$d order of %2$s needs you', '%1$d orders of %2$s need you', max( 1, $count ), 'kontor-bridge' ), max( 1, $count ), wp_specialchars_decode( get_bloginfo( 'name' ), ENT_QUOTES ) );
		if ( ! wp_mail( Settings::alert_address(), $subject, implode( "\n", $lines ) ) ) {
			return;
		}
		array_walk( $documents, array( Documents::class, 'mailed' ) );
		if ( $tell_waiting ) {
			update_option( 'kontor_told_waiting', time(), false );
		}
	}
}
