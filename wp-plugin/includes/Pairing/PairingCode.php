<?php
/**
 * The pairing code, which an admin pastes.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Pairing;

use Kontor\Bridge\Bridge\Base64Url;

/** A pairing code: where the bridge is, the id of its key, and a secret that counts once. */
final class PairingCode {
	/** 32 bytes in base64url. */
	private const SHORTEST_SECRET = 43;

	/**
	 * Makes a code.
	 *
	 * @param string $bridge     The bridge's public address.
	 * @param string $bridge_key The id of the bridge's key.
	 * @param string $pairing    The id of the pairing at the bridge.
	 * @param string $secret     The secret that proves that the shop has the code.
	 */
	private function __construct(
		public readonly string $bridge,
		public readonly string $bridge_key,
		public readonly string $pairing,
		public readonly string $secret,
	) {}

	/**
	 * Reads a pasted text; null if it is not a pairing code. White space and line breaks, which mail programs may add,
	 * are ignored.
	 *
	 * @param string $pasted The pasted text.
	 */
	public static function read( string $pasted ): ?self {
		$text = (string) preg_replace( '/[\s\x{200B}\x{FEFF}]+/u', '', $pasted );
		if ( ! str_starts_with( $text, 'kontor-' ) ) {
			return null;
		}
		$json = Base64Url::decode( rtrim( substr( $text, strlen( 'kontor-' ) ), '=.' ) );
		$read = null === $json ? null : json_decode( $json, true );
		if ( ! is_array( $read ) || ( $read['v'] ?? null ) !== 1 ) {
			return null;
		}
		foreach ( array( 'u', 'k', 'p', 's' ) as $name ) {
			if ( ! is_string( $read[ $name ] ?? null ) || '' === $read[ $name ] ) {
				return null;
			}
		}
		if ( ! self::is_private_way( $read['u'] ) ) {
			return null;
		}
		if ( strlen( $read['s'] ) < self::SHORTEST_SECRET ) {
			return null;
		}
		return new self( untrailingslashit( $read['u'] ), $read['k'], $read['p'], $read['s'] );
	}

	/**
	 * Whether nobody on the way to the bridge can read what is sent: the address begins with https, or the bridge is on
	 * this server.
	 *
	 * @param string $bridge The bridge's address.
	 */
	public static function is_private_way( string $bridge ): bool {
		return preg_match( '#^(https://|http://(127\.0\.0\.1|localhost|\[::1\])(?=[:/]|$))[^\s?\#@]*$#i', $bridge ) === 1;
	}
}
