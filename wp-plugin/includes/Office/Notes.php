<?php
/**
 * Notes on orders.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Office;

/**
 * Adds private notes to an order for clerks: that its document is in the office, or why it is not. Customers do not see
 * them.
 */
final class Notes {
	/**
	 * Adds a note if the new state needs one.
	 *
	 * @param int                  $order_id The order.
	 * @param array<string, mixed> $result   The result, as the bridge gives it.
	 * @param string               $number   The document's number; empty if there is none.
	 */
	public static function add( int $order_id, array $result, string $number ): void {
		$kind   = Words::kind( $result['kind'] );
		$system = Words::system( $result['system'] );
		$cause  = is_string( $result['cause'] ?? null ) ? $result['cause'] : $result['reason'];
		$remedy = is_string( $result['remedy'] ?? null ) ? $result['remedy'] : '';
		// A document that Kontor cannot make at that system is closed, but a person must make it by hand.
		$by_hand = '' !== $remedy && in_array( $result['reason'], array( 'rule.not_supported', 'rule.function_off' ), true );
		$text    = match ( $by_hand ? 'blocked' : $result['state'] ) {
			/* translators: 1: what the document is, such as Order, 2: system, such as PowerOffice Go, 3: number of the document */
			'done'    => sprintf( __( '%1$s is in %2$s as %3$s.', 'kontor-bridge' ), $kind, $system, '' === $number ? '–' : $number ),
			/* translators: 1: what the document is, such as Order, 2: system, such as PowerOffice Go, 3: cause, 4: what to do */
			'blocked' => sprintf( __( '%1$s is not in %2$s: %3$s %4$s', 'kontor-bridge' ), $kind, $system, $cause, $remedy ),
			default   => '',
		};
		$order = '' === $text ? null : wc_get_order( $order_id );
		if ( $order instanceof \WC_Order ) {
			$order->add_order_note( esc_html( 'Kontor: ' . trim( $text ) ) );
		}
	}
}
