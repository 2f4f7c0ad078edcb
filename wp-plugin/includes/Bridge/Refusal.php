<?php
/**
 * A refusal of the bridge.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Bridge;

use Kontor\Bridge\Problem;

/**
 * Reads a refusal of the bridge (RFC 9457). The bridge's words are shown, unless the plugin knows more about the cause.
 */
final class Refusal {
	/**
	 * Whether an object is a refusal of a bridge.
	 *
	 * @param array<string, mixed> $read The object that came.
	 */
	public static function is_one( array $read ): bool {
		return is_string( $read['code'] ?? null ) && is_string( $read['cause'] ?? null );
	}

	/**
	 * The problem of a request that the bridge refused.
	 *
	 * @param array<string, mixed> $read   The object that came.
	 * @param int                  $status The HTTP status.
	 */
	public static function problem( array $read, int $status ): Problem {
		if ( ! self::is_one( $read ) ) {
			/* translators: %d: HTTP status */
			return new Problem( 'bridge.other_version', sprintf( __( 'This version of the plugin does not know the answer (%d).', 'kontor-bridge' ), $status ), __( 'Update the plugin and the bridge.', 'kontor-bridge' ) );
		}
		$clocks = $read['clocks'] ?? null;
		if ( is_array( $clocks ) && is_string( $clocks['bridge'] ?? null ) && is_string( $clocks['caller'] ?? null ) ) {
			return self::of_clocks( $read['code'], $clocks['bridge'], $clocks['caller'] );
		}
		if ( 'proof.missing' === $read['code'] ) {
			// The plugin signs every request. So if the proof is missing, something on the way has removed it.
			return new Problem( $read['code'], __( 'The plugin\'s request arrived without its signature: something between the shop and the bridge removes the header kontor-proof.', 'kontor-bridge' ), __( 'Ask your host, or whoever runs the bridge, to let the header kontor-proof through the firewall or proxy. Nothing is lost meanwhile.', 'kontor-bridge' ) );
		}
		return new Problem( $read['code'], $read['cause'], is_string( $read['remedy'] ?? null ) ? $read['remedy'] : '' );
	}

	/**
	 * The problem of clocks that differ.
	 *
	 * @param string $code   `group.detail`.
	 * @param string $bridge The time of the bridge's clock.
	 * @param string $here   The time of this server's clock.
	 */
	public static function of_clocks( string $code, string $bridge, string $here ): Problem {
		/* translators: 1: time of the bridge, 2: time of this server */
		$cause = __( 'The clocks differ by more than a minute: the bridge\'s clock says %1$s, this server\'s clock says %2$s.', 'kontor-bridge' );
		return new Problem( $code, sprintf( $cause, $bridge, $here ), __( 'Have the wrong clock set right. Servers keep the time with NTP, which is your host\'s task for this server.', 'kontor-bridge' ) );
	}
}
