<?php
/**
 * What the bridge says when it refuses a request.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Bridge;

use Kontor\Bridge\Problem;

/** Reads a refusal of the bridge (RFC 9457). The bridge's words are shown, except where the plugin knows more than the bridge does. */
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
	 * Why the bridge did not do what it was asked.
	 *
	 * @param array<string, mixed> $read   The object that came.
	 * @param int                  $status HTTP's.
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
			// The bridge does not know whether the request was signed. The plugin does: it signs each of them.
			return new Problem( $read['code'], __( 'The plugin\'s request arrived without its signature: something between the shop and the bridge removes the header kontor-proof.', 'kontor-bridge' ), __( 'Ask your host, or whoever runs the bridge, to let the header kontor-proof through the firewall or proxy. Nothing is lost meanwhile.', 'kontor-bridge' ) );
		}
		return new Problem( $read['code'], $read['cause'], is_string( $read['remedy'] ?? null ) ? $read['remedy'] : '' );
	}

	/**
	 * The clocks of the bridge and of this server differ.
	 *
	 * @param string $code   `group.detail`.
	 * @param string $bridge What the bridge's clock says.
	 * @param string $here   What this server's clock says.
	 */
	public static function of_clocks( string $code, string $bridge, string $here ): Problem {
		/* translators: 1: time of the bridge, 2: time of this server */
		$cause = __( 'The clocks differ by more than a minute: the bridge\'s clock says %1$s, this server\'s clock says %2$s.', 'kontor-bridge' );
		return new Problem( $code, sprintf( $cause, $bridge, $here ), __( 'Have the wrong clock set right. Servers keep the time with NTP, which is your host\'s task for this server.', 'kontor-bridge' ) );
	}
}
