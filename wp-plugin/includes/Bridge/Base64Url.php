<?php
/**
 * Base64 as tokens and keys use it.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Bridge;

/** Base64url without padding (RFC 7515, section 2). */
final class Base64Url {
	/**
	 * Writes bytes.
	 *
	 * @param string $bytes Any bytes.
	 */
	public static function encode( string $bytes ): string {
		// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- The form that RFC 7515 asks for.
		return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' );
	}

	/**
	 * Reads bytes; null if the text is not base64url.
	 *
	 * @param string $text What `encode` returned.
	 */
	public static function decode( string $text ): ?string {
		// `\z` and not `$`: `$` allows a line break at the end, which PHP's base64 reader would ignore.
		if ( preg_match( '/^[A-Za-z0-9_-]*\z/', $text ) !== 1 ) {
			return null;
		}
		// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_decode -- The form that RFC 7515 asks for.
		$bytes = base64_decode( strtr( $text, '-_', '+/' ), true );
		return false === $bytes ? null : $bytes;
	}
}
