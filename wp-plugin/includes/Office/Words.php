<?php
/**
 * Words for documents and their states.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Office;

/**
 * Each state has one tone and one word, the same on every screen. It is shown as a dot with a word, never as a colour
 * alone.
 */
final class Words {
	private const SYSTEMS = array(
		'mmorthosoft' => 'mmOrthosoft',
		'poweroffice' => 'PowerOffice Go',
	);

	/**
	 * The tone of a state: done, waiting, held, blocked, closed or doubt.
	 *
	 * @param array<string, string> $document A document as it is stored.
	 */
	public static function tone( array $document ): string {
		return match ( $document['state'] ) {
			'done'     => 'done',
			'blocked'  => 'blocked',
			'closed'   => 'closed',
			'in_doubt' => 'doubt',
			default    => str_starts_with( $document['reason'], 'held.' ) ? 'held' : 'waiting',
		};
	}

	/**
	 * The state in words.
	 *
	 * @param array<string, string> $document A document as it is stored.
	 */
	public static function state( array $document ): string {
		$number = $document['document_number'];
		switch ( self::tone( $document ) ) {
			case 'done':
				/* translators: %s: number of a document */
				return '' === $number ? __( 'In the office', 'kontor-bridge' ) : sprintf( __( 'In the office · %s', 'kontor-bridge' ), $number );
			case 'blocked':
				return __( 'Needs you', 'kontor-bridge' );
			case 'closed':
				return 'elsewhere' === $document['reason'] ? __( 'Handled elsewhere', 'kontor-bridge' ) : __( 'Not sent', 'kontor-bridge' );
			case 'doubt':
				return __( 'Checking with the office', 'kontor-bridge' );
			case 'held':
				return __( 'Held back', 'kontor-bridge' );
			default:
				return 'handed_over' === $document['state'] ? __( 'Ready for the office', 'kontor-bridge' ) : __( 'Waiting', 'kontor-bridge' );
		}
	}

	/**
	 * The kind of a document in words.
	 *
	 * @param string $kind The bridge's word for the kind.
	 */
	public static function kind( string $kind ): string {
		return match ( $kind ) {
			'order'        => __( 'Order', 'kontor-bridge' ),
			'amendment'    => __( 'Change of the order', 'kontor-bridge' ),
			'refund'       => __( 'Refund', 'kontor-bridge' ),
			'cancellation' => __( 'Cancellation', 'kontor-bridge' ),
			'payment'      => __( 'Payment', 'kontor-bridge' ),
			default        => $kind,
		};
	}

	/**
	 * The name of a system.
	 *
	 * @param string $key The system's key at the bridge.
	 */
	public static function system( string $key ): string {
		return self::SYSTEMS[ $key ] ?? $key;
	}
}
